"""The forms by which administrators run a cycle."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from assessments.forms.assessment import DayField
from commitments.models import FrameworkVersion
from lhs_portal.accounts import codes
from lhs_portal.accounts.forms import one_button
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.plain_fields import LineField
from lhs_portal.lib.said_choices import said_choices
from lhs_portal.lib.wording import say
from reports.releases.profile import REGIONS


class CycleForm(forms.Form):
    name = LineField(
        longest=200,
        label=gettext_lazy("Name"),
        help_text=gettext_lazy(
            "Such as “Field cycle 2027”. Organizations and readers of releases see it."
        ),
        error_messages={"required": gettext_lazy("Give the cycle a name.")},
    )
    opens = DayField(
        label=gettext_lazy("First day"),
        help_text=gettext_lazy(
            "What is signed from this day on can take part. On it the cycle opens by itself."
        ),
        error_messages={"required": gettext_lazy("Enter the first day.")},
    )
    closes = DayField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("What is signed on this day can still take part."),
        error_messages={"required": gettext_lazy("Enter the last day.")},
    )
    framework_version = forms.ModelChoiceField(
        FrameworkVersion.objects.none(),
        label=gettext_lazy("Framework version"),
        empty_label=None,
        help_text=gettext_lazy("All that take part measure with this version."),
    )

    def __init__(self, *args: Any, button: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.button = button or say("Save the cycle")
        versions = FrameworkVersion.objects.in_use().defer("frame")
        self.fields["framework_version"].queryset = versions  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        return one_button(self.button)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        opens, closes = data.get("opens"), data.get("closes")
        if opens and closes and closes < opens:
            self.add_error("closes", say("Choose a day that is not before the first one."))
        elif closes and closes < timezone.localdate():
            self.add_error("closes", say("Choose today or a later day."))
        return data


class NewCycleForm(CycleForm):
    once = OnceField()


class ClosingForm(forms.Form):
    closes = DayField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy(
            "Today closes the cycle tonight (UTC). What is signed until then takes part."
        ),
        error_messages={"required": gettext_lazy("Enter the last day.")},
    )

    @property
    def helper(self) -> FormHelper:
        return one_button(say("Move the last day"))


class FilterField(forms.ChoiceField):
    one_of = True  # so that its label does not say "optional"


def _choice(label: Any, choices: list[tuple[str, Any]]) -> FilterField:
    return FilterField(label=label, required=False, choices=[("", gettext_lazy("All")), *choices])


class AttributesForm(forms.Form):
    """Which organizations are looked at. It is not valid with a value that is none."""

    sector = _choice(gettext_lazy("Sector"), said_choices(codes.Sector))
    size_band = _choice(gettext_lazy("Size"), said_choices(codes.SizeBand))
    region = _choice(
        gettext_lazy("Census region"),
        [(code, gettext_lazy(name)) for code, (name, _) in REGIONS.items()],
    )
    ownership = _choice(gettext_lazy("Ownership"), said_choices(codes.Ownership))
    rurality = _choice(gettext_lazy("Setting"), said_choices(codes.Rurality))

    def filters(self) -> dict[str, str]:
        self.full_clean()
        return {name: text for name, text in self.cleaned_data.items() if text}
