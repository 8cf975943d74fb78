"""Who may work on drafts: framework editors alone, while they have the role."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.audit.models import Event
from lhs_portal.lib.kept_forms import can_be_kept, render_kept, sign_in_required
from lhs_portal.lib.wording import say

P = ParamSpec("P")


def is_editor(user: User) -> bool:
    return user.portal_roles.filter(role=PortalRole.FRAMEWORK_EDITOR).exists()


def check_editor(user: User) -> None:
    """Raises PermissionDenied. Actions ask again: the role may end in mid-edit."""
    if not is_editor(user):
        raise PermissionDenied(say("Only a framework editor can do this."))


def editors_only(
    view: Callable[Concatenate[PersonRequest, P], HttpResponse],
) -> Callable[Concatenate[PersonRequest, P], HttpResponse]:
    """Drafts do not exist for anyone else: 404. What an editor typed is kept, where the role ended
    or the part that it was typed for has gone.
    """

    @wraps(view)
    def wrapper(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not is_editor(request.user):
            return _refuse(request)
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied:  # the role ended between the two questions
            return _refuse(request)
        except Http404:
            if request.method == "POST" and can_be_kept(request):
                return render_kept(request, reason="gone", status=404)
            raise

    return sign_in_required(wrapper)


def _refuse(request: PersonRequest) -> HttpResponse:
    """Raises Http404 for all but the text of someone who was an editor."""
    if request.method == "POST" and _was_editor(request.user) and can_be_kept(request):
        return render_kept(request, reason="role_ended", status=404)
    raise Http404


def _was_editor(user: User) -> bool:
    lost = {"role": PortalRole.FRAMEWORK_EDITOR.value}
    events = Event.objects.filter(subject_type="user", subject_id=str(user.pk))
    return any(event.before == lost for event in events.filter(verb="role revoked"))
