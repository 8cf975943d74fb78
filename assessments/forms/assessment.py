"""The forms about an assessment as a whole; answers and targets have `entries`."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from assessments import states
from assessments.changes import LONGEST_TEXT
from assessments.models import Assessment
from assessments.presenters.wording import day_in_words
from lhs_portal.accounts.models import User
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.plain_fields import LineField, TextField
from lhs_portal.lib.plain_text import is_blank
from lhs_portal.lib.wording import mark, say

FIRST_YEAR = 1990
LAST_YEAR = 2100
NO_PATIENTS = mark("No patient information.")
MODES_EXPLAINED = {
    states.TOGETHER: mark(
        "You and your colleagues give one answer to each item. Choose this for a "
        "first look, or where a few people know the whole."
    ),
    states.INDEPENDENT: mark(
        "People whom you invite rate alone. Then you see where they differ, and "
        "settle one answer for each item together. Choose this to learn how it looks from "
        "different roles. Plan for two to three weeks."
    ),
}


def _modes() -> list[tuple[str, str]]:
    return [
        (mode, format_html("<span><b>{}</b><br>{}</span>", say(states.MODES[mode]), say(words)))
        for mode, words in MODES_EXPLAINED.items()
    ]


class DayField(forms.DateField):
    """A day that a person could mean: a slip such as the year 226 is told, not stored."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise forms.ValidationError(
                say(
                    "Choose a year from {first_year} to {last_year}.",
                    first_year=FIRST_YEAR,
                    last_year=LAST_YEAR,
                )
            )


class EditForm(forms.Form):
    title = LineField(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy(
            "Such as “Baseline 2026”. It heads the report. No patient information."
        ),
        error_messages={"required": gettext_lazy("Give the assessment a title.")},
    )
    period_start = DayField(
        label=gettext_lazy("First day"),
        help_text=gettext_lazy("The answers describe the time from this day on."),
        error_messages={
            "required": gettext_lazy("Enter the first day of the time that is described.")
        },
    )
    period_end = DayField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy(
            "It may lie ahead: levels describe what is true on the day of the answer."
        ),
        error_messages={
            "required": gettext_lazy("Enter the last day of the time that is described.")
        },
    )
    due = DayField(
        label=gettext_lazy("Due"),
        required=False,
        help_text=gettext_lazy("The day on which you want to be finished."),
    )
    button = mark("Save")

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_id = "assessment-form"
        helper.add_input(Submit("save", say(self.button), css_class="btn primary"))
        return helper

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        start, end = data.get("period_start"), data.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", say("Choose a day that is not before the first one."))
        return data


class CopyableField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An earlier assessment, by title, unit and day of signing."""

    def label_from_instance(self, assessment: Any) -> str:
        unit = f", {assessment.unit}" if assessment.unit else ""
        return say(
            "{title}, signed {day}",
            title=f"{assessment.title}{unit}",
            day=day_in_words(assessment.signed_at),
        )


class StartForm(EditForm):
    """`copyable` are the earlier assessments whose answers can be suggested; none: not asked."""

    once = OnceField()
    mode = forms.ChoiceField(
        label=gettext_lazy("How it is answered"),
        choices=_modes,
        initial=states.TOGETHER,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how it is answered.")},
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("What is assessed"),
        choices=Assessment.Scope.choices,
        initial=Assessment.Scope.WHOLE,
        widget=forms.RadioSelect,
    )
    unit = LineField(
        label=gettext_lazy("Name of the unit"),
        required=False,
        help_text=gettext_lazy(
            "Only for a named unit, such as “Department of Surgery”. No patient information."
        ),
    )
    copied_from = CopyableField(
        queryset=Assessment.objects.none(),
        required=False,
        label=gettext_lazy("Begin from the answers of"),
        empty_label=gettext_lazy("None: begin with empty answers"),
        help_text=gettext_lazy(
            "They are shown as suggestions, item by item. Each counts only when somebody has "
            "confirmed it. Where people rate independently, no rater sees them: they stand "
            "beside the ratings when you settle."
        ),
    )
    field_order = (
        "title",
        "period_start",
        "period_end",
        "scope",
        "unit",
        "mode",
        "copied_from",
        "due",
    )
    button = mark("Start the assessment")

    def __init__(self, *args: Any, copyable: Sequence[Assessment] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if copyable:
            found = Assessment.objects.filter(pk__in=[one.pk for one in copyable])
            field = self.fields["copied_from"]
            field.queryset = found.order_by("-started_at", "-pk")  # type: ignore[attr-defined]
        else:
            del self.fields["copied_from"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        whole = data.get("scope") == Assessment.Scope.WHOLE
        if whole and data.get("unit"):
            self.add_error(
                "unit", say("Choose “A named unit” above, or leave the name of the unit empty.")
            )
        nameless = not data.get("unit") and "unit" not in self.errors
        if data.get("scope") == Assessment.Scope.UNIT and nameless:
            self.add_error("unit", say("Give the name of the unit that is assessed."))
        return data


class SponsorForm(forms.Form):
    """`sponsors` are the members who may be asked to sign; `author_may_sign` allows none."""

    sponsor = forms.ModelChoiceField(
        label=gettext_lazy("Who signs"),
        queryset=User.objects.none(),
        help_text=gettext_lazy(
            "An executive sponsor: a member of your organization other than you."
        ),
        error_messages={"required": gettext_lazy("Choose who is to sign.")},
    )

    def __init__(
        self, *args: Any, sponsors: QuerySet[User], author_may_sign: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["sponsor"]
        field.queryset = sponsors  # type: ignore[attr-defined]
        field.empty_label = say("Choose a person")  # type: ignore[attr-defined]
        if author_may_sign:
            field.required = False
            field.empty_label = say("I sign it myself, as its author")  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.add_input(Submit("change", say("Ask this person"), css_class="btn primary"))
        return helper


class SubmitForm(SponsorForm):
    confirm = forms.BooleanField(
        label=gettext_lazy("The answers are as complete and as true as we can make them."),
        error_messages={"required": gettext_lazy("Tick the box to confirm, then submit again.")},
    )


class ReopenForm(forms.Form):
    """For what is signed; `withdrawing` is for what awaits a signature."""

    reason = TextField(
        longest=LONGEST_TEXT,
        label=gettext_lazy("Why is it reopened?"),
        help_text=gettext_lazy(
            "Everyone in the organization can read this in the history. No patient information."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, withdrawing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.withdrawing = withdrawing
        if withdrawing:
            self.fields["reason"].label = say("Why is it taken back?")

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        button = (
            say("Take the assessment back") if self.withdrawing else say("Reopen the assessment")
        )
        helper.add_input(Submit("reopen", button, css_class="btn primary"))
        return helper

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if is_blank(reason):
            raise forms.ValidationError(say("Write a reason that others can read."))
        return reason
