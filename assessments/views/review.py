from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.actions import NoSponsor, NotComplete, submit
from assessments.forms import SubmitForm
from assessments.local_queries import load_local_items
from assessments.models import Assessment
from assessments.presenters.local import summary_of
from assessments.presenters.review import present_review
from assessments.queries import load_assessment, load_sheet, possible_sponsors
from assessments.rating_queries import is_blind
from assessments.states import IllegalMove
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.models import User
from lhs_portal.accounts.permissions import can_lead, check_lead
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def review(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """What is missing; where nothing is, the lead submits here."""
    assessment = load_assessment(request.user, assessment_id)
    form = SubmitForm(
        posted(request),
        sponsors=possible_sponsors(assessment, request.user),
        author_may_sign=assessment.organization.author_may_sign,
        initial={"sponsor": assessment.sponsor_id},
    )
    if request.method == "POST":
        check_lead(assessment)
        if form.is_valid():
            try:
                submit(
                    assessment=assessment,
                    sponsor=form.cleaned_data["sponsor"],
                    by=request.user,
                )
            except NotComplete:
                form.add_error(None, say("It is not complete yet: see below what is missing."))
            except NoSponsor as refusal:
                form.add_error("sponsor", str(refusal))
            except IllegalMove:
                messages.info(request, _why_not(assessment))
                return redirect("assessments:home", assessment.pk)
            else:
                sponsor = form.cleaned_data["sponsor"]
                messages.success(request, _submitted(sponsor))
                return redirect("assessments:home", assessment.pk)
    return _page(request, assessment, form)


def _page(request: PersonRequest, assessment: Assessment, form: SubmitForm) -> HttpResponse:
    definition = load_spoken_definition(assessment.framework_version)
    leads = can_lead(assessment)
    context = {
        "assessment": assessment,
        "page": present_review(definition, load_sheet(assessment)),
        "local": summary_of(load_local_items(assessment)),
        "form": form,
        "leads": leads,
        "answered_at": "settle_section" if assessment.settling else "section",
        "nobody_signs": (
            leads
            and assessment.open
            and not assessment.organization.author_may_sign
            and not possible_sponsors(assessment, request.user).exists()
        ),
    }
    status = 422 if form.errors else 200
    return render(request, "assessments/assessment_review.html", context, status=status)


def _submitted(sponsor: User | None) -> str:
    if sponsor is None:
        return say("The answers are submitted and frozen. Now read them once more, and sign.")
    return say(
        "The answers are submitted and frozen. {person} is asked to sign, by e-mail too.",
        person=sponsor.display_name,
    )


def _why_not(assessment: Assessment) -> str:
    if is_blind(assessment):
        return say("There are no settled answers to submit yet: the round is not closed.")
    return say("This assessment was submitted already, once.")
