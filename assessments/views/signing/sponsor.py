from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.actions import NoSponsor, change_sponsor
from assessments.forms import SponsorForm
from assessments.queries import load_assessment, possible_sponsors
from assessments.signing_queries import load_sponsor
from assessments.states import IllegalMove
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def sponsor(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """A lead asks somebody else to sign what awaits a signature."""
    assessment = load_assessment(request.user, assessment_id)
    check_lead(assessment)
    form = SponsorForm(
        posted(request),
        sponsors=possible_sponsors(assessment, request.user),
        author_may_sign=(
            assessment.organization.author_may_sign
            and assessment.submitted_by_id == request.user.pk
        ),
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["sponsor"]
        try:
            change_sponsor(assessment=assessment, sponsor=chosen, by=request.user)
        except NoSponsor as refusal:
            form.add_error("sponsor", str(refusal))
        except IllegalMove as refusal:
            messages.info(
                request,
                say("{refusal} Nothing was changed.", refusal=refusal),
            )
            return redirect("assessments:home", assessment.pk)
        else:
            messages.success(
                request,
                say(
                    "{display_name} is asked to sign, by e-mail too.",
                    display_name=chosen.display_name,
                )
                if chosen
                else say("You sign it yourself, as its author."),
            )
            return redirect("assessments:home", assessment.pk)
    context = {
        "assessment": assessment,
        "form": form,
        "sponsor": load_sponsor(assessment),
        "candidates": form.fields["sponsor"].queryset.exists(),  # type: ignore[attr-defined]
    }
    status = 422 if form.errors else 200
    return render(request, "assessments/signing_sponsor.html", context, status=status)
