import io

import pytest

from lhs_portal.lib.attachments import attachment_response


@pytest.mark.parametrize("content", [b"bytes", io.BytesIO(b"bytes")], ids=["bytes", "stream"])
def test_attachment_is_kept_apart_from_the_portal(content: bytes | io.BytesIO) -> None:
    response = attachment_response(content, filename="Größe “5”.pdf", media_type="application/pdf")
    sent = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]
    assert sent == b"bytes"
    assert {name: response[name] for name in response.headers if name != "Content-Length"} == {
        "Content-Type": "application/pdf",
        "Content-Disposition": (
            "attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe%20%E2%80%9C5%E2%80%9D.pdf"
        ),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


@pytest.mark.parametrize("name", ['a"; x="b.pdf', "a\\b.pdf", "a\r\nSet-Cookie: x=1.pdf"])
def test_name_cannot_leave_its_header(name: str) -> None:
    header = attachment_response(b"", filename=name, media_type="text/plain")["Content-Disposition"]
    assert "\n" not in header
    assert header.startswith(('attachment; filename="a\\', "attachment; filename*=utf-8''a%"))
