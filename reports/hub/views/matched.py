from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from reports.hub.matching_queries import load_matches
from reports.models import State
from reports.queries import load_report


@require_safe
@sign_in_required
def report_stories(request: PersonRequest, report_id: UUID) -> HttpResponse:
    """The stories of other organizations that fit the gaps of a report, each with why."""
    report = load_report(request.user, report_id)
    if report.state != State.READY:
        return redirect("reports:detail", report_id)
    subjects = load_matches(report)
    return render(request, "hub/matched.html", {"report": report, "subjects": subjects})
