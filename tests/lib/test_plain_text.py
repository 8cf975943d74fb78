import pytest
from django import forms
from django.core.exceptions import ValidationError

from lhs_portal.lib.plain_fields import LineField, TextField
from lhs_portal.lib.plain_text import (
    fault_in_line,
    fault_in_text,
    is_blank,
    validate_line,
    validate_text,
)

KEPT = [
    "=1+1",
    "@SUM(1)",
    "＝1",
    "\ufeff=1",
    "_x0041_",
    "a\u200db",
    "e" + "\u0301" * 50,
    "Ünïcode",
    "U\u0308nicode",
    "\u0130stanbul",
    "<script>alert(1)</script>",
    "{{7*7}} {% load x %} {0.__class__}",
    '#read("x")',
    "Мercy Vаlley",
    "\u05d1\u05d9\u05ea \u05d7\u05d5\u05dc\u05d9\u05dd",
    "👩🏽‍⚕️",
]
REFUSED = ["\x00", "\x0b", "\x1b", "\x7f", "\x85", "\ud800", "\u202e", "\u2066", "\u2069", "\ufffd"]


@pytest.mark.parametrize("text", KEPT)
def test_line_of_any_script_is_kept_to_the_character(text):
    assert LineField().clean(text) == text
    assert TextField().clean(text) == text


@pytest.mark.parametrize("character", REFUSED)
def test_character_that_cannot_be_kept_is_named_with_its_place(character):
    for check in (validate_line, validate_text):
        with pytest.raises(ValidationError, match="character 3"):
            check(f"ab{character}cd")


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\u2028", "\u2029"])
def test_line_with_a_break_is_refused(break_):
    assert "on one line" in fault_in_line(f"Mercy{break_}Valley")
    with pytest.raises(ValidationError):
        LineField().clean(f"Mercy Valley{break_}")


def test_line_refuses_a_tab_and_text_keeps_tab_newline_and_line_separator():
    assert "U+0009" in fault_in_line("a\tb")
    assert fault_in_text("a\tb\nc\u2028d") == ""


def test_length_counts_characters():
    assert fault_in_line("é" * 200) == ""
    assert fault_in_line("é" * 201) == "Use at most 200 characters: this has 201."
    assert fault_in_text("x" * 10_001) == "Use at most 10,000 characters: this has 10,001."


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "\u2003\u200d", "\ufeff"])
def test_blank_is_what_nobody_can_see(text):
    assert is_blank(text)


def test_line_field_refuses_invisible_text_and_asks_for_an_empty_one():
    with pytest.raises(ValidationError, match="only invisible characters"):
        LineField().clean("\u200b")
    with pytest.raises(ValidationError, match="required"):
        LineField().clean("   ")


def test_line_field_takes_off_outer_spaces_alone():
    assert LineField().clean("  Mercy  Valley ") == "Mercy  Valley"
    assert LineField().clean("\u00a0Mercy") == "\u00a0Mercy"


def test_text_field_reads_the_newlines_of_a_form_and_keeps_outer_space():
    assert TextField().clean(" one\r\ntwo \r\n") == " one\ntwo \n"


def test_error_stands_at_its_field_and_the_text_is_kept():
    class Form(forms.Form):
        name = LineField(label="Name")

    form = Form({"name": "a\x00b"})
    assert not form.is_valid()
    assert len(form.errors["name"]) == 1
    assert "a\x00b" in str(form["name"])
