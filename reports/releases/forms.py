"""The forms by which release managers prepare and stop releases."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone

from lhs_portal.accounts.forms import one_button
from lhs_portal.lib.plain_fields import TextField
from lhs_portal.lib.plain_text import is_blank
from reports.field.models import FieldCycle
from reports.releases.actions import ANOTHER_CYCLE
from reports.releases.models import Kind, Release, State

NOT_WRONG = "Choose the release that is corrected, or leave this empty."


class PrepareForm(forms.Form):
    cycle = forms.ModelChoiceField(
        FieldCycle.objects.none(),
        label="Cycle",
        empty_label="Choose one",
        help_text="Those that are open or over: what is still planned can change its name.",
        error_messages={"required": "Choose a cycle."},
    )
    kind = forms.ChoiceField(
        choices=Kind.choices,
        label="Kind",
        initial=Kind.FIELD,
        help_text="A field release is made of score cards. A participation release only counts "
        "how many organizations joined.",
    )
    corrects = forms.ModelChoiceField(
        Release.objects.none(),
        label="Corrects",
        required=False,
        empty_label="No other release",
        help_text="The release in which something was wrong. It stays as it is, and says that it "
        "was corrected.",
    )
    correction = TextField(
        label="What was wrong", required=False, help_text="All readers see it in both releases."
    )
    note = TextField(label="Note", required=False, help_text="All readers of the release see it.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        begun = FieldCycle.objects.filter(opens__lte=timezone.localdate())
        self.fields["cycle"].queryset = begun  # type: ignore[attr-defined]
        published = Release.objects.filter(state=State.PUBLISHED).order_by("-number")
        self.fields["corrects"].queryset = published  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        return one_button("Prepare the release")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        corrects, cycle = data.get("corrects"), data.get("cycle")
        if corrects and is_blank(data.get("correction", "")):
            self.add_error("correction", "Say what was wrong in the release that this corrects.")
        if data.get("correction") and not corrects:
            self.add_error("corrects", NOT_WRONG)
        if (
            corrects
            and cycle
            and (corrects.cycle_id, corrects.kind) != (cycle.pk, data.get("kind"))
        ):
            self.add_error("corrects", ANOTHER_CYCLE)
        return data


class StopForm(forms.Form):
    why = TextField(
        label="Why it is stopped",
        help_text="The other release managers read it.",
        error_messages={"required": "Say why the release is stopped."},
    )

    @property
    def helper(self) -> FormHelper:
        return one_button("Stop this release")
