from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy

from commitments.models import FrameworkVersion
from lhs_portal.accounts.forms import one_button
from lhs_portal.lib.wording import say


class CompareForm(forms.Form):
    """Two versions, each by its name in the address."""

    old = forms.ModelChoiceField(
        FrameworkVersion.objects.none(),
        to_field_name="version",
        label=gettext_lazy("The older version"),
        empty_label=gettext_lazy("Choose one"),
        error_messages={
            "required": gettext_lazy("Choose a version."),
            "invalid_choice": gettext_lazy("Choose one of the versions that are shown."),
        },
    )
    new = forms.ModelChoiceField(
        FrameworkVersion.objects.none(),
        to_field_name="version",
        label=gettext_lazy("The newer version"),
        empty_label=gettext_lazy("Choose one"),
        error_messages={
            "required": gettext_lazy("Choose a version."),
            "invalid_choice": gettext_lazy("Choose one of the versions that are shown."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("old", "new"):
            versions = FrameworkVersion.objects.public().defer("frame")
            self.fields[name].queryset = versions  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        helper = one_button(say("Compare"))
        helper.form_method = "get"
        helper.disable_csrf = True
        return helper
