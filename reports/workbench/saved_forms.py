"""The forms of what a group shares: a view's name, a note, and for which of one's groups."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from assessments.forms.assessment import NO_PATIENTS
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.plain_fields import LineField, TextField
from lhs_portal.lib.wording import say
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
                label=say("Shared within"),
                choices=[("", say("Choose a group")), *groups.items()],
                error_messages={
                    "required": say("Choose the group that sees it."),
                    "invalid_choice": say("Choose one of your groups."),
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
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("What the group finds it by. No other view of the group has it."),
        error_messages={"required": gettext_lazy("Give the view a name.")},
    )


class NoteForm(SharedForm):
    text = TextField(
        longest=LONGEST_NOTE,
        label=gettext_lazy("Note"),
        help_text=format_lazy(
            "{} {}",
            format_lazy(
                gettext_lazy("A short text, at most {most} characters."), most=f"{LONGEST_NOTE:,}"
            ),
            gettext_lazy(NO_PATIENTS),
        ),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Write the note.")},
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(say("Write the note: there are only spaces."))
        return text
