from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say
from reports.exploring.present_through_line import present_map, present_step
from reports.exploring.queries import NotReady, load_reading
from reports.presentation.through_line import THROUGH_LINE_NOTE, summarize_through_line


@require_safe
@sign_in_required
def through_line(request: PersonRequest, report_id: UUID) -> HttpResponse:
    """Commitments × features: each name leads to its own page, from which one follows the line."""
    try:
        report, reading = load_reading(request.user, report_id)
    except NotReady:
        return redirect("reports:detail", report_id)
    context = {
        "report": report,
        "map": present_map(reading),
        "note": say(THROUGH_LINE_NOTE),
        "sentences": summarize_through_line(reading),
    }
    return render(request, "reports/through_line.html", context)


@require_safe
@sign_in_required
def through_line_of(request: PersonRequest, report_id: UUID, code: str) -> HttpResponse:
    """`code` is a commitment's, a feature's or an item's."""
    try:
        report, reading = load_reading(request.user, report_id)
    except NotReady:
        return redirect("reports:detail", report_id)
    step = present_step(reading, code)
    if step is None:
        raise Http404("This report’s framework version has no such commitment, feature, or item.")
    return render(request, "reports/through_line_step.html", {"report": report, "step": step})
