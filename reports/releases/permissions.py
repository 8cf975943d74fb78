"""Who reads releases, and who makes them. None of these roles opens an organization's answers."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpResponse

from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required

P = ParamSpec("P")
View = Callable[Concatenate[PersonRequest, P], HttpResponse]

WORKING_GROUPS = (PortalRole.COMMUNICATION, PortalRole.OPERATIONS, PortalRole.INFRASTRUCTURE)
READERS = (
    *WORKING_GROUPS,
    PortalRole.STRATEGY,
    PortalRole.RELEASE_MANAGER,
    PortalRole.FRAMEWORK_EDITOR,
    PortalRole.ADMINISTRATOR,
)


def has_role(user: User, *roles: PortalRole) -> bool:
    return user.portal_roles.filter(role__in=roles).exists()


def only_for(*roles: PortalRole) -> Callable[[View[P]], View[P]]:
    """The page does not exist for anyone without one of the roles: 404. Strangers sign in first.

    The view finds all that the person has in `request.portal_roles`.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def wrapper(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            held = frozenset(request.user.portal_roles.values_list("role", flat=True))
            if held.isdisjoint(roles):
                raise Http404
            request.portal_roles = held
            return view(request, *args, **kwargs)

        return sign_in_required(wrapper)

    return decorate


readers_only = only_for(*READERS)
managers_only = only_for(PortalRole.RELEASE_MANAGER)
