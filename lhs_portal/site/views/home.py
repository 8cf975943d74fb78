from itertools import groupby

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assessments.models import Assessment
from assessments.own_ratings import load_parts_of, still_asked
from assessments.talk_queries import load_waiting
from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import Organization, User
from reports.field.permissions import BOARD_READERS
from reports.hub.permissions import MODERATORS
from reports.models import Report, State
from reports.plans.queries import load_waiting_actions
from reports.releases.permissions import READERS
from reports.workbench.models.group import GROUPS


def home(request: HttpRequest) -> HttpResponse:
    """What the portal is, or what the person rates, and the organizations with assessments."""
    if not isinstance(request.user, User):
        return render(request, "site/welcome.html")
    finished = Report.objects.filter(state=State.READY).defer("frozen_input", "score_card")
    assessments = (
        Assessment.objects.visible_to(request.user)
        .prefetch_related(Prefetch("reports", finished, to_attr="finished"))
        .order_by("organization_id", "-started_at", "-pk")
    )
    of_organization = {
        key: list(group) for key, group in groupby(assessments, lambda one: one.organization_id)
    }
    organizations = [
        (organization, of_organization.get(organization.pk, []))
        for organization in Organization.objects.visible_to(request.user)
    ]
    roles = set(request.user.portal_roles.values_list("role", flat=True))
    parts = list(load_parts_of(request.user))
    context = {
        "organizations": organizations,
        "asked_to_rate": [part for part in parts if still_asked(part)],
        "rated": [part for part in parts if not still_asked(part)],
        "waiting": load_waiting(request.user),
        "own_actions": load_waiting_actions(request.user),
        "administrator": PortalRole.ADMINISTRATOR in roles,
        "reads_boards": not roles.isdisjoint(BOARD_READERS),
        "reads_releases": not roles.isdisjoint(READERS),
        "edits_framework": PortalRole.FRAMEWORK_EDITOR in roles,
        "makes_releases": PortalRole.RELEASE_MANAGER in roles,
        "shares_views": not roles.isdisjoint(GROUPS),
        "moderates": not roles.isdisjoint(MODERATORS),
    }
    return render(request, "site/home.html", context)
