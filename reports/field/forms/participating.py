from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from lhs_portal.lib.wording import say
from reports.field.models import FieldCycle

YES, NO = "yes", "no"


class JoinForm(forms.Form):
    """Which of the cycles that fit; the page offers no other."""

    cycle = forms.ModelChoiceField(
        FieldCycle.objects.none(),
        error_messages={
            "required": gettext_lazy("Choose the cycle."),
            "invalid_choice": gettext_lazy(
                "This assessment cannot join that cycle now. Nothing was changed."
            ),
        },
    )

    def __init__(self, *args: Any, cycles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cycle"].queryset = FieldCycle.objects.filter(  # type: ignore[attr-defined]
            pk__in=[one.pk for one in cycles]
        )


def aggregate_choices() -> list[tuple[str, str]]:
    """In the language of whoever reads them."""
    shown = "<span><b>{}</b><br>{}</span>"
    refused = say(
        "It takes part in the cycle and is counted as taking part. None of its results enters any "
        "figure."
    )
    allowed = say("You can withdraw at any time, for all releases computed afterwards.")
    return [
        (NO, format_html(shown, say("No"), refused)),
        (YES, format_html(shown, say("Yes, in aggregates as described above"), allowed)),
    ]


class AggregatesForm(forms.Form):
    allowed = forms.ChoiceField(
        label=gettext_lazy("May releases use this assessment in their aggregates?"),
        choices=aggregate_choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"),
            gettext_lazy("Choose one of the two. Nothing was changed."),
        ),
    )
