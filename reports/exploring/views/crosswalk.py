from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from reports.exploring.queries import NotReady, load_reading
from reports.presentation.crosswalks import present_crosswalks


@require_safe
@sign_in_required
def crosswalk(request: PersonRequest, report_id: UUID, code: str) -> HttpResponse:
    """The scores of the report under the headings of another framework."""
    try:
        report, reading = load_reading(request.user, report_id)
    except NotReady:
        return redirect("reports:detail", report_id)
    views = {view.code: view for view in present_crosswalks(reading)}
    if code not in views:
        raise Http404("This report’s framework version has no such crosswalk.")
    context = {"report": report, "view": views[code], "views": views.values()}
    return render(request, "reports/crosswalk.html", context)
