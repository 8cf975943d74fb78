"""The forms of what a group shares: a view's name, a note, and for which of one's groups."""

from collections.abc import Mapping
from typing import Any

from django import forms

from assessments.forms.assessment import NO_PATIENTS
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.plain_fields import LineField, TextField
from reports.workbench.models.annotation import LONGEST_NOTE
from reports.workbench.models.saved_view import LONGEST_NAME


class SharedForm(forms.Form):
    """`groups` are the person's; without them the group stays as it is."""

    once = OnceField()
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, groups: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._only = next(iter(groups or {}), "")
        if groups and len(groups) > 1:
            self.fields["group"] = forms.ChoiceField(
                label="Shared within",
                choices=[("", "Choose a group"), *groups.items()],
                error_messages={
                    "required": "Choose the group that sees it.",
                    "invalid_choice": "Choose one of your groups.",
                },
            )

    @property
    def group(self) -> str:
        return str(self.cleaned_data.get("group", self._only))

    @property
    def seen_version(self) -> int:
        """0 where the form did not say, which no row has."""
        return self.cleaned_data["seen"] or 0

    def show_version(self, version: int) -> None:
        """To be sent along with the next try."""
        self.data = {**dict(self.data.items()), "seen": str(version)}


class NameForm(SharedForm):
    name = LineField(
        longest=LONGEST_NAME,
        label="Name",
        help_text="What the group finds it by. No other view of the group has it.",
        error_messages={"required": "Give the view a name."},
    )


class NoteForm(SharedForm):
    text = TextField(
        longest=LONGEST_NOTE,
        label="Note",
        help_text=f"A short text, at most {LONGEST_NOTE:,} characters. {NO_PATIENTS}",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write the note."},
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError("Write the note: there are only spaces.")
        return text
