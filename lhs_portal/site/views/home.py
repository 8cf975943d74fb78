from itertools import groupby

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.models import Assessment
from lhs_portal.accounts.models import Organization, User
from lhs_portal.accounts.permissions import is_administrator
from reports.models import Report, State


def home(request: HttpRequest) -> HttpResponse:
    """What the portal is, or the person's organizations with their assessments."""
    if not isinstance(request.user, User):
        return render(request, "site/welcome.html")
    finished = Report.objects.filter(state=State.READY).defer("frozen_input", "score_card")
    assessments = (
        Assessment.objects.visible_to(request.user)
        .prefetch_related(Prefetch("reports", finished, to_attr="finished"))
        .order_by("organization_id", "-started_at")
    )
    of_organization = {
        key: list(group) for key, group in groupby(assessments, lambda one: one.organization_id)
    }
    organizations = [
        (organization, of_organization.get(organization.pk, []))
        for organization in Organization.objects.visible_to(request.user)
    ]
    context = {
        "organizations": organizations,
        "administrator": is_administrator(request.user),
    }
    return render(request, "site/home.html", context)
