from typing import Any

import pytest

from assessments.forms import EditForm, ReopenForm, StartForm

VALID = {
    "title": "Baseline 2026",
    "period_start": "2026-01-01",
    "period_end": "2026-06-30",
    "mode": "together",
    "scope": "whole",
    "unit": "",
    "due": "",
}


def errors(form: Any) -> dict[str, list[str]]:
    return {name: list(found) for name, found in form.errors.items()}


def test_start_form_takes_the_whole_organization() -> None:
    assert errors(StartForm(VALID)) == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "two\nlines"}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"period_end": "2025-12-31"}, "period_end"),
        ({"period_start": "0226-01-01"}, "period_start"),
        ({"due": "soon"}, "due"),
        ({"mode": ""}, "mode"),
        ({"mode": "alone"}, "mode"),
        ({"scope": "galaxy"}, "scope"),
        ({"scope": "unit"}, "unit"),
        ({"scope": "unit", "unit": " "}, "unit"),
        ({"unit": "Surgery"}, "unit"),
    ],
)
def test_start_form_names_the_field_of_a_fault(changes: dict[str, str], field: str) -> None:
    form = StartForm({**VALID, **changes})
    assert list(errors(form)) == [field]
    assert len(form.errors[field]) == 1


def test_edit_form_does_not_ask_for_the_scope() -> None:
    assert list(EditForm().fields) == ["title", "period_start", "period_end", "due"]


@pytest.mark.parametrize("reason", ["", "  ", "\u200b", "x" * 40_001])
def test_reopen_form_needs_a_reason_that_can_be_read(reason: str) -> None:
    assert list(errors(ReopenForm({"reason": reason}))) == ["reason"]
