"""What the log says, and what it must never say: an answer, a note, a token."""

import json
import logging

import pytest
import structlog
from django.db import IntegrityError, connection
from django.http import HttpResponse, HttpResponseServerError
from django.test import RequestFactory
from django.urls import ResolverMatch, resolve
from django.utils.log import log_response

from lhs_portal.lib.logs import untold
from lhs_portal.lib.request_ids import RequestIdMiddleware
from tests.cast import client_of

TOKEN = "FYfq7aiWUpKkyKtSAV9fUs_Sy2sdlSbei5aNvfjCV0k"
NOTE = "what a person wrote"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_link_with_a_token_is_logged_as_its_route(lines, method):
    client = client_of()
    client.handler.enforce_csrf_checks = True
    response = getattr(client, method)(f"/invitations/{TOKEN}/")
    assert response.status_code == (404 if method == "get" else 403)
    said = lines()
    assert TOKEN not in json.dumps(said)
    assert any(line["event"].endswith("accounts:invitation") for line in said)
    assert {line["request_id"] for line in said} == {response["X-Request-ID"]}


def test_failed_request_names_route_and_place_but_not_the_address(lines, rf: RequestFactory):
    request = rf.get(f"/invitations/{TOKEN}/")
    request.resolver_match = resolve(request.path)
    with pytest.raises(ValueError, match=NOTE) as raised:
        int(NOTE)
    log_response(
        "Internal Server Error: %s",
        request.path,
        response=HttpResponseServerError(),
        request=request,
        exception=raised.value,
    )
    (line,) = lines()
    assert line["event"] == "Internal Server Error: accounts:invitation"
    assert "in test_failed_request" in line["exception"]
    assert "builtins.ValueError" in line["exception"]
    assert NOTE not in json.dumps(line)


@pytest.mark.django_db
def test_refused_row_is_not_quoted(lines, organization):
    with connection.cursor() as cursor, pytest.raises(IntegrityError) as raised:
        cursor.execute(
            "UPDATE accounts_organization SET name = %s, sector = 'none of ours'", [NOTE]
        )
    structlog.get_logger("tests").error("failed", exc_info=raised.value)
    (line,) = lines()
    assert "IntegrityError" in line["exception"]
    assert "which came of:" in line["exception"]
    assert NOTE not in line["exception"]


def test_failed_task_names_the_kind_of_its_exception_alone(lines):
    error = ValueError(NOTE)
    logging.getLogger("celery.app.trace").error(
        "Task %(name)s[%(id)s] %(description)s: %(exc)s",
        {"name": "x", "id": "1", "description": "raised unexpected", "exc": repr(error)},
        exc_info=(ValueError, error, None),
    )
    (line,) = lines()
    assert line["event"] == "Task x[1] raised unexpected: ValueError"
    assert NOTE not in json.dumps(line)


@pytest.mark.parametrize("status", [200, 409, 500])
def test_request_of_an_untold_view_is_logged_only_where_the_server_failed(
    lines, rf: RequestFactory, status
):
    def answer(request):
        return HttpResponse(status=status)

    request = rf.post("/a/")
    request.resolver_match = ResolverMatch(untold(answer), (), {})
    response = RequestIdMiddleware(answer)(request)
    if status >= 400:
        log_response("%s", request.path, response=response, request=request)
    assert len(lines()) == (2 if status == 500 else 0)
