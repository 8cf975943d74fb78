from pathlib import Path
from uuid import UUID

import structlog
from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.attachments import attachment_response
from lhs_portal.lib.kept_forms import sign_in_required
from reports.models import ReportFile, State
from reports.queries import load_report

log = structlog.get_logger("reports.files")


@require_safe
@sign_in_required
def file(request: PersonRequest, report_id: UUID, kind: str) -> HttpResponseBase:
    """A finished document as a download, to those alone who may see the report."""
    report = load_report(request.user, report_id)
    document = get_object_or_404(ReportFile, report=report, kind=kind, report__state=State.READY)
    return render_file(document)


def render_file(document: ReportFile) -> HttpResponseBase:
    """Raises Http404 where the row's file is gone."""
    try:
        content = Path(settings.MEDIA_ROOT, document.path).read_bytes()
    except FileNotFoundError:
        log.exception("file_missing", report=str(document.report_id), kind=document.kind)
        raise Http404("The file is missing on this server.") from None
    return attachment_response(content, filename=document.filename, media_type=document.media_type)
