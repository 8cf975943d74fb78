from typing import Any

from django import forms
from django.utils.html import format_html

from reports.field.models import FieldCycle

YES, NO = "yes", "no"


class JoinForm(forms.Form):
    """Which of the cycles that fit; the page offers no other."""

    cycle = forms.ModelChoiceField(
        FieldCycle.objects.none(),
        error_messages={
            "required": "Choose the cycle.",
            "invalid_choice": "This assessment cannot join that cycle now. Nothing was changed.",
        },
    )

    def __init__(self, *args: Any, cycles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cycle"].queryset = FieldCycle.objects.filter(  # type: ignore[attr-defined]
            pk__in=[one.pk for one in cycles]
        )


class AggregatesForm(forms.Form):
    allowed = forms.ChoiceField(
        label="May releases use this assessment in their aggregates?",
        choices=[
            (
                NO,
                format_html(
                    "<span><b>{}</b><br>{}</span>",
                    "No",
                    "It takes part in the cycle and is counted as taking part. None of its "
                    "results enters any figure.",
                ),
            ),
            (
                YES,
                format_html(
                    "<span><b>{}</b><br>{}</span>",
                    "Yes, in aggregates as described above",
                    "You can withdraw at any time, for all releases computed afterwards.",
                ),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose one of the two. Nothing was changed."
        ),
    )
