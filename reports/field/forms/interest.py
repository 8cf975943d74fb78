"""The public form, and what administrators say to an answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from assessments.forms.assessment import NO_PATIENTS
from assessments.queries import newest_framework
from commitments.models import FrameworkVersion
from commitments.queries import load_spoken_definition
from lhs_portal.accounts import codes
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.plain_fields import LineField, TextField
from lhs_portal.lib.said_choices import said_choices
from lhs_portal.lib.wording import mark, say
from reports.field.forms.cycles import FilterField
from reports.field.interest_codes import KINDS, ORGANIZATION, STATES, WISHES
from reports.field.models import FieldCycle
from reports.plans.codes import BARRIERS, OTHER

LONGEST_WORDS = 5_000
QUESTION = mark(
    "How are you or your organization interested in becoming, or working toward becoming, a "
    "Learning Health System?"
)


BAITED = mark("This looked as if a program had filled it in. If you are a person, send it again.")


class BaitField(forms.CharField):
    """No person sees it; programs that fill in every field fill it in too."""

    def __init__(self) -> None:
        super().__init__(
            required=False,
            strip=False,
            label=gettext_lazy("Leave this empty"),
        )


def several(label: Any, choices: dict[str, str], help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=[(code, gettext_lazy(name)) for code, name in choices.items()],
        required=False,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )


class InterestForm(forms.Form):
    once = OnceField()
    kind = forms.ChoiceField(
        label=gettext_lazy("How do you answer?"),
        choices=[(code, gettext_lazy(name)) for code, name in KINDS.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose one: as a person, or for an organization.")
        },
    )
    name = LineField(
        label=gettext_lazy("Your name"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": gettext_lazy("Enter your name, so that we know whom to answer.")
        },
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        help_text=gettext_lazy("We answer to it, and use it for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": gettext_lazy("Enter the address to which we can answer.")},
    )
    organization_name = LineField(
        label=gettext_lazy("Name of the organization"),
        required=False,
        help_text=gettext_lazy("If you answer for one."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    sector = forms.ChoiceField(
        label=gettext_lazy("Sector"),
        required=False,
        choices=[("", gettext_lazy("Choose one")), *said_choices(codes.Sector)],
        help_text=gettext_lazy("The sectors of the Shared Commitments. Choose the main one."),
    )
    commitments = several(
        gettext_lazy("Which commitments matter most to you?"),
        {},
        gettext_lazy("Of the ten Shared Commitments."),
    )
    barriers = several(
        gettext_lazy("What stands in the way?"),
        {code: name for code, name in BARRIERS.items() if code != OTHER},
    )
    barrier_words = TextField(
        longest=LONGEST_WORDS,
        label=gettext_lazy("What else stands in the way, in your own words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    wishes = several(gettext_lazy("What would you like to do?"), WISHES)
    words = TextField(
        longest=LONGEST_WORDS,
        label=gettext_lazy(QUESTION),
        required=False,
        help_text=gettext_lazy(NO_PATIENTS),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    website = BaitField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version: FrameworkVersion | None = newest_framework()
        if self.version is None:
            del self.fields["commitments"]
            return
        definition = load_spoken_definition(self.version)
        self.fields["commitments"].choices = [  # type: ignore[attr-defined]
            (one.code, str(one.name)) for one in definition.commitments
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") == ORGANIZATION:
            if not data.get("organization_name") and "organization_name" not in self.errors:
                self.add_error("organization_name", say("Enter the name of the organization."))
            if not data.get("sector") and "sector" not in self.errors:
                self.add_error("sector", say("Choose the main sector of the organization."))
        if data.get("website"):
            # The page shows the field empty again: a person's next press goes through.
            self.add_error(None, say(BAITED))
        return data

    def content(self) -> dict[str, Any]:
        """As `send_interest` takes it."""
        content = {name: self.cleaned_data[name] for name in self.fields if name != "website"}
        content["framework_version"] = self.version.version if self.version else ""
        return content


class InviteForm(forms.Form):
    cycle = forms.ModelChoiceField(
        FieldCycle.objects.none(),
        label=gettext_lazy("And to a cycle"),
        required=False,
        empty_label=gettext_lazy("To no cycle"),
    )

    def __init__(self, *args: Any, cycles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cycle"].queryset = cycles  # type: ignore[attr-defined]


class SearchField(forms.CharField):
    one_of = True  # so that its label does not say "optional"


class ShowForm(forms.Form):
    """What an administrator looks for; a value that is none shows the same as nothing."""

    state = FilterField(
        label=gettext_lazy("State"),
        required=False,
        choices=[
            ("", gettext_lazy("All")),
            *((code, gettext_lazy(name)) for code, name in STATES.items()),
        ],
    )
    q = SearchField(
        label=gettext_lazy("Name, address or organization"),
        required=False,
        max_length=200,
        strip=True,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def asked(self, name: str) -> str:
        self.full_clean()
        return str(self.cleaned_data.get(name) or "")
