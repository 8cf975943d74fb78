"""allauth's forms in the portal's words: labels instead of placeholders, which vanish."""

from typing import Any

from allauth.account import forms
from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lhs_portal.accounts.models import User

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "remember": _("Stay signed in on this computer"),
    "oldpassword": _("Current password"),
    "password2": _("The same again"),
}
NEW_PASSWORD = _("At least 10 characters. No common password, and not like your name or address.")


class PlainWords:
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
        if "password1" in self.fields:
            self.fields["password1"].help_text = NEW_PASSWORD


class LoginForm(PlainWords, forms.LoginForm):  # type: ignore[misc]
    pass


class SignupForm(PlainWords, forms.SignupForm):  # type: ignore[misc]
    field_order = ("name", "email", "password1")

    def clean(self) -> dict[str, Any]:
        """allauth compares the password with the address alone: there is no account yet."""
        cleaned: dict[str, Any] = super().clean()
        person = User(name=cleaned.get("name", ""))
        try:
            UserAttributeSimilarityValidator(["name"]).validate(
                cleaned.get("password1", ""), person
            )
        except ValidationError as error:
            self.add_error("password1", error)
        return cleaned


class AddEmailForm(PlainWords, forms.AddEmailForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(PlainWords, forms.ChangePasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(PlainWords, forms.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(PlainWords, forms.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(PlainWords, forms.ReauthenticateForm):  # type: ignore[misc]
    pass
