from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments import actions
from assessments.forms import ReopenForm
from assessments.queries import load_assessment
from assessments.states import IllegalMove
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def reopen(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_assessment(request.user, assessment_id)
    check_lead(assessment)
    form = ReopenForm(posted(request), withdrawing=assessment.awaiting)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen(
                assessment=assessment, reason=form.cleaned_data["reason"], by=request.user
            )
        except IllegalMove:
            messages.info(request, say("The assessment is open already."))
        else:
            messages.success(
                request,
                say("The assessment is taken back. Nobody is asked to sign it now.")
                if assessment.awaiting
                else say("The assessment is open again. Earlier reports stay."),
            )
        return redirect("assessments:home", assessment.pk)
    return render(
        request,
        "assessments/assessment_reopen.html",
        {"assessment": assessment, "form": form},
        status=422 if form.errors else 200,
    )
