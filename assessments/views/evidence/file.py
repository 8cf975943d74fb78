from uuid import UUID

import structlog
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.evidence_queries import load_file_of_use, load_file_of_version
from assessments.models import EvidenceVersion
from assessments.queries import load_assessment
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.attachments import attachment_response
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.uploads.storage import open_stored

log = structlog.get_logger("assessments.evidence")


@require_safe
@sign_in_required
def evidence_file(request: PersonRequest, assessment_id: UUID, use_id: UUID) -> HttpResponseBase:
    """As a download: to members, and to the raters who are asked about the item."""
    return _send(request, load_file_of_use(request.user, assessment_id, use_id))


@require_safe
@sign_in_required
def evidence_version_file(
    request: PersonRequest, assessment_id: UUID, version_id: UUID
) -> HttpResponseBase:
    """Any version that the organization has, to its members alone."""
    assessment = load_assessment(request.user, assessment_id)
    return _send(request, load_file_of_version(assessment, version_id))


def _send(request: PersonRequest, version: EvidenceVersion) -> HttpResponseBase:
    try:
        content = open_stored(version.path)
    except OSError as error:
        log.exception("file_missing", version=str(version.pk), error=type(error).__name__)
        context = {"filename": version.filename}
        return render(request, "assessments/evidence_missing.html", context, status=404)
    return attachment_response(content, filename=version.filename, media_type=version.media_type)
