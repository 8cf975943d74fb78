"""The form of any part of a draft, made of its fields (see part_fields.py)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy

from commitments.document_fields import LONGEST_CODE
from commitments.drafting.part_fields import (
    Entry,
    PartField,
    PartKind,
    get_at,
    shown_value,
    with_value,
)
from lhs_portal.lib.plain_fields import LineField, TextField
from lhs_portal.lib.plain_text import is_blank
from lhs_portal.lib.wording import say

LONGEST_NAME = 400
LONGEST_WHY = 1_000
WHY = gettext_lazy("Why you change it")
WHY_HELP = gettext_lazy("For the history: other editors read it.")


class PartForm(forms.Form):
    """`seen` is the revision that the form showed. `entry` gives the part as the form has it.

    `choices` are codes with their names by section, for fields that name another part.
    """

    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        kind: PartKind,
        stored: Entry,
        language: str,
        choices: Mapping[str, Sequence[tuple[str, str]]],
        new: bool = False,
        seen: int | None = None,
    ) -> None:
        initial = {field.path: shown_value(stored, field, language) for field in kind.fields}
        super().__init__(data, initial={**initial, "seen": seen})
        self.kind, self.stored, self.language, self.new = kind, stored, language, new
        if new:
            self.fields["code"] = _code_field()
        for field in kind.fields:
            self.fields[field.path] = _form_field(field, choices)
        if kind.quoted:
            self.fields["confirmed"] = forms.BooleanField(
                label=say("I compared the changed text with its source, word for word"),
                required=False,
                help_text=say("Without this the text loses the mark “verbatim” when it changes."),
            )
            self.fields["source_again"] = forms.ChoiceField(
                label=say("The source in which it stands"),
                choices=[("", say("Choose the source")), *choices.get("sources", ())],
                required=False,
            )
        if not new:
            self.fields["why"] = TextField(
                label=WHY,
                help_text=WHY_HELP,
                required=False,
                longest=LONGEST_WHY,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        data = without_blanks(super().clean() or {})
        if self._quotes_anew(data) and data.get("confirmed") and not data.get("source_again"):
            self.add_error(
                "source_again",
                say(
                    "You confirm that the new text is quoted: choose the source in which it stands."
                ),
            )
        return data

    @property
    def entry(self) -> Entry:
        """Of a valid form. A quotation that changed without its source is verbatim no more."""
        entry = self.stored
        for field in self.kind.fields:
            entry = with_value(entry, field, self.cleaned_data[field.path], self.language)
        if self.new:
            entry = {**entry, "code": self.cleaned_data["code"]}
        if self._quotes_anew(self.cleaned_data):
            confirmed = self.cleaned_data["confirmed"]
            fields = {field.path: field for field in self.kind.fields}
            provenance = "verbatim" if confirmed else self.kind.unquoted
            entry = with_value(entry, fields[self.kind.provenance], provenance, self.language)
            if confirmed:
                source = self.cleaned_data["source_again"]
                entry = with_value(entry, fields[self.kind.source], source, self.language)
        return entry

    @property
    def lost_verbatim(self) -> bool:
        """Whether the text would be shown as a quotation, but for its missing source."""
        return self._quotes_anew(self.cleaned_data) and not self.cleaned_data["confirmed"]

    def _quotes_anew(self, data: Mapping[str, Any]) -> bool:
        """What is to be verbatim and was not, or has other words than it had."""
        if not self.kind.quoted or data.get(self.kind.provenance) != "verbatim":
            return False
        was = get_at(self.stored, self.kind.provenance)
        text = (get_at(self.stored, self.kind.quoted) or {}).get(self.language, "")
        return bool(was != "verbatim" or data.get(self.kind.quoted) != text)


def without_blanks(data: dict[str, Any]) -> dict[str, Any]:
    """A text that no reader could see is none; a version may not hold it."""
    return {
        name: "" if isinstance(value, str) and is_blank(value) else value
        for name, value in data.items()
    }


def _code_field() -> forms.Field:
    return forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]*$",
        label=say("Code"),
        max_length=LONGEST_CODE,
        help_text=say("It never changes: letters, digits, dots and hyphens, such as front-line."),
        error_messages={
            "invalid": say(
                "Use letters, digits, dots and hyphens, and begin with a letter or digit."
            )
        },
    )


def _form_field(field: PartField, choices: Mapping[str, Sequence[tuple[str, str]]]) -> forms.Field:
    common: dict[str, Any] = {
        "label": say(field.label),
        "required": field.required,
        "help_text": say(field.help) if field.help else "",
    }
    if field.kind == "flag":
        return forms.BooleanField(**{**common, "required": False})
    if field.kind in ("choice", "source"):
        given = choices.get("sources" if field.kind == "source" else field.of)
        offered = given if given is not None else [(c, say(n)) for c, n in field.choices]
        empty = [] if field.required else [("", say("None"))]
        return forms.ChoiceField(choices=[*empty, *offered], **common)
    if field.kind == "url":
        web = URLValidator(schemes=("http", "https"))
        return forms.URLField(
            assume_scheme="https", max_length=LONGEST_NAME, validators=[web], **common
        )
    if field.kind in ("line", "words"):
        return LineField(longest=LONGEST_NAME, **common)
    rows = 8 if field.kind == "lines" else 3
    return TextField(widget=forms.Textarea(attrs={"rows": rows}), **common)
