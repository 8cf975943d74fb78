from pathlib import Path
from uuid import UUID

import structlog
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from reports.models import ReportFile, State
from reports.queries import load_report

log = structlog.get_logger("reports.files")


@require_safe
@sign_in_required
def file(request: PersonRequest, report_id: UUID, kind: str) -> HttpResponse:
    """A finished document as a download, to those alone who may see the report."""
    report = load_report(request.user, report_id)
    document = get_object_or_404(ReportFile, report=report, kind=kind, report__state=State.READY)
    try:
        content = Path(settings.MEDIA_ROOT, document.path).read_bytes()
    except FileNotFoundError:
        log.exception("file_missing", report=str(report.pk), kind=kind)
        raise Http404("The file is missing on this server.") from None
    response = HttpResponse(content, content_type=document.media_type)
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=document.filename
    )
    return response
