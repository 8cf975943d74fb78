from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.actions import edit_assessment
from assessments.forms import EditForm
from assessments.queries import load_assessment
from assessments.states import IllegalMove
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def edit(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_assessment(request.user, assessment_id)
    check_lead(assessment)
    form = EditForm(
        posted(request),
        initial={
            "title": assessment.title,
            "period_start": assessment.period_start,
            "period_end": assessment.period_end,
            "due": assessment.due,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            edit_assessment(assessment=assessment, by=request.user, **form.cleaned_data)
        except IllegalMove as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("The details are saved."))
            return redirect("assessments:home", assessment.pk)
    return render(
        request,
        "assessments/assessment_edit.html",
        {"assessment": assessment, "form": form},
        status=422 if form.errors else 200,
    )
