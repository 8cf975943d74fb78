"""The questionnaire on paper: the file, and its address."""

import io
from typing import Any

import pikepdf
import pypdf
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from commitments.models import FrameworkVersion
from reports.documents.instrument import render_instrument
from tests.reports import samples


@pytest.fixture(scope="module")
def content() -> bytes:
    return render_instrument(samples.framework(), "en")


@pytest.fixture(scope="module")
def text(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_instrument_has_every_question_with_its_levels(text: str) -> None:
    for item in samples.framework().items:
        assert str(item.question) in text
        assert item.code in text
    assert text.count("Don’t know") >= len(samples.framework().items)


def test_instrument_is_tagged_and_says_what_it_is(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang).startswith("en")
        assert "instrument" in str(pdf.docinfo.Title)


def test_instrument_never_breaks_a_question(content: bytes) -> None:
    """Its number and the lines to write on are on one page."""
    for page in pypdf.PdfReader(io.BytesIO(content)).pages[1:-1]:
        words = page.extract_text()
        assert words.count("What is this answer based on?") == words.count(
            "Not applicable, because"
        )


def test_instrument_is_byte_equal(content: bytes) -> None:
    assert render_instrument(samples.framework(), "en") == content


@pytest.mark.django_db
def test_instrument_is_public_and_made_once(
    framework: FrameworkVersion, media: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    address = reverse("reports:instrument", args=[framework.version])
    first = Client().get(address)
    assert first["Content-Type"] == "application/pdf"
    monkeypatch.setattr("reports.views.instrument.render_instrument", None)
    again = Client().get(address)
    assert b"".join(first) == b"".join(again)  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["{}/instrument.pdf?language=xx", "0000.00/instrument.pdf"])
def test_instrument_of_what_there_is_not_is_not_found(
    framework: FrameworkVersion, media: Any, address: str
) -> None:
    cache.clear()
    assert Client().get(f"/framework/{address.format(framework.version)}").status_code == 404
