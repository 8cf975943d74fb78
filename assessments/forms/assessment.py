"""The forms about an assessment as a whole; answers and targets have `entries`."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from assessments.changes import LONGEST_TEXT
from assessments.models import Assessment
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.plain_fields import LineField, TextField
from lhs_portal.lib.plain_text import is_blank

FIRST_YEAR = 1990
LAST_YEAR = 2100
NO_PATIENTS = "No patient information."


class DayField(forms.DateField):
    """A day that a person could mean: a slip such as the year 226 is told, not stored."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise forms.ValidationError(f"Choose a year from {FIRST_YEAR} to {LAST_YEAR}.")


class EditForm(forms.Form):
    title = LineField(
        label="Title",
        help_text=f"Such as “Baseline 2026”. It heads the report. {NO_PATIENTS}",
        error_messages={"required": "Give the assessment a title."},
    )
    period_start = DayField(
        label="First day",
        help_text="The answers describe the time from this day on.",
        error_messages={"required": "Enter the first day of the time that is described."},
    )
    period_end = DayField(
        label="Last day",
        help_text="It may lie ahead: levels describe what is true on the day of the answer.",
        error_messages={"required": "Enter the last day of the time that is described."},
    )
    due = DayField(
        label="Due", required=False, help_text="The day on which you want to be finished."
    )
    button = "Save"

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_id = "assessment-form"
        helper.add_input(Submit("save", self.button, css_class="btn primary"))
        return helper

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        start, end = data.get("period_start"), data.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", "Choose a day that is not before the first one.")
        return data


class StartForm(EditForm):
    once = OnceField()
    scope = forms.ChoiceField(
        label="What is assessed",
        choices=Assessment.Scope.choices,
        initial=Assessment.Scope.WHOLE,
        widget=forms.RadioSelect,
    )
    unit = LineField(
        label="Name of the unit",
        required=False,
        help_text=f"Only for a named unit, such as “Department of Surgery”. {NO_PATIENTS}",
    )
    field_order = ("title", "period_start", "period_end", "scope", "unit", "due")
    button = "Start the assessment"

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        whole = data.get("scope") == Assessment.Scope.WHOLE
        if whole and data.get("unit"):
            self.add_error(
                "unit", "Choose “A named unit” above, or leave the name of the unit empty."
            )
        nameless = not data.get("unit") and "unit" not in self.errors
        if data.get("scope") == Assessment.Scope.UNIT and nameless:
            self.add_error("unit", "Give the name of the unit that is assessed.")
        return data


class SubmitForm(forms.Form):
    confirm = forms.BooleanField(
        label="The answers are as complete and as true as we can make them.",
        error_messages={"required": "Tick the box to confirm, then submit again."},
    )


class ReopenForm(forms.Form):
    reason = TextField(
        longest=LONGEST_TEXT,
        label="Why is it reopened?",
        help_text=f"Everyone in the organization can read this in the history. {NO_PATIENTS}",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.add_input(Submit("reopen", "Reopen the assessment", css_class="btn primary"))
        return helper

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if is_blank(reason):
            raise forms.ValidationError("Write a reason that others can read.")
        return reason
