"""Texts beside texts, each with what its translator saw."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from commitments.models import TranslationState
from commitments.translating.actions import Rewritten
from commitments.translating.working import LONGEST_TEXT, Entry, place_in_words
from lhs_portal.lib.plain_fields import TextField
from lhs_portal.lib.plain_text import is_blank

PREFIX = "text-"
SEEN = "seen-"


class TextsForm(forms.Form):
    """Of the entries whose texts were posted; where nothing was, of all that are given."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, entries: Iterable[Entry], language: str
    ) -> None:
        self.entries = {
            entry.field: entry for entry in entries if data is None or entry.field in data
        }
        initial = {name: entry.text for name, entry in self.entries.items()}
        super().__init__(data, initial=initial)
        for name, entry in self.entries.items():
            rows = max(2, len(entry.source) // 60 + 1)
            self.fields[name] = TextField(
                label=place_in_words(entry.path),
                longest=LONGEST_TEXT,
                required=False,
                widget=forms.Textarea(
                    {"rows": rows, "lang": language, "aria-describedby": f"source-{entry.path}"}
                ),
            )

    def rewritten(self) -> list[Rewritten]:
        return [
            Rewritten(
                entry.path,
                "" if is_blank(self.cleaned_data[name]) else self.cleaned_data[name].strip(),
                str(self.data.get(SEEN + entry.path, "")),
            )
            for name, entry in self.entries.items()
        ]


class EditionForm(forms.Form):
    """`seen` is the revision that the page showed."""

    state = forms.ChoiceField(
        label=gettext_lazy("State of the edition"),
        choices=TranslationState.choices,
        widget=forms.RadioSelect,
        initial=TranslationState.DRAFT,
        help_text=gettext_lazy(
            "Reviewed: a second person, at home in both languages, has read every text."
        ),
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
