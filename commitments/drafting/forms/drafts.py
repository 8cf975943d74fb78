from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy

from commitments.models import FrameworkVersion
from lhs_portal.accounts.forms import one_button
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.plain_fields import LineField
from lhs_portal.lib.wording import say


class NewDraftForm(forms.Form):
    version = LineField(
        longest=40,
        label=gettext_lazy("Name of the new version"),
        help_text=gettext_lazy("Such as 2025.1. It is in the address of the version for ever."),
        error_messages={"required": gettext_lazy("Name the version.")},
    )
    base = forms.ModelChoiceField(
        FrameworkVersion.objects.none(),
        label=gettext_lazy("Version that it starts from"),
        empty_label=None,
        help_text=gettext_lazy("The draft begins as a copy of it. The version itself stays."),
        error_messages={
            "required": gettext_lazy("Choose a version."),
            "invalid_choice": gettext_lazy("Choose one of the versions that are shown."),
        },
    )
    once = OnceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Those in use before those that were withdrawn from it, the newest first.
        versions = FrameworkVersion.objects.public().defer("frame")
        versions = versions.order_by("status", "-published_at", "-id")
        self.fields["base"].queryset = versions  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        return one_button(say("Start the draft"))
