from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.models import Assessment
from lhs_portal.accounts.models import Organization, User
from lhs_portal.accounts.permissions import is_administrator


def home(request: HttpRequest) -> HttpResponse:
    """What the portal is, or the person's organizations with their assessments."""
    if not isinstance(request.user, User):
        return render(request, "site/welcome.html")
    assessments = Assessment.objects.visible_to(request.user).order_by(
        "organization_id", "-started_at"
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
