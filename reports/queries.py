"""What pages and jobs read: a report by its row alone, and how the jobs are doing."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils import timezone

from commitments.definition import Definition
from commitments.models import FrameworkVersion, TranslationEdition
from commitments.queries import load_definition
from lhs_portal.lib.languages import INTERFACE, SOURCE
from lhs_portal.lib.languages import language as language_of_the_moment
from lhs_portal.lib.remembered import Remembered
from reports.freezing_translations import revision_of
from reports.models import Comparison, Report, State, WorkerHeartbeat
from reports.presentation.page import ReportPage
from reports.presenters import present_report


def load_report(user: Any, report_id: UUID, *, lock: bool = False) -> Report:
    """With its assessment and organization, and the person's `viewer_role`. Raises Http404."""
    visible = Report.objects.visible_to(user)
    if lock:
        visible = visible.select_for_update(of=("self",))
    return get_object_or_404(visible.select_related("assessment__organization"), pk=report_id)


def load_frozen_definition(report: Report) -> Definition:
    """The framework version that the report froze, whatever is published today."""
    version = FrameworkVersion.objects.get(
        version=report.framework_version, digest=report.framework_digest
    )
    return load_definition(version)


def spoken_to_reader(own: str) -> str:
    """In which language a report is read: in the reader's, where that is not the one in which
    everything is written; else in the report's `own`."""
    spoken = language_of_the_moment()
    return spoken if spoken in INTERFACE and spoken != SOURCE else own


def load_spoken(
    report: Report, frozen: dict[str, Any], language: str, revision: int | None = None
) -> Definition:
    """As `load_frozen_definition`, speaking a language: by the revision of the translation that the
    report froze; one that froze none speaks `revision`, or the newest."""
    version = FrameworkVersion.objects.get(
        version=report.framework_version, digest=report.framework_digest
    )
    fixed = revision_of(frozen, language) or revision
    return load_definition(version, language, revision=fixed)


# A person comes back to a report; what it says never changes. With the language that it speaks,
# and of a report that froze none the revision of its translation.
_pages: Remembered[tuple[UUID, str, int], ReportPage] = Remembered(most=32)


def load_page(report: Report, language: str = "") -> ReportPage:
    """Of a report that is ready, from its own frozen rows alone; in its own language, or another
    that the portal speaks."""
    if language in ("", SOURCE):
        return _pages.get((report.pk, language, 0), lambda: _load_page(report, language, None))
    rendition = report.renditions.filter(language=language).values_list("translation", flat=True)
    newest = TranslationEdition.objects.filter(
        framework_version__digest=report.framework_digest, language=language
    ).values_list("revision", flat=True)
    revision = rendition.first() or newest.order_by("-revision").first()
    key = (report.pk, language, revision or 0)
    return _pages.get(key, lambda: _load_page(report, language, revision))


def _load_page(report: Report, language: str, revision: int | None) -> ReportPage:
    comparison = Comparison.objects.filter(later=report).values_list("document", flat=True).first()
    frozen = json.loads(report.frozen_input)
    return present_report(
        frozen,
        json.loads(report.score_card),
        load_spoken(report, frozen, language or frozen["language"], revision),
        json.loads(comparison) if comparison else None,
        digest=report.frozen_digest,
        language=language,
    )


@dataclass(frozen=True, slots=True)
class JobsStatus:
    """Workers by name with the time of their last sign of life; those that are silent left out."""

    workers: tuple[tuple[str, datetime], ...]
    waiting: int
    running: int


def load_jobs_status() -> JobsStatus:
    alive_since = timezone.now() - timedelta(seconds=settings.LEASE_SECONDS)
    workers = WorkerHeartbeat.objects.filter(seen_at__gte=alive_since)
    return JobsStatus(
        workers=tuple((worker.name, worker.seen_at) for worker in workers),
        waiting=Report.objects.filter(state=State.QUEUED).count(),
        running=Report.objects.filter(state=State.RUNNING).count(),
    )
