from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.languages import INTERFACE
from reports.documents.languages import is_for_reader, place_of
from reports.models import Rendition, Report
from reports.queries import load_report
from reports.renditions import request_rendition
from reports.views.rendering import own_language


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def rendition(request: PersonRequest, report_id: UUID, language: str) -> HttpResponse:
    """Asks for the files of a report in another language; read, how far they are."""
    if request.method == "POST":
        try:
            request_rendition(report=report_id, language=language, by=request.user)
        except Refused as refusal:
            messages.info(request, str(refusal))
        return redirect("reports:detail", report_id)
    report = load_report(request.user, report_id)
    found = get_object_or_404(Rendition, report=report, language=language)
    if not request.headers.get("HX-Request"):
        return redirect("reports:detail", report_id)
    if not found.unfinished:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"report": report, "rendition": found}
    return render(request, "reports/_partials/rendition.html", context)


def files_for(report: Report, language: str) -> dict[str, Any]:
    """What a page in `language` needs to know of the files: those in it, and where there are none,
    how far they are, or that they can be asked for."""
    own = own_language(report)
    files = sorted(report.files.all(), key=lambda file: place_of(file.kind))
    found = None if language == own else report.renditions.filter(language=language).first()
    return {
        "files": [file for file in files if is_for_reader(file.kind, language, own)],
        "languages": INTERFACE,
        "language": language,
        "language_name": INTERFACE.get(language, language),
        "rendition": found,
        "can_ask": language != own and language in INTERFACE and found is None,
        "own_files": [] if language == own else [f for f in files if "-" not in f.kind],
    }
