from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lhs_portal.accounts.permissions import can_lead
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from reports.models import Report, State
from reports.permissions import can_retry
from reports.progress import present_progress
from reports.queries import load_report
from reports.views.rendering import load_page_for, render_page
from reports.views.rendition import files_for


@require_safe
def detail(request: PersonRequest, report_id: UUID) -> HttpResponse:
    """The report, or how far its job is. The progress page asks again until there is news."""
    if request.headers.get("HX-Request") and not request.user.is_authenticated:
        return _load_anew()  # the page that waits leads to the sign-in
    return _detail(request, report_id)


@sign_in_required
def _detail(request: PersonRequest, report_id: UUID) -> HttpResponse:
    report = load_report(request.user, report_id)
    if request.headers.get("HX-Request") and not report.unfinished:
        return _load_anew()
    if report.state != State.READY:
        return _progress(request, report)
    page = load_page_for(request, report)
    context = {
        "report": report,
        **files_for(report, page.identity.language),
        "can_share": can_lead(report),
    }
    return render_page(request, "reports/report_detail.html", page, context)


def _load_anew() -> HttpResponse:
    """The page that was waiting is now another page."""
    return HttpResponse(headers={"HX-Refresh": "true"})


def _progress(request: PersonRequest, report: Report) -> HttpResponse:
    context = {
        "report": report,
        "progress": present_progress(report, now=timezone.now()),
        "can_retry": can_retry(report),
    }
    return render(request, "reports/report_progress.html", context)
