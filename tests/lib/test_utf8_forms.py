"""A form that names a codec of its own choosing is read as UTF-8 all the same."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from lhs_portal.lib.utf8_forms import Utf8FormsMiddleware

HALF = "+2AA-"  # half a character in UTF-7


def post(value: bytes, kind: str) -> HttpRequest:
    part = (
        b'--X\r\nContent-Disposition: form-data; name="password"\r\n\r\n' + value + b"\r\n--X--\r\n"
    )
    body = part if kind.startswith("multipart") else b"password=" + value
    request = RequestFactory().generic("POST", "/", body, content_type=kind)
    Utf8FormsMiddleware(lambda _: HttpResponse())(request)
    return request


@pytest.mark.parametrize(
    "codec",
    ["utf-7", "unicode_escape", "idna", "rot13", "zlib_codec", "utf-16", "no-such", "utf-8"],
)
@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=X; ", "application/x-www-form-urlencoded; "]
)
def test_form_is_utf8_whatever_it_says(kind: str, codec: str) -> None:
    typed = post("é".encode(), f"{kind}charset={codec}").POST["password"]
    assert typed == "é"


def test_no_half_character_comes_in() -> None:
    kind = "multipart/form-data; boundary=X; charset=utf-7"
    assert post(HALF.encode(), kind).POST["password"] == HALF
    assert post(b"\xed\xa0\x80", kind).POST["password"].strip("\ufffd") == ""
