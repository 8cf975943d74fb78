"""A form that cannot be taken now is handed back with all that was typed, to be sent again.

Five cases: the person was signed out meanwhile, the form's token is from before a sign-in, the role
that allows it ended, what it was about has gone, and the server failed. The text goes back inside
the page; nothing is kept in the browser's storage or here.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url

AUTOSAVE_HEADER = "X-Autosave"
TOKEN_FIELD = "csrfmiddlewaretoken"  # noqa: S105
SECRET = re.compile(r"password|secret|token|otp|credential|(^|[-_])(code|key)$", re.IGNORECASE)
SHORT = 24

Response = TypeVar("Response", bound=HttpResponseBase)


def is_autosave(request: HttpRequest) -> bool:
    return AUTOSAVE_HEADER in request.headers


def sign_in_required(view: Callable[..., Response]) -> Callable[..., Response | HttpResponse]:
    """As `login_required`, but what was posted by someone who is signed out is not lost."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Response | HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if is_autosave(request):
            # 200, as every answer that the script understands: the console stays silent.
            return JsonResponse({"state": "signed_out", "sign_in": sign_in_address(request)})
        if request.method == "POST" and can_be_kept(request):
            return render_kept(request, reason="signed_out", status=401)
        if request.method == "POST":
            # A button without text: its address may answer no GET, so nobody is led back to it.
            return redirect(settings.LOGIN_URL)
        return redirect(sign_in_address(request))

    return checked


def sign_in_address(request: HttpRequest) -> str:
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}"


def can_be_kept(request: HttpRequest) -> bool:
    """Whether the post may be shown again to be sent: ours, with text and without secrets.

    A form of another site must never be handed out with a token of ours.
    """
    try:
        names = [name for name in request.POST if name != TOKEN_FIELD]
    except UnreadablePostError:  # it broke off on its way: nobody waits for the answer
        return False
    return (
        bool(names) and not any(SECRET.search(name) for name in names) and _is_same_origin(request)
    )


def render_kept(request: HttpRequest, *, reason: str, status: int) -> HttpResponse:
    """`reason` is signed_out, expired, role_ended, gone or failed; the last needs no database."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != TOKEN_FIELD
        for value in values
    ]
    context = {
        "reason": reason,
        "fields": fields,
        "texts": [str(value) for _, value in fields if _reads_as_text(str(value))],
        "had_file": bool(request.FILES),
        "action": request.get_full_path(),
        "sign_in": sign_in_address(request),
    }
    template = "kept_form_failed.html" if reason == "failed" else "kept_form.html"
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _is_same_origin(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site") == "same-origin"
    return origin == f"{request.scheme}://{request.get_host()}"


def _reads_as_text(value: str) -> bool:
    return len(value) > SHORT or " " in value.strip()
