"""The form with which a lead takes an assessment to another framework version."""

from django import forms
from django.utils.translation import gettext_lazy

from commitments.models import FrameworkVersion
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.wording import say


class MigrateForm(forms.Form):
    """`target` is the version that was shown, which need not be the newest any more."""

    target = forms.CharField(
        max_length=40,
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("No version was sent. Nothing was changed: try again.")
        },
    )
    once = OnceField()

    def clean_target(self) -> FrameworkVersion:
        wanted: str = self.cleaned_data["target"]
        found = FrameworkVersion.objects.public().defer("frame").filter(version=wanted).first()
        if found is None:
            raise forms.ValidationError(
                say("There is no such published version. Nothing was changed.")
            )
        return found
