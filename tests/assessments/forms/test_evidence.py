"""The forms about evidence: a file or a link, a date that can be, and sentences for the rest."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from assessments.forms.evidence import AddForm, EditUseForm, SourceForm, fault_in_address
from commitments.definition import Definition
from commitments.documents import read_framework
from lhs_portal.lib.uploads.policy import CHOOSE_AGAIN
from tests.assessments.evidence_factories import SAID, sent_file
from tests.frameworks import make_document, make_yaml

URL = "https://intranet.example.org/policy"


@pytest.fixture(scope="module")
def definition() -> Definition:
    return read_framework(make_yaml(make_document()))


def bound(definition: Definition, file: Any = None, **changes: str) -> AddForm:
    files = MultiValueDict({"file": [file]} if file else {})
    return AddForm({**SAID, **changes}, files, definition=definition)


@pytest.mark.parametrize(
    "address",
    [
        URL,
        "http://intranet/policy?id=7&x=%20#part",
        "https://sharepoint.example.org:8443/sites/q/Shared%20Documents/a.docx",
        "https://пример.example/протокол",
        "HTTPS://EXAMPLE.ORG",
    ],
)
def test_address_of_a_page_is_taken_as_it_is(definition: Definition, address: str) -> None:
    form = bound(definition, url=address)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["source"] == address
    assert fault_in_address(address) == ""


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("javascript:alert(1)", "Begin the address with https://"),
        ("data:text/html,<script>", "Begin the address with https://"),
        ("file:///etc/passwd", "Begin the address with https://"),
        ("ftp://example.org/a", "Begin the address with https://"),
        ("www.example.org", "Begin the address with https://"),
        ("//example.org/a", "Begin the address with https://"),
        ("https://", "not an address of a page"),
        ("https:///path", "not an address of a page"),
        ("https://[::1", "not an address of a page"),
        ("https://example.org:99999/", "not an address of a page"),
        ("https://example.org/a b", "not an address of a page"),
        ("https://bob:secret@example.org/", "Take the name or password out"),
        ("https://example.org@evil.example/", "Take the name or password out"),
        ("https://example.org/\u202egpj.exe", "Take out character"),
        ("https://example.org/\x00", "Take out character"),
        ("https://example.org/\nx", "not an address of a page"),
        ("https://example.org/" + "x" * 2000, "Use at most 2,000 characters"),
    ],
)
def test_other_address_is_refused_with_a_sentence(
    definition: Definition, address: str, words: str
) -> None:
    form = bound(definition, url=address)
    assert not form.is_valid()
    assert words in str(form.errors["url"])


def test_neither_file_nor_link_is_told_at_the_file(definition: Definition) -> None:
    form = bound(definition)
    assert not form.is_valid()
    assert form.errors == {"file": ["Choose a file, or give a link below."]}


def test_both_are_too_much_and_the_file_must_be_chosen_again(definition: Definition) -> None:
    form = bound(definition, sent_file(), url=URL)
    assert not form.is_valid()
    assert "not both" in str(form.errors["url"])
    assert form.errors["file"] == [CHOOSE_AGAIN]


def test_form_with_another_fault_says_that_the_file_is_gone(definition: Definition) -> None:
    form = bound(definition, sent_file(), shows="  ")
    assert not form.is_valid()
    assert form.errors == {"shows": ["Write what it shows."], "file": [CHOOSE_AGAIN]}


@pytest.mark.parametrize(
    ("shows", "words"),
    [("", "Write what it shows."), ("\u200d \n", "Write what it shows."), ("x" * 2001, "2,000")],
)
def test_what_it_shows_is_demanded(definition: Definition, shows: str, words: str) -> None:
    form = bound(definition, url=URL, shows=shows)
    assert words in str(form.errors["shows"])


def test_title_is_that_of_the_file_or_of_the_site(definition: Definition) -> None:
    form = bound(definition, sent_file(name="Council. May 2026.txt"), title="")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["title"] == "Council. May 2026"
    form = bound(definition, url=URL, title=" ")
    assert form.is_valid()
    assert form.cleaned_data["title"] == "intranet.example.org"


@pytest.mark.parametrize(("days", "valid"), [(0, True), (1, True), (2, False), (-365 * 60, True)])
def test_date_is_that_of_something_that_exists(
    definition: Definition, days: int, valid: bool
) -> None:
    day = timezone.localdate() + timedelta(days=days)
    assert bound(definition, url=URL, dated=day.isoformat()).is_valid() is valid


@pytest.mark.parametrize("dated", ["", "0226-05-04", "2026-13-01", "yesterday"])
def test_date_that_is_none_is_told(definition: Definition, dated: str) -> None:
    assert "dated" in bound(definition, url=URL, dated=dated).errors


@pytest.mark.parametrize(("level", "cleaned"), [("0", 0), ("4", 4), ("", None)])
def test_level_is_a_level_or_none(definition: Definition, level: str, cleaned: int | None) -> None:
    form = bound(definition, url=URL, level=level)
    assert form.is_valid()
    assert form.cleaned_data["level"] == cleaned
    assert "level" in bound(definition, url=URL, level="5").errors


def test_file_and_link_are_not_called_optional(definition: Definition) -> None:
    form = bound(definition)
    assert all(getattr(form.fields[name], "one_of", False) for name in ("file", "url"))
    assert form.fields.keys() >= SourceForm.base_fields.keys()


def test_edit_form_keeps_the_text_when_it_is_shown_anew(definition: Definition) -> None:
    form = EditUseForm({"shows": "mine", "level": "2", "seen": "old"}, definition=definition)
    again = form.seen_again("new")
    assert again.is_valid()
    assert again.cleaned_data == {"shows": "mine", "level": 2, "seen": "new"}
