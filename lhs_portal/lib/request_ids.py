"""A request id in every log line and in the response: a report of a fault finds its lines."""

import re
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from lhs_portal.lib.logs import is_untold

HEADER = "X-Request-ID"
ACCEPTED = re.compile(r"[A-Za-z0-9-]{8,64}")

log = structlog.get_logger("lhs_portal.request")


class RequestIdMiddleware:
    """Takes the proxy's id where it has a safe shape, else makes one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        request_id = given if ACCEPTED.fullmatch(given) else uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        response = self.get_response(request)
        response[HEADER] = request_id
        route = request.resolver_match.view_name if request.resolver_match else None
        if not is_untold(request, response.status_code):
            log.info("request", method=request.method, route=route, status=response.status_code)
        return response
