"""A file that is too large costs the file alone: neither the disk, nor the other fields."""

import io
import tempfile
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from lhs_portal.lib.plain_fields import TextField
from lhs_portal.lib.uploads import handlers, policy
from lhs_portal.lib.uploads.fields import UploadField

BOUNDARY = "b0undary"
LARGE = 300 * policy.MEBIBYTE


class EvidenceForm(forms.Form):
    shows = TextField()
    file = UploadField()
    more = TextField()


class Body:
    """A form with a file of some length between two texts, made while it is read."""

    def __init__(self, length: int) -> None:
        self.start = self._part("shows", b"typed before") + self._head()
        self.length = length
        self.end = b"\r\n" + self._part("more", b"typed after") + f"--{BOUNDARY}--\r\n".encode()
        self._pieces = self._all()
        self._rest = b""

    def __len__(self) -> int:
        return len(self.start) + self.length + len(self.end)

    def read(self, size: int) -> bytes:
        while len(self._rest) < size and (piece := next(self._pieces, b"")):
            self._rest += piece
        data, self._rest = self._rest[:size], self._rest[size:]
        return data

    def readline(self, size: int) -> bytes:
        raise NotImplementedError

    def _all(self) -> Iterator[bytes]:
        yield self.start
        for at in range(0, self.length, 65536):
            yield b"a" * min(65536, self.length - at)
        yield self.end

    def _part(self, name: str, text: bytes) -> bytes:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        return head.encode() + text + b"\r\n"

    def _head(self) -> bytes:
        return (
            f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
            'name="file"; filename="large.txt"\r\nContent-Type: text/plain\r\n\r\n'
        ).encode()


def request_with(body: Body) -> WSGIRequest:
    return RequestFactory().generic(
        "POST",
        "/",
        **{  # type: ignore[arg-type]
            "wsgi.input": body,
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
        },
    )


def bound(request: WSGIRequest) -> EvidenceForm:
    return EvidenceForm(request.POST, request.FILES)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes went to temporary files, one number each."""
    sizes: list[int] = []

    class Counted:
        def __init__(self) -> None:
            self._file = make()
            self._at = len(sizes)
            sizes.append(0)

        def write(self, data: bytes) -> int:
            sizes[self._at] += len(data)
            return self._file.write(data)

        def __getattr__(self, name: str) -> Any:
            return getattr(self._file, name)

    make = tempfile.TemporaryFile
    monkeypatch.setattr(handlers.tempfile, "TemporaryFile", Counted)
    return sizes


def test_file_of_300_mb_is_refused_and_the_texts_are_kept(written: list[int]) -> None:
    request = request_with(Body(LARGE))
    form = bound(request)
    assert form.errors == {"file": [policy.too_large(25 * policy.MEBIBYTE).sentence]}
    assert form.cleaned_data == {"shows": "typed before", "more": "typed after"}
    assert request.FILES["file"].size == LARGE  # type: ignore[union-attr]
    assert sum(written) <= 25 * policy.MEBIBYTE
    request.close()


def test_file_within_the_limit_arrives_whole() -> None:
    request = request_with(Body(3 * policy.MEBIBYTE))
    form = bound(request)
    assert form.is_valid(), form.errors
    with form.cleaned_data["file"] as accepted:
        assert (accepted.name, accepted.size) == ("large.txt", 3 * policy.MEBIBYTE)
    request.close()


def test_file_of_exactly_the_limit_is_taken(settings) -> None:
    settings.UPLOAD_MAX_BYTES = 100_000
    taken, refused = request_with(Body(100_000)), request_with(Body(100_001))
    assert bound(taken).is_valid()
    assert not bound(refused).is_valid()
    taken.close()


def test_full_disk_while_receiving_is_said_and_the_texts_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Full(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, _data: object) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(handlers.tempfile, "TemporaryFile", lambda: io.BufferedWriter(Full()))
    form = bound(request_with(Body(1000)))
    assert form.errors == {"file": [policy.NO_ROOM]}
    assert form.cleaned_data["more"] == "typed after"


def test_no_temporary_folder_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> None:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr(handlers.tempfile, "TemporaryFile", nowhere)
    assert bound(request_with(Body(1000))).errors == {"file": [policy.NO_ROOM]}


@pytest.mark.parametrize(
    "name", ["x" * 300 + ".txt", "a." + "x" * 300, "..\\..", "a\x00b.txt", "\u202e.txt"]
)
def test_hostile_name_reaches_the_form(name: str) -> None:
    file = SimpleUploadedFile("x.txt", b"text", content_type="text/plain")
    file._name = name
    request = RequestFactory().post("/", {"shows": "a", "more": "b", "file": file})
    form = bound(request)
    if not request.FILES:  # Django leaves out what has no name that can be seen
        assert form.errors == {"file": ["Choose a file."]}
        return
    assert form.is_valid(), form.errors
    with form.cleaned_data["file"] as accepted:
        assert len(accepted.name) <= policy.LONGEST_NAME
        assert accepted.name.endswith(".txt")
    request.close()


def test_without_a_file_the_field_says_so_or_gives_none() -> None:
    request = RequestFactory().post("/", {"shows": "a", "more": "b"})
    form = bound(request)
    assert form.errors == {"file": ["Choose a file."]}
    form = bound(request)
    form.fields["file"].required = False
    assert form.is_valid()
    assert form.cleaned_data["file"] is None


def test_refusal_of_the_content_is_an_error_of_the_field() -> None:
    file = SimpleUploadedFile("a.pdf", b"<script>alert(1)</script>")
    request = RequestFactory().post("/", {"shows": "a", "more": "b", "file": file})
    (error,) = bound(request).errors["file"]
    assert error.startswith("This is a web page")
    request.close()


def test_field_offers_the_kinds_that_are_taken() -> None:
    html = str(EvidenceForm()["file"])
    assert 'type="file"' in html
    assert ".docx" in html
