from django.http import HttpRequest

from lhs_portal.accounts.models import User


class PersonRequest(HttpRequest):
    """A request behind `sign_in_required`: its user is a person."""

    user: User
