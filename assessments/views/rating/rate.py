from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.forms.rating import NamedForm
from assessments.own_ratings import load_asked, load_own, load_round
from assessments.presenters.rating import present_rate
from assessments.presenters.settling.dissent import present_decided
from assessments.rating_queries import load_rater
from assessments.settling_queries import load_decided
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.logs import untold


@untold
@require_safe
@sign_in_required
def rate(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """What is asked of the rater, and how far she is."""
    rater = load_rater(request.user, assessment_id)
    asked = load_asked(rater)
    page = present_rate(
        rater, asked, load_own(rater, asked), load_round(rater), today=timezone.localdate()
    )
    context = {
        "assessment": rater.assessment,
        "page": page,
        "decided": present_decided(asked.definition, load_decided(rater, asked)),
        "form": NamedForm(initial={"named": page.named}),
    }
    return render(request, "assessments/rating_home.html", context)
