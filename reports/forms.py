from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy


class ReportSettingsForm(forms.Form):
    leave_out_notes = forms.BooleanField(
        label=gettext_lazy("Leave out the notes beside the answers"),
        required=False,
        help_text=gettext_lazy(
            "The notes of actions in the plan are left out too. Reasons why something is not "
            "applicable, and how contested items were settled, stay: the scores rest on them."
        ),
    )
    leave_out_evidence_names = forms.BooleanField(
        label=gettext_lazy("Leave out the names of evidence"),
        required=False,
        help_text=gettext_lazy(
            "The report then says that there is evidence, and how much, without titles, file "
            "names and addresses."
        ),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the framework’s texts"), required=False
    )

    def __init__(self, *args: Any, languages: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`languages` are code and name. With one there is nothing to choose."""
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        if len(languages) < 2:
            del self.fields["language"]
