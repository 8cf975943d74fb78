"""What phones and facilitators send in a meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from assessments.changes import CHOICES

CHOOSE = gettext_lazy("Choose a level first, or “Not applicable”, or “Don’t know”.")


class BallotForm(forms.Form):
    """`vote` says which vote the person saw: another may be open by now."""

    vote = forms.IntegerField()
    choice = forms.ChoiceField(
        choices=[(choice, choice) for choice in CHOICES if choice],
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


class OpenVoteForm(forms.Form):
    item = forms.CharField(max_length=60)

    @property
    def parts(self) -> dict[str, Any]:
        """What the action takes."""
        return {"item": self.cleaned_data["item"]}


class CloseVoteForm(OpenVoteForm):
    """`item` is the one on the screen."""

    vote = forms.IntegerField()

    @property
    def parts(self) -> dict[str, Any]:
        return {"vote": self.cleaned_data["vote"]}
