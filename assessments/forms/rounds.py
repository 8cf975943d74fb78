"""The forms of the lead's side of independent rating."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from assessments.actions.join_links import LIMIT
from assessments.changes import LONGEST_TEXT
from assessments.forms.assessment import DayField
from commitments.rating_guide import RoleGroup
from lhs_portal.lib.plain_fields import TextField
from lhs_portal.lib.plain_text import fault_in_line, is_blank
from lhs_portal.lib.wording import mark, say

MOST_ADDRESSES = 50
MOST_FAULTS = 10
LONGEST_ADDRESS = 254
SHOWN = 80
LONGEST_ROUND = timedelta(days=366)
LARGEST_LIMIT = 500
IN_BRACKETS = re.compile(r".*<(?P<address>[^<>]*)>", re.DOTALL)

Choices = Sequence[tuple[str, str]]


class AddressesField(forms.CharField):
    """Several e-mail addresses, each on its own line or after a comma; a name may stand before it.

    The cleaned value is a list in lower case, each address once.
    """

    widget = forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"})

    def clean(self, value: Any) -> list[str]:
        text: str = super().clean(value)
        addresses: dict[str, None] = {}
        faults: list[str] = []
        for number, part in _parts(text):
            found = IN_BRACKETS.fullmatch(part)
            address = (found["address"] if found else part).strip().lower()
            if is_address(address):
                addresses[address] = None
            elif len(faults) == MOST_FAULTS:
                faults.append(say("There are more such faults."))
                break
            else:
                faults.append(
                    say(
                        "Line {number}: “{text}” is not an e-mail address.",
                        number=number,
                        text=_shown(part),
                    )
                )
        if not faults and not addresses:
            faults.append(say("Enter at least one e-mail address."))
        if len(addresses) > MOST_ADDRESSES:
            faults.append(
                say(
                    "Invite at most {most} people at once: these are {found}.",
                    most=MOST_ADDRESSES,
                    found=len(addresses),
                )
            )
        if faults:
            raise forms.ValidationError(faults)
        return list(addresses)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """What may be one address, with the number of its line."""
    for number, line in enumerate(text.splitlines(), start=1):
        for part in re.split("[,;]", line):
            if part.strip():
                yield number, part.strip()


def is_address(text: str) -> bool:
    if len(text) > LONGEST_ADDRESS or fault_in_line(text):
        return False
    try:
        validate_email(text)
    except forms.ValidationError:
        return False
    return True


def _shown(text: str) -> str:
    """What cannot be shown in a line is left out; all of it is still in the field above."""
    short = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return "".join(letter for letter in short if not fault_in_line(f"x{letter}"))


class SectionsField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, choices: Choices, initial: Sequence[str]) -> None:
        super().__init__(
            label=gettext_lazy("Sections to rate"),
            choices=choices,
            initial=list(initial),
            help_text=gettext_lazy("Chosen are those that this role group can know."),
            error_messages={"required": gettext_lazy("Choose at least one section.")},
        )


class InviteForm(forms.Form):
    emails = AddressesField(
        label=gettext_lazy("E-mail addresses"),
        help_text=gettext_lazy("One on each line. Each person gets a personal link."),
        error_messages={"required": gettext_lazy("Enter at least one e-mail address.")},
    )

    def __init__(self, *args: Any, sections: Choices, chosen: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sections"] = SectionsField(sections, chosen)


class JoinLinkForm(forms.Form):
    """Without `sections` each person chooses a role group, and rates what that can know."""

    limit = forms.IntegerField(
        label=gettext_lazy("How many people can use it"),
        min_value=1,
        max_value=LARGEST_LIMIT,
        initial=LIMIT,
        help_text=gettext_lazy("After that the link says that all places are taken."),
    )

    def __init__(self, *args: Any, sections: Choices, chosen: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sections:
            self.fields["sections"] = SectionsField(sections, chosen)


class JoinForm(forms.Form):
    """A person says who she is."""

    role_group = forms.ChoiceField(
        label=gettext_lazy("Which of these are you?"),
        help_text=gettext_lazy("Choose the one that fits best. It cannot be changed later."),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the group that fits best.")},
    )

    def __init__(self, *args: Any, role_groups: Sequence[RoleGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role_group"].choices = [  # type: ignore[attr-defined]
            (group.code, format_html("<span><b>{}</b><br>{}</span>", group.name, group.who))
            for group in role_groups
        ]


class ClosingDateField(DayField):
    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Closing date"),
            help_text=gettext_lazy(
                "The last day for ratings. You close the round yourself, on this day or later."
            ),
            error_messages={"required": gettext_lazy("Enter the last day for ratings.")},
        )

    def validate(self, value: Any) -> None:
        super().validate(value)
        today = timezone.localdate()
        if value and value < today:
            raise forms.ValidationError(say("Choose a day that is not in the past."))
        if value and value > today + LONGEST_ROUND:
            raise forms.ValidationError(say("Choose a day within a year."))


class RoundForm(forms.Form):
    closes_on = ClosingDateField()
    button = mark("Open the round")

    def __init__(self, *args: Any, button: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.button = button or self.button

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.add_input(Submit("save", say(self.button), css_class="btn primary"))
        return helper


class ReopenRoundForm(RoundForm):
    reason = TextField(
        longest=LONGEST_TEXT,
        label=gettext_lazy("Why is it opened again?"),
        help_text=gettext_lazy(
            "Everyone in the organization can read this in the history. No patient information."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write a reason that others can read.")},
    )
    button = mark("Open the round again")
    field_order = ("reason", "closes_on")

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if is_blank(reason):
            raise forms.ValidationError(say("Write a reason that others can read."))
        return reason
