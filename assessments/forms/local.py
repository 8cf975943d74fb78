"""The form for a question of the organization's own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from assessments.forms.evidence import ButtonForm
from assessments.local_items import (
    LEVELS,
    LONGEST_DESCRIPTOR,
    LONGEST_QUESTION,
    LONGEST_WHY,
)
from assessments.models import LocalItem
from assessments.presenters.wording import level_in_words, subject_in_words
from commitments.definition import Definition
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.plain_fields import TextField
from lhs_portal.lib.plain_text import is_blank
from lhs_portal.lib.wording import mark, say

NAMES = tuple(f"level_{level}" for level in range(LEVELS))


class LocalItemForm(ButtonForm):
    """`seen` says which wording its author saw; anything else counts as none."""

    once = OnceField()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    question = TextField(
        longest=LONGEST_QUESTION,
        label=gettext_lazy("Question"),
        help_text=gettext_lazy(
            "One thing that can be answered by a level. No patient information."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Write the question.")},
    )
    why = TextField(
        longest=LONGEST_WHY,
        required=False,
        label=gettext_lazy("Why you ask it"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    subject = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Belongs to"),
        help_text=gettext_lazy("It is shown there in the report, apart from the shared items."),
    )
    button = mark("Save the question")

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition
        subjects: Any = self.fields["subject"]
        subjects.choices = [
            ("", say("General, no section")),
            *((known.code, subject_in_words(known)) for known in definition.subjects),
        ]
        for level, name in enumerate(NAMES):
            self.fields[name] = TextField(
                longest=LONGEST_DESCRIPTOR,
                required=False,
                label=say("What {level} means", level=level_in_words(definition, level)),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        told = [name for name in NAMES if name in self.errors or not is_blank(data.get(name, ""))]
        if told and len(told) < LEVELS:
            for name in NAMES:
                if name not in told:
                    self.add_error(
                        name, say("Describe this level as well, or leave all five empty.")
                    )
        return data

    @property
    def wording(self) -> dict[str, Any]:
        """For the actions; of a form that is valid."""
        data = self.cleaned_data
        texts = tuple(data[name] for name in NAMES)
        return {
            "question": data["question"],
            "why": data["why"],
            "subject": data["subject"],
            "descriptors": texts if all(texts) else (),
        }

    @property
    def seen_wording(self) -> int:
        seen = self.cleaned_data["seen"]
        return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < LEVELS * 2 else -1

    def seen_again(self, item: LocalItem) -> "LocalItemForm":
        """The same text, of an author who has been shown what stands there now."""
        data = {**dict(self.data.items()), "seen": str(item.wording)}
        return LocalItemForm(data, definition=self.definition)


def initial_of(item: LocalItem) -> dict[str, Any]:
    return {
        "seen": item.wording,
        "question": item.question,
        "why": item.why,
        "subject": item.subject,
        **dict(zip(NAMES, item.descriptors, strict=False)),
    }
