"""What people type about themselves, their organization and their colleagues."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.db.models import TextChoices
from django.http import HttpRequest

from lhs_portal.accounts import codes
from lhs_portal.accounts.models import ParentSystem, User
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.plain_fields import LineField


def one_button(button: str, *, kind: str = "primary") -> FormHelper:
    """A form that posts to its own page with one button."""
    made = FormHelper()
    made.add_input(Submit("", button, css_class=f"btn {kind}"))
    return made


class SignupForm(forms.Form):
    """What signing up asks besides e-mail and password."""

    name = LineField(
        label="Your name",
        help_text="As your colleagues know it. They see it beside what you do.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def signup(self, _request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])


class PersonForm(forms.Form):
    name = LineField(label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    number_keys = forms.BooleanField(
        label="Choose a level with the number keys",
        required=False,
        help_text="While an item has focus, 0 to 4 choose its level. Turn this off if keys get "
        "pressed by accident, for example with speech input.",
    )
    helper = one_button("Save")


def choice(choices: type[TextChoices], label: str, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=[("", "Choose one"), *choices.choices], label=label, help_text=help_text
    )


class OrganizationForm(forms.Form):
    """The fields of PROFILE."""

    name = LineField(
        label="Name of the organization",
        help_text="The full name, as people outside know it.",
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    sector = choice(
        codes.Sector, "Sector", "The sectors of the Shared Commitments. Choose the main one."
    )
    type = choice(codes.OrganizationType, "Type of organization")
    size_band = choice(codes.SizeBand, "People employed", "As full-time equivalents.")
    census_division = choice(
        codes.CensusDivision,
        "Where it mainly works",
        "The divisions of the US Census Bureau.",
    )
    ownership = choice(codes.Ownership, "Ownership")
    rurality = choice(codes.Rurality, "The communities that it serves")
    parent_claimed = LineField(
        label="Parent system",
        required=False,
        help_text="The health system or company that owns it. Leave this empty if there is none.",
    )

    def __init__(self, *args: Any, button: str = "Register", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_button(button)


class RegistrationForm(OrganizationForm):
    once = OnceField()


class InvitationForm(forms.Form):
    email = forms.EmailField(label="E-mail address", max_length=254)
    role = forms.ChoiceField(
        choices=codes.Role.choices,
        initial=codes.Role.CONTRIBUTOR,
        widget=forms.RadioSelect,
        help_text="Leads do everything, and submit. Contributors answer. Readers look.",
    )
    helper = one_button("Send the invitation")


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        choices=codes.Role.choices,
        widget=forms.RadioSelect,
        help_text="Leads do everything, and submit. Contributors answer. Readers look.",
    )
    helper = one_button("Change the role")


class VerificationForm(forms.Form):
    """The parent: a known one, or a new one, or none."""

    parent = forms.ModelChoiceField(
        ParentSystem.objects.order_by("name"),
        label="A parent system that is known here",
        required=False,
        empty_label="None",
    )
    new_parent = LineField(
        label="Or the name of a new parent system",
        required=False,
        help_text="Compare it with the list first: two spellings would count as two systems.",
    )
    helper = one_button("Confirm the organization")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("parent") and cleaned.get("new_parent"):
            self.add_error(
                "new_parent", "Choose a known parent system or name a new one, not both."
            )
        return cleaned

    def chosen(self) -> ParentSystem | str | None:
        return self.cleaned_data["parent"] or self.cleaned_data["new_parent"] or None


class FindForm(forms.Form):
    """An organization of the list by a part of its name."""

    q = LineField(label="Name, or a part of it", required=False)


class GrantForm(forms.Form):
    email = forms.EmailField(
        label="E-mail address of the account", help_text="It must be a confirmed address."
    )
    role = forms.ChoiceField(choices=codes.PortalRole.choices)
    helper = one_button("Give the role")


class ConfirmationForm(forms.Form):
    """Something final: the person types what is to go."""

    typed = forms.CharField(strip=True)

    def __init__(self, *args: Any, expected: str, label: str, button: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected
        self.fields["typed"].label = label
        self.fields["typed"].widget.attrs["autocomplete"] = "off"
        self.helper = one_button(button, kind="danger")

    def clean_typed(self) -> str:
        typed: str = self.cleaned_data["typed"]
        if typed != self.expected.strip():
            raise forms.ValidationError("This is not the same text. Nothing was deleted.")
        return typed
