"""The forms by which administrators run a cycle."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone

from assessments.forms.assessment import DayField
from commitments.models import FrameworkVersion
from lhs_portal.accounts import codes
from lhs_portal.accounts.forms import one_button
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.plain_fields import LineField
from reports.releases.profile import REGIONS


class CycleForm(forms.Form):
    name = LineField(
        longest=200,
        label="Name",
        help_text="Such as “Field cycle 2027”. Organizations and readers of releases see it.",
        error_messages={"required": "Give the cycle a name."},
    )
    opens = DayField(
        label="First day",
        help_text="What is signed from this day on can take part. On it the cycle opens by itself.",
        error_messages={"required": "Enter the first day."},
    )
    closes = DayField(
        label="Last day",
        help_text="What is signed on this day can still take part.",
        error_messages={"required": "Enter the last day."},
    )
    framework_version = forms.ModelChoiceField(
        FrameworkVersion.objects.none(),
        label="Framework version",
        empty_label=None,
        help_text="All that take part measure with this version.",
    )

    def __init__(self, *args: Any, button: str = "Save the cycle", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.button = button
        versions = FrameworkVersion.objects.in_use().defer("frame")
        self.fields["framework_version"].queryset = versions  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        return one_button(self.button)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        opens, closes = data.get("opens"), data.get("closes")
        if opens and closes and closes < opens:
            self.add_error("closes", "Choose a day that is not before the first one.")
        elif closes and closes < timezone.localdate():
            self.add_error("closes", "Choose today or a later day.")
        return data


class NewCycleForm(CycleForm):
    once = OnceField()


class ClosingForm(forms.Form):
    closes = DayField(
        label="Last day",
        help_text="Today closes the cycle tonight (UTC). What is signed until then takes part.",
        error_messages={"required": "Enter the last day."},
    )
    helper = one_button("Move the last day")


class FilterField(forms.ChoiceField):
    one_of = True  # so that its label does not say "optional"


def _choice(label: str, choices: list[tuple[str, str]]) -> FilterField:
    return FilterField(label=label, required=False, choices=[("", "All"), *choices])


class AttributesForm(forms.Form):
    """Which organizations are looked at. It is not valid with a value that is none."""

    sector = _choice("Sector", codes.Sector.choices)
    size_band = _choice("Size", codes.SizeBand.choices)
    region = _choice("Census region", [(code, name) for code, (name, _) in REGIONS.items()])
    ownership = _choice("Ownership", codes.Ownership.choices)
    rurality = _choice("Setting", codes.Rurality.choices)

    def filters(self) -> dict[str, str]:
        self.full_clean()
        return {name: text for name, text in self.cleaned_data.items() if text}
