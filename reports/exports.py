"""The reports of an organization and their files, for its export and its deletion."""

import json
from collections.abc import Iterator
from typing import Any

from lhs_portal.accounts.models import Organization
from reports.comparing import shown_comparison
from reports.freezing_team import shown_card, shown_input
from reports.models import Comparison, Report, ReportFile
from reports.queries import load_frozen_definition


def organization_data(organization: Organization) -> dict[str, Any]:
    """JSON. `input` is what the report was made from, frozen; `score_card` is null until ready, and
    `comparison` where there was nothing earlier to compare with.

    None of them says what few raters said: see assessments.anonymity.
    """
    reports = (
        Report.objects.filter(assessment__organization=organization)
        .select_related("comparison")
        .prefetch_related("files")
        .order_by("requested_at", "pk")
    )
    return {"reports": [_report(report) for report in reports]}


def organization_files(organization: Organization) -> Iterator[tuple[str, str]]:
    """For each file its name in the export and its path in the storage."""
    files = ReportFile.objects.filter(report__assessment__organization=organization)
    for file in files.select_related("report"):
        yield _name(file, file.report), file.path


def _name(file: ReportFile, report: Report) -> str:
    return f"reports/{report.assessment_id}/{report.number}/{file.filename}"


def _shown(report: Report, card: dict[str, Any], frozen: dict[str, Any]) -> dict[str, Any]:
    if not frozen.get("ratings"):
        return card
    return shown_card(card, frozen, load_frozen_definition(report))


def _comparison(report: Report) -> dict[str, Any] | None:
    made: Comparison | None = getattr(report, "comparison", None)
    return shown_comparison(json.loads(made.document)) if made else None


def _report(report: Report) -> dict[str, Any]:
    frozen = json.loads(report.frozen_input)
    card = json.loads(report.score_card) if report.score_card else None
    return {
        "id": str(report.pk),
        "assessment": str(report.assessment_id),
        "number": report.number,
        "kind": report.kind,
        "state": report.state,
        "requested_at": report.requested_at.isoformat(),
        "finished_at": report.finished_at and report.finished_at.isoformat(),
        "framework": report.framework_version,
        "framework_digest": report.framework_digest,
        "input": shown_input(frozen),
        "score_card": _shown(report, card, frozen) if card else None,
        "comparison": _comparison(report),
        "files": [
            {"name": _name(file, report), "media_type": file.media_type, "sha256": file.sha256}
            for file in report.files.all()
        ],
    }
