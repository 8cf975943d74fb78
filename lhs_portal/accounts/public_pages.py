"""What pages that need no account have in common: a limit for guessing, and no trace elsewhere."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.core import ratelimit
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import get_resolver

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def limited(action: str, rate: str) -> Callable[[View[P]], View[P]]:
    """Answers 429 beyond `rate`, such as "60/m/ip"; reading counts as well as sending.

    Counts of one action are shared by all views that name it.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            refusal: HttpResponseBase | None = ratelimit.consume_or_429(
                request, action=action, config={action: rate}, limit_get=True
            )
            return refusal if refusal is not None else view(request, *args, **kwargs)

        return wrapper

    return decorate


def untraced(view: View[P]) -> View[P]:
    """No search engine keeps the page, no cache does, and no link on it tells its address.

    A page with a form has to set `Referrer-Policy: same-origin` itself: without any referrer
    browsers send the form without its origin, and it would be refused as forged.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except Http404 as missing:
            # Here rather than by Django, so that this answer too leaves no trace.
            not_found: Any = get_resolver().resolve_error_handler(404)
            response = not_found(request, missing)
        response["X-Robots-Tag"] = "noindex, nofollow"
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response["Cache-Control"] = "private, no-store"
        return response

    return wrapper
