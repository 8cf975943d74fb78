"""In which language a person is spoken to: in pages, and in mails."""

from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request

from lhs_portal.accounts.models import User
from lhs_portal.lib.languages import INTERFACE, SOURCE, language, speaking


def language_of(person: User | None) -> str:
    """Of mails to the person, and of what is made for the person out of a page's sight.

    Somebody without an account is spoken to as whoever does it speaks: `language_of(None)`.
    """
    return language_known(person.language) if person else language_known(language())


def language_known(code: str) -> str:
    return code if code in INTERFACE else SOURCE


def language_of_page(request: HttpRequest) -> str:
    """The person's; else that of the switcher (a cookie), else the browser's wish, else English.

    Who has no session is not looked for: it costs a query and an anonymous page's cache.
    """
    chosen = _chosen(request) if settings.SESSION_COOKIE_NAME in request.COOKIES else ""
    return chosen or language_known(get_language_from_request(request))


def _chosen(request: HttpRequest) -> str:
    try:
        chosen = getattr(request.user, "language", "")
    except DatabaseError:  # the page itself says so, in whatever language
        return ""
    return str(chosen) if chosen in INTERFACE else ""


class LanguageMiddleware:
    """Pages speak the language of their reader."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with speaking(language_of_page(request)):
            response = self.get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response
