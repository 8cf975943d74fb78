"""The small forms of the board."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from lhs_portal.lib.wording import say

NOBODY = "nobody"


class OwnerForm(forms.Form):
    """Whose actions are shown. An owner that there is not shows all."""

    owner = forms.ChoiceField(label=gettext_lazy("Show the actions of"), required=False)

    def __init__(self, *args: Any, owners: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.choices = [("", say("Everybody")), *owners]

    @property
    def wanted(self) -> str:
        return str(self.cleaned_data["owner"]) if self.is_valid() else ""
