from django import forms
from django.http import HttpRequest

from lhs_portal.accounts.models import User


class SignupForm(forms.Form):
    """What signing up asks besides e-mail and password."""

    name = forms.CharField(max_length=200, label="Your name")

    def signup(self, request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
