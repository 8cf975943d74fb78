"""What a group shares exists for its members alone: for everybody else it is 404."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.http import Http404

from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.wording import say
from reports.releases.permissions import WORKING_GROUPS, only_for
from reports.workbench.models import Annotation
from reports.workbench.models.group import GROUPS

members_only = only_for(*WORKING_GROUPS, PortalRole.STRATEGY)


def groups_of(request: PersonRequest) -> Mapping[str, str]:
    """The person's groups by code, in the order of the roles. None, of other readers."""
    return {code: say(name) for code, name in GROUPS.items() if code in request.portal_roles}


def check_group(user: User, group: str) -> None:
    """Raises Http404."""
    if group not in GROUPS or not user.portal_roles.filter(role=group).exists():
        raise Http404


def can_change_note(user: User, note: Annotation) -> bool:
    """Words are their author's. Those of somebody who is gone are the group's."""
    return note.made_by_id in (None, user.pk)


def check_change_note(user: User, note: Annotation) -> None:
    """Raises PermissionDenied."""
    if not can_change_note(user, note):
        raise PermissionDenied(say("A note is changed or deleted by who wrote it."))
