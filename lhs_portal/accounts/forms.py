"""What people type about themselves, their organization and their colleagues."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lhs_portal.accounts import codes
from lhs_portal.accounts.languages import language_known
from lhs_portal.accounts.models import ParentSystem, User
from lhs_portal.lib.languages import INTERFACE, SOURCE, language
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.plain_fields import LineField
from lhs_portal.lib.said_choices import said_choices
from lhs_portal.lib.wording import say


def one_button(button: str, *, kind: str = "primary") -> FormHelper:
    """A form that posts to its own page with one button."""
    made = FormHelper()
    made.add_input(Submit("", button, css_class=f"btn {kind}"))
    return made


class SignupForm(forms.Form):
    """What signing up asks besides e-mail and password."""

    name = LineField(
        label=_("Your name"),
        help_text=_("As your colleagues know it. They see it beside what you do."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def signup(self, _request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data["name"]
        # Mails to whoever signed up in another language come in it, too.
        user.language = "" if language() == SOURCE else language_known(language())
        user.save(update_fields=["name", "language"])


class PersonForm(forms.Form):
    name = LineField(label=_("Your name"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    number_keys = forms.BooleanField(
        label=_("Choose a level with the number keys"),
        required=False,
        help_text=_(
            "While an item has focus, 0 to 4 choose its level. Turn this off if keys get pressed "
            "by accident, for example with speech input."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("As the browser wishes")), *INTERFACE.items()],
        help_text=_("Of the pages and of the mails that you get."),
    )

    @property
    def helper(self) -> FormHelper:
        return one_button(say("Save"))


def choice(choices: type[TextChoices], label: Any, help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=[("", _("Choose one")), *said_choices(choices)], label=label, help_text=help_text
    )


class OrganizationForm(forms.Form):
    """The fields of PROFILE."""

    name = LineField(
        label=_("Name of the organization"),
        help_text=_("The full name, as people outside know it."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    sector = choice(
        codes.Sector, _("Sector"), _("The sectors of the Shared Commitments. Choose the main one.")
    )
    type = choice(codes.OrganizationType, _("Type of organization"))
    size_band = choice(codes.SizeBand, _("People employed"), _("As full-time equivalents."))
    census_division = choice(
        codes.CensusDivision,
        _("Where it mainly works"),
        _("The divisions of the US Census Bureau."),
    )
    ownership = choice(codes.Ownership, _("Ownership"))
    rurality = choice(codes.Rurality, _("The communities that it serves"))
    parent_claimed = LineField(
        label=_("Parent system"),
        required=False,
        help_text=_(
            "The health system or company that owns it. Leave this empty if there is none."
        ),
    )

    def __init__(self, *args: Any, button: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = one_button(button or say("Register"))


class RegistrationForm(OrganizationForm):
    once = OnceField()


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(
        choices=said_choices(codes.Role),
        initial=codes.Role.CONTRIBUTOR,
        widget=forms.RadioSelect,
        help_text=_("Leads do everything, and submit. Contributors answer. Readers look."),
    )

    @property
    def helper(self) -> FormHelper:
        return one_button(say("Send the invitation"))


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        choices=said_choices(codes.Role),
        widget=forms.RadioSelect,
        help_text=_("Leads do everything, and submit. Contributors answer. Readers look."),
    )

    @property
    def helper(self) -> FormHelper:
        return one_button(say("Change the role"))


class VerificationForm(forms.Form):
    """The parent: a known one, or a new one, or none."""

    parent = forms.ModelChoiceField(
        ParentSystem.objects.order_by("name"),
        label=_("A parent system that is known here"),
        required=False,
        empty_label=_("None"),
    )
    new_parent = LineField(
        label=_("Or the name of a new parent system"),
        required=False,
        help_text=_("Compare it with the list first: two spellings would count as two systems."),
    )

    @property
    def helper(self) -> FormHelper:
        return one_button(say("Confirm the organization"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("parent") and cleaned.get("new_parent"):
            self.add_error(
                "new_parent", say("Choose a known parent system or name a new one, not both.")
            )
        return cleaned

    def chosen(self) -> ParentSystem | str | None:
        return self.cleaned_data["parent"] or self.cleaned_data["new_parent"] or None


class FindForm(forms.Form):
    """An organization of the list by a part of its name."""

    q = LineField(label=_("Name, or a part of it"), required=False)


class GrantForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address of the account"), help_text=_("It must be a confirmed address.")
    )
    role = forms.ChoiceField(choices=said_choices(codes.PortalRole))

    @property
    def helper(self) -> FormHelper:
        return one_button(say("Give the role"))


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
            raise forms.ValidationError(say("This is not the same text. Nothing was deleted."))
        return typed
