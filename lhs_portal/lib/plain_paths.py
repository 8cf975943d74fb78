"""An address with a NUL is the address of nothing: PostgreSQL stores none, and asks for none."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse


class PlainPathsMiddleware:
    """Before the view of such an address is called, there is no such page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Raises Http404."""
        if "\0" in request.path_info:
            raise Http404
