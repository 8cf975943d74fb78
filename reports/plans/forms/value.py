"""The form of one number in a value case. Nothing in it is prefilled."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from assessments.forms.assessment import NO_PATIENTS
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.plain_fields import LineField
from lhs_portal.lib.wording import say
from reports.plans.actions.value import ValueContent
from reports.plans.value_arithmetic import PERIODS

_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]{1,4})?")
MOST = Decimal(10**11)


class NumberField(forms.CharField):
    """A number as people write it: 6,000 or 12.5. Not negative, with at most four decimals."""

    def __init__(self, *, most: Decimal = MOST, places: int = 4, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **kwargs
        )
        self.most, self.places = most, places

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise forms.ValidationError(
                say("Write the number alone, such as 6,000 or 12.5, with at most four decimals.")
            )
        number = Decimal(text.replace(",", ""))
        if number >= MOST or number > self.most:
            raise forms.ValidationError(
                say("Use a number of less than 100 billion.")
                if self.most == MOST
                else say("Use a number of at most {most}.", most=self.most)
            )
        if number != round(number, self.places):
            raise forms.ValidationError(say("Use at most {places} decimals.", places=self.places))
        return number


class ValueForm(forms.Form):
    """`seen` is the version that its author saw."""

    once = OnceField()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    label = LineField(
        label=gettext_lazy("What you count"),
        help_text=format_lazy(
            "{} {}",
            gettext_lazy("Such as “Falls with injury in our wards”."),
            gettext_lazy(NO_PATIENTS),
        ),
        error_messages={"required": gettext_lazy("Say what you count.")},
    )
    quantity = NumberField(
        label=gettext_lazy("How many"),
        help_text=gettext_lazy("The number alone, such as 120."),
        error_messages={"required": gettext_lazy("Enter how many.")},
    )
    unit = LineField(
        label=gettext_lazy("Of what"),
        longest=60,
        help_text=gettext_lazy("In the plural, such as “falls”, “hours”, or “repeated tests”."),
        error_messages={"required": gettext_lazy("Say of what.")},
    )
    period = forms.ChoiceField(
        label=gettext_lazy("In which time"),
        choices=[
            ("", gettext_lazy("Choose one")),
            *((code, gettext_lazy(name)) for code, name in PERIODS.items()),
        ],
        error_messages={
            "required": gettext_lazy("Choose in which time."),
            "invalid_choice": gettext_lazy("Choose one of the list."),
        },
    )
    value = NumberField(
        label=gettext_lazy("What one of them stands for"),
        help_text=gettext_lazy("The number alone, such as 6,000."),
        error_messages={"required": gettext_lazy("Enter what one of them stands for.")},
    )
    value_unit = LineField(
        label=gettext_lazy("In which unit"),
        longest=60,
        help_text=gettext_lazy("Such as “$”, “hours”, or “days in bed”."),
        error_messages={"required": gettext_lazy("Say in which unit.")},
    )
    share = NumberField(
        label=gettext_lazy("A share to think about, in percent"),
        required=False,
        most=Decimal(100),
        places=2,
        help_text=gettext_lazy(
            "Your own “what if”, such as 10. Nobody says that it will come about."
        ),
    )
    source = LineField(
        label=gettext_lazy("Where the numbers are from"),
        longest=500,
        help_text=gettext_lazy(
            "Such as “Incident system, fiscal year 2026; cost from finance, May 2026”."
        ),
        error_messages={
            "required": gettext_lazy("Say where the numbers are from, so that others can check.")
        },
    )

    def clean_share(self) -> Decimal | None:
        share: Decimal | None = self.cleaned_data["share"]
        if share == 0:
            raise forms.ValidationError(say("Leave it empty, or enter more than 0."))
        return share

    @property
    def content(self) -> ValueContent:
        """Of a valid form."""
        names = ("label", "quantity", "unit", "period", "value", "value_unit", "share", "source")
        return ValueContent(**{name: self.cleaned_data[name] for name in names})
