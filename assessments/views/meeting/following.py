"""Pages that follow by themselves: they ask for news, which takes the place of parts of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from lhs_portal.lib.kept_forms import sign_in_required


def from_page(request: HttpRequest) -> bool:
    """Whether a page asks that shows the answer as parts of it."""
    return "HX-Request" in request.headers


def following(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """As `sign_in_required`, but a page that asks while nobody is signed in is only told so.

    It stays as it is, with what was typed, says so in words (js/follow.js), and goes on asking.
    """
    checked = sign_in_required(view)

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if from_page(request) and not request.user.is_authenticated:
            return HttpResponse(status=401)
        return checked(request, *args, **kwargs)

    return wrapper
