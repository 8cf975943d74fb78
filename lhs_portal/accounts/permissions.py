"""Who may do what in an organization and on the portal.

An organization given here was loaded through `visible_to`, which sets `viewer_role`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from lhs_portal.accounts.codes import PortalRole, Role
from lhs_portal.accounts.models import User
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say

P = ParamSpec("P")


class Seen(Protocol):
    """Anything loaded through a `visible_to`: an organization, an assessment, a report."""

    viewer_role: str


def can_lead(seen: Seen) -> bool:
    return seen.viewer_role == Role.LEAD


def check_lead(seen: Seen) -> None:
    """Raises PermissionDenied."""
    if not can_lead(seen):
        raise PermissionDenied(say("Only a lead of the organization can do this."))


def can_contribute(seen: Seen) -> bool:
    return seen.viewer_role in {Role.LEAD, Role.CONTRIBUTOR}


def check_contribute(seen: Seen) -> None:
    """Raises PermissionDenied."""
    if not can_contribute(seen):
        raise PermissionDenied(
            say("Readers see the organization’s work. Leads and contributors change it.")
        )


def is_administrator(user: User) -> bool:
    return user.portal_roles.filter(role=PortalRole.ADMINISTRATOR).exists()


def administrators_only(
    view: Callable[Concatenate[PersonRequest, P], HttpResponse],
) -> Callable[Concatenate[PersonRequest, P], HttpResponse]:
    """The administration does not exist for anyone else: 404."""

    @wraps(view)
    def wrapper(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not is_administrator(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return sign_in_required(wrapper)
