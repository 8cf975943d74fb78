from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.actions import NotComplete, submit
from assessments.forms import SubmitForm
from assessments.models import Assessment
from assessments.presenters.review import present_review
from assessments.queries import load_assessment, load_sheet
from assessments.states import IllegalMove
from commitments.queries import load_definition
from lhs_portal.accounts.permissions import can_lead, check_lead
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def review(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """What is missing; where nothing is, the lead submits here."""
    assessment = load_assessment(request.user, assessment_id)
    form = SubmitForm(posted(request))
    if request.method == "POST":
        check_lead(assessment)
        if form.is_valid():
            try:
                submit(assessment=assessment, by=request.user)
            except NotComplete:
                form.add_error(None, "It is not complete yet: see below what is missing.")
            except IllegalMove:
                messages.info(request, "This assessment was submitted already, once.")
                return redirect("assessments:home", assessment.pk)
            else:
                messages.success(
                    request, "The answers are submitted and frozen. The report is being made."
                )
                return redirect("assessments:home", assessment.pk)
    return _page(request, assessment, form)


def _page(request: PersonRequest, assessment: Assessment, form: SubmitForm) -> HttpResponse:
    definition = load_definition(assessment.framework_version)
    context = {
        "assessment": assessment,
        "page": present_review(definition, load_sheet(assessment)),
        "form": form,
        "leads": can_lead(assessment),
    }
    status = 422 if form.errors else 200
    return render(request, "assessments/assessment_review.html", context, status=status)
