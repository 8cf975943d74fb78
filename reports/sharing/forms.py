from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from assessments.forms.assessment import DayField
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.plain_fields import LineField
from lhs_portal.lib.wording import say
from reports.sharing.actions import LONGEST

PAGE = "page"
SHORTEST_PASSWORD = 8


class ShareForm(forms.Form):
    once = OnceField()
    label = LineField(
        longest=120,
        label=gettext_lazy("For whom"),
        help_text=gettext_lazy("Such as “Board, March meeting”. Only your organization sees it."),
        error_messages={
            "required": gettext_lazy("Say for whom the link is, so that you know it again.")
        },
    )
    shows = forms.MultipleChoiceField(
        label=gettext_lazy("What it shows"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one thing to show.")},
    )
    last_day = DayField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("After it the link opens nothing. A year from now at most."),
        error_messages={"required": gettext_lazy("Choose the last day on which the link opens.")},
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        required=False,
        max_length=200,
        strip=False,
        help_text=gettext_lazy(
            "At least 8 characters. Tell it to your readers in another way than the link."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shows"].choices = choices  # type: ignore[attr-defined]
        self.fields["shows"].initial = [PAGE]
        self.fields["last_day"].initial = timezone.localdate() + timedelta(days=30)

    def clean_last_day(self) -> Any:
        day = self.cleaned_data["last_day"]
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError(say("Choose today or a later day."))
        if day > today + LONGEST:
            raise forms.ValidationError(say("Choose a day within a year from now."))
        return day

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password and len(password) < SHORTEST_PASSWORD:
            raise forms.ValidationError(
                say(
                    "Use at least {number} characters, or leave it empty.",
                    number=SHORTEST_PASSWORD,
                )
            )
        return password

    def arguments(self) -> dict[str, Any]:
        """As `share_report` takes them."""
        cleaned = self.cleaned_data
        return {
            "label": cleaned["label"],
            "with_page": PAGE in cleaned["shows"],
            "files": [kind for kind in cleaned["shows"] if kind != PAGE],
            "last_day": cleaned["last_day"],
            "password": cleaned["password"],
            "once": cleaned["once"],
        }


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Enter the password of this link.")},
    )
