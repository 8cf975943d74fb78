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
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from lhs_portal.lib.remembered import Remembered
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


# A person comes back to a report; what it says never changes.
_pages: Remembered[UUID, ReportPage] = Remembered(most=32)


def load_page(report: Report) -> ReportPage:
    """Of a report that is ready, from its own frozen rows alone."""
    return _pages.get(report.pk, lambda: _load_page(report))


def _load_page(report: Report) -> ReportPage:
    comparison = Comparison.objects.filter(later=report).values_list("document", flat=True).first()
    return present_report(
        json.loads(report.frozen_input),
        json.loads(report.score_card),
        load_frozen_definition(report),
        json.loads(comparison) if comparison else None,
        digest=report.frozen_digest,
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
