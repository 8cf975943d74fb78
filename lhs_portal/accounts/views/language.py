from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from lhs_portal.accounts.actions.people import choose_language
from lhs_portal.accounts.models import User
from lhs_portal.lib.languages import INTERFACE


@csrf_exempt  # so that public pages need no cookie; another site's form comes without the session
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The switcher at the foot of every page: goes back to where it was.

    The browser says where that is. What was asked there is on no page: some have to look the same
    whatever was asked. `next` is for pages that browsers do not name.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise PermissionDenied
    chosen = request.POST.get("language", "")
    if chosen not in INTERFACE:
        raise BadRequest
    if settings.SESSION_COOKIE_NAME in request.COOKIES and isinstance(request.user, User):
        choose_language(request.user, by=request.user, language=chosen)
    back = _named_by_browser(request) or request.GET.get("next", "")
    if not (back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


def _named_by_browser(request: HttpRequest) -> str:
    """The page of ours on which the button was pressed, or nothing."""
    page = urlsplit(request.headers.get("Referer", ""))
    if page.netloc != request.get_host():
        return ""
    return f"{page.path}?{page.query}" if page.query else page.path
