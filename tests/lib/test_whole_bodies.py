"""What broke off on its way is not taken for all of it."""

import io
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import UnreadablePostError
from django.test import Client, RequestFactory
from django.urls import reverse

from lhs_portal.lib.whole_bodies import WholeBodies
from lhs_portal.wsgi import application

FORM = (
    b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nall of it\r\n'
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nall of it\r\n'
    b"--b--\r\n"
)
KINDS = {
    "multipart/form-data; boundary=b": FORM,
    "application/x-www-form-urlencoded": b"text=all+of+it",
}


class InPieces(io.BytesIO):
    """A stream that gives what has come so far, as sockets may."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(7, size) if size and size > 0 else size)


def request_of(content_type: str, body: bytes, announced: int) -> WSGIRequest:
    environ = RequestFactory()._base_environ(
        REQUEST_METHOD="POST", CONTENT_TYPE=content_type, CONTENT_LENGTH=str(announced)
    )
    environ["wsgi.input"] = InPieces(body)
    seen: list[WSGIRequest] = []

    def keep(environ: dict[str, Any], _start: object) -> list[bytes]:
        seen.append(WSGIRequest(environ))
        return []

    WholeBodies(keep)(environ, None)
    return seen[0]


@pytest.mark.parametrize("content_type", KINDS)
def test_whole_body_is_read(content_type: str) -> None:
    body = KINDS[content_type]
    request = request_of(content_type, body + b"the next request", len(body))
    assert request.POST["text"] == "all of it"
    request.close()


@pytest.mark.parametrize("content_type", KINDS)
def test_every_cut_is_noticed(content_type: str) -> None:
    body = KINDS[content_type]
    for end in range(len(body)):
        request = request_of(content_type, body[:end], len(body))
        with pytest.raises(UnreadablePostError):
            _ = request.POST
        assert not request.POST  # and what came is forgotten
        assert not request.FILES


def test_body_is_read_by_lines_and_in_parts() -> None:
    request = request_of("text/plain", b"one\ntwo\n", 8)
    assert (request.readline(), request.read(2), request.read()) == (b"one\n", b"tw", b"o\n")
    assert request.read() == b""


def test_without_a_length_nothing_is_changed() -> None:
    stream = io.BytesIO(b"")
    seen: list[dict[str, Any]] = []
    WholeBodies(lambda environ, _start: seen.append(environ) or [])({"wsgi.input": stream}, None)
    assert seen[0]["wsgi.input"] is stream


def test_portal_is_served_through_it() -> None:
    assert isinstance(application, WholeBodies)


@pytest.mark.django_db
@pytest.mark.parametrize("with_token", [True, False])
@pytest.mark.parametrize("content_type", KINDS)
def test_portal_answers_a_cut_form_without_a_fault(content_type: str, with_token: bool) -> None:
    client = Client(enforce_csrf_checks=True)
    url = reverse("account_login")
    if with_token:
        client.get(url)
    extra = {"wsgi.input": cut(KINDS[content_type]), "CONTENT_TYPE": content_type}
    response = client.generic("POST", url, CONTENT_LENGTH="1000", **extra)
    assert response.status_code == 403
    assert "data-kept" not in response.content.decode()


def cut(body: bytes) -> Any:
    """What the portal reads from, when this came of an announced 1,000 bytes."""
    environ = {"CONTENT_LENGTH": "1000", "wsgi.input": io.BytesIO(body)}
    WholeBodies(lambda *_: [])(environ, None)
    return environ["wsgi.input"]
