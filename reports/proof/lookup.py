"""Reports by digest: of what they are made from, or of one of their files."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from reports.models import Report, ReportFile, State
from reports.proof.statement import build_statement, list_files
from reports.proof.verdicts import Finding, Known, Proven, Released
from reports.releases.bundle import MANIFEST, METHOD_NOTE
from reports.releases.models import ReleaseFile

MOST_REPORTS = 20  # told of those that have one and the same file


def load_known(digests: Collection[str]) -> Known:
    """By digest the finished reports that it belongs to: one query by index, one for the files."""
    by_input = Report.objects.order_by().filter(frozen_digest__in=digests).values_list("pk")
    by_file = _first_with_each(digests).values_list("report_id")
    reports = (
        Report.objects.filter(Q(pk__in=by_input) | Q(pk__in=by_file), state=State.READY)
        .annotate(
            organization=F("assessment__organization_id"), comparison_digest=F("comparison__digest")
        )
        .defer("score_card")
        .prefetch_related("files")
        .order_by("requested_at", "pk")
    )
    known = defaultdict(list)
    for report in reports:
        proven = Proven(state_report(report), report.pk, report.organization)  # type: ignore[attr-defined]
        own = {report.frozen_digest, *(file.sha256 for file in report.files.all())}
        for digest in own.intersection(digests):
            known[digest].append(proven)
    return known


def _first_with_each(digests: Collection[str]) -> QuerySet[ReportFile]:
    """A new edition may have the figures of the one before, byte for byte, any number of times:
    each digest is held to so many reports by itself, so that it costs no other one its own."""
    place = Window(RowNumber(), partition_by=["sha256"], order_by=["report__requested_at", "id"])
    found = ReportFile.objects.order_by().filter(sha256__in=digests).annotate(place=place)
    return found.filter(place__lte=MOST_REPORTS)


def load_released(digests: Collection[str]) -> Released:
    """By digest of a file of one release the statement of its manifest. One query."""
    own = ReleaseFile.objects.filter(sha256__in=digests).exclude(kind=METHOD_NOTE)
    manifests = ReleaseFile.objects.filter(kind=MANIFEST, release__in=own.values("release"))
    rows = manifests.annotate(file=F("release__files__sha256")).filter(file__in=digests)
    return {row.file: json.loads(bytes(row.content)) for row in rows}


def state_report(report: Any) -> dict[str, Any]:
    """The statement of its manifest, whether it has one or not; `comparison_digest` annotated.

    With the files in other languages, which manifests of their own name.
    """
    statement = state_without_files(report, report.comparison_digest)
    return {**statement, "files": list_files(report.files.all())}


def state_without_files(report: Report, comparison_digest: str | None) -> dict[str, Any]:
    return build_statement(
        json.loads(report.frozen_input),
        frozen_digest=report.frozen_digest,
        input_digest=report.input_digest,
        scoring_version=report.scoring_version,
        comparison_digest=comparison_digest,
    )


def find_openable(user: Any, findings: Iterable[Finding]) -> set[UUID]:
    """Those of the reports that the person may open anyway."""
    ids = {one.report_id for finding in findings for one in finding.proven if one.report_id}
    if not user.is_authenticated or not ids:
        return set()
    return set(Report.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
