"""What a rater chooses with one click."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from assessments.actions import choose_named, decline_section, take_up_section_again
from assessments.actions.rating import NotAsked
from assessments.forms.rating import NamedForm
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.logs import untold
from lhs_portal.lib.wording import say


@untold
@require_POST
@sign_in_required
def rate_decline(request: PersonRequest, assessment_id: UUID, subject_code: str) -> HttpResponse:
    return _turn(request, assessment_id, subject_code, decline_section)


@untold
@require_POST
@sign_in_required
def rate_take_up(request: PersonRequest, assessment_id: UUID, subject_code: str) -> HttpResponse:
    return _turn(request, assessment_id, subject_code, take_up_section_again)


@untold
@require_POST
@sign_in_required
def rate_named(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    form = NamedForm(posted(request))
    named = form.is_valid() and form.cleaned_data["named"]
    try:
        choose_named(assessment=assessment_id, named=named, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = (
            say("Your name will stand beside your ratings.") if named else say("You stay unnamed.")
        )
        messages.success(request, said)
    return redirect("assessments:rate", assessment_id)


def _turn(
    request: PersonRequest, assessment_id: UUID, subject_code: str, action: Callable[..., None]
) -> HttpResponse:
    try:
        action(assessment=assessment_id, subject=subject_code, by=request.user)
    except NotAsked as refusal:
        raise Http404(str(refusal)) from refusal
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("assessments:rate", assessment_id)
