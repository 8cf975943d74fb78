from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from commitments.document_shape import VERSION_PATTERN
from commitments.exchange.uploads import ExchangeField
from commitments.models import FrameworkVersion
from lhs_portal.lib.plain_fields import LineField
from lhs_portal.lib.wording import say


class ImportForm(forms.Form):
    file = ExchangeField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A workbook (.xlsx), a YAML file or a JSON file, as exported here."),
    )


class NewDraftForm(ImportForm):
    """`version` empty: the one that the file names."""

    base = forms.ModelChoiceField(
        queryset=FrameworkVersion.objects.public(),
        label=gettext_lazy("It is compared with"),
        empty_label=None,
        help_text=gettext_lazy("The published version that the draft goes on from."),
    )
    version = LineField(
        label=gettext_lazy("Name of the draft"),
        longest=40,
        required=False,
        help_text=gettext_lazy("Such as 2025.1. Without one, the version that the file names."),
    )
    field_order = ("file", "base", "version")

    def clean_version(self) -> str:
        version: Any = self.cleaned_data["version"]
        if version and not VERSION_PATTERN.fullmatch(version):
            raise forms.ValidationError(
                say("A version is named by at most 40 digits, letters, dots and hyphens: 2025.1")
            )
        return str(version)
