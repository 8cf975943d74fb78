"""What a form says of its own encoding is not listened to: every page of ours sends UTF-8.

Django decodes a multipart form by whatever codec the request names: by some that are for no text at
all, and by some that make half characters, which no password can be hashed from.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class Utf8FormsMiddleware:
    """What is not UTF-8 arrives with U+FFFD, which lib/plain_text.py refuses by its place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.encoding = "utf-8"
        return self.get_response(request)
