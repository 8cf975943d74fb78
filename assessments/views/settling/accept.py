from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from assessments.actions import accept_uncontested
from assessments.permissions import Frozen
from assessments.settling_queries import load_to_settle
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say, say_count


@require_POST
@sign_in_required
def settle_accept(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_to_settle(request.user, assessment_id)
    try:
        saved = accept_uncontested(assessment=assessment, by=request.user)
    except Frozen as refusal:
        messages.error(
            request,
            say("Nothing was accepted. {refusal}", refusal=refusal),
        )
    else:
        messages.success(request, accepted_in_words(len(saved.codes)))
    return redirect("assessments:settling", assessment_id)


def accepted_in_words(count: int) -> str:
    if not count:
        return say("Nothing was left to accept: all of it is settled already.")
    return say_count("{count} item is accepted.", "{count} items are accepted.", count)
