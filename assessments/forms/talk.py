"""The forms for comments and for asking members to see to sections."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from assessments.changes import LONGEST_TEXT
from assessments.forms.assessment import DayField
from lhs_portal.accounts.models import User
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.plain_fields import TextField
from lhs_portal.lib.plain_text import is_blank
from lhs_portal.lib.wording import say


class CommentForm(forms.Form):
    once = OnceField()
    reply_to = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = TextField(
        longest=LONGEST_TEXT,
        label=gettext_lazy("Your comment"),
        help_text=gettext_lazy(
            "Every member can read it. @ and a full name tells that person. No patient information."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write something first.")},
    )
    calls = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Tell people"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They get an e-mail that says where to read it."),
    )

    def __init__(self, *args: Any, others: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["calls"].choices = _choices(others)  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if is_blank(text):
            raise forms.ValidationError(say("Write something first."))
        return text


class AssignForm(forms.Form):
    """Nobody chosen takes the section off the list."""

    subject = forms.CharField(widget=forms.HiddenInput)
    person = forms.TypedChoiceField(
        label=gettext_lazy("Who sees to it"), coerce=int, required=False, empty_value=None
    )
    due = DayField(label=gettext_lazy("Until"), required=False)

    def __init__(self, *args: Any, members: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", say("Nobody in particular")), *_choices(members)]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]


def _choices(people: Sequence[User]) -> list[tuple[str, str]]:
    return [(str(person.pk), person.display_name) for person in people]
