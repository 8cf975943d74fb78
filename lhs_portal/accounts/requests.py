from django.http import HttpRequest, QueryDict

from lhs_portal.accounts.models import User


class PersonRequest(HttpRequest):
    """A request behind `sign_in_required`: its user is a person."""

    user: User
    portal_roles: frozenset[str]  # where the page asks for one of them: see reports.releases


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: also a POST without any field."""
    return request.POST if request.method == "POST" else None
