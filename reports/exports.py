"""The reports of an organization and their files, for its export and its deletion."""

import json
from collections.abc import Iterator
from typing import Any

from lhs_portal.accounts.models import Organization
from reports.models import Report, ReportFile


def organization_data(organization: Organization) -> dict[str, Any]:
    """JSON. `input` is what the report was made from, frozen; `score_card` is null until ready."""
    reports = (
        Report.objects.filter(assessment__organization=organization)
        .prefetch_related("files")
        .order_by("requested_at")
    )
    return {"reports": [_report(report) for report in reports]}


def organization_files(organization: Organization) -> Iterator[tuple[str, str]]:
    """For each file its name in the export and its path in the storage."""
    files = ReportFile.objects.filter(report__assessment__organization=organization)
    for file in files.select_related("report"):
        yield _name(file, file.report), file.path


def _name(file: ReportFile, report: Report) -> str:
    return f"reports/{report.assessment_id}/{report.number}/{file.filename}"


def _report(report: Report) -> dict[str, Any]:
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
        "input": json.loads(report.frozen_input),
        "score_card": json.loads(report.score_card) if report.score_card else None,
        "files": [
            {"name": _name(file, report), "media_type": file.media_type, "sha256": file.sha256}
            for file in report.files.all()
        ],
    }
