"""The forms by which release managers prepare and stop releases."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from lhs_portal.accounts.forms import one_button
from lhs_portal.lib.plain_fields import TextField
from lhs_portal.lib.plain_text import is_blank
from lhs_portal.lib.wording import mark, say
from reports.field.models import FieldCycle
from reports.releases.actions import ANOTHER_CYCLE
from reports.releases.models import Kind, Release, State

NOT_WRONG = mark("Choose the release that is corrected, or leave this empty.")


class ReleaseField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    def label_from_instance(self, obj: Release) -> str:
        return say("Release {number}", number=obj.number)


class PrepareForm(forms.Form):
    cycle = forms.ModelChoiceField(
        FieldCycle.objects.none(),
        label=gettext_lazy("Cycle"),
        empty_label=gettext_lazy("Choose one"),
        help_text=gettext_lazy(
            "Those that are open or over: what is still planned can change its name."
        ),
        error_messages={"required": gettext_lazy("Choose a cycle.")},
    )
    kind = forms.ChoiceField(
        choices=[(code, gettext_lazy(name)) for code, name in Kind.choices],
        label=gettext_lazy("Kind"),
        initial=Kind.FIELD,
        help_text=gettext_lazy(
            "A field release is made of score cards. A participation release only "
            "counts how many organizations joined."
        ),
    )
    corrects = ReleaseField(
        Release.objects.none(),
        label=gettext_lazy("Corrects"),
        required=False,
        empty_label=gettext_lazy("No other release"),
        help_text=gettext_lazy(
            "The release in which something was wrong. It stays as it is, and says "
            "that it was corrected."
        ),
    )
    correction = TextField(
        label=gettext_lazy("What was wrong"),
        required=False,
        help_text=gettext_lazy("All readers see it in both releases."),
    )
    note = TextField(
        label=gettext_lazy("Note"),
        required=False,
        help_text=gettext_lazy("All readers of the release see it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        begun = FieldCycle.objects.filter(opens__lte=timezone.localdate())
        self.fields["cycle"].queryset = begun  # type: ignore[attr-defined]
        published = Release.objects.filter(state=State.PUBLISHED).order_by("-number")
        self.fields["corrects"].queryset = published  # type: ignore[attr-defined]

    @property
    def helper(self) -> FormHelper:
        return one_button(say("Prepare the release"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        corrects, cycle = data.get("corrects"), data.get("cycle")
        if corrects and is_blank(data.get("correction", "")):
            self.add_error(
                "correction", say("Say what was wrong in the release that this corrects.")
            )
        if data.get("correction") and not corrects:
            self.add_error("corrects", say(NOT_WRONG))
        if (
            corrects
            and cycle
            and (corrects.cycle_id, corrects.kind) != (cycle.pk, data.get("kind"))
        ):
            self.add_error("corrects", say(ANOTHER_CYCLE))
        return data


class StopForm(forms.Form):
    why = TextField(
        label=gettext_lazy("Why it is stopped"),
        help_text=gettext_lazy("The other release managers read it."),
        error_messages={"required": gettext_lazy("Say why the release is stopped.")},
    )

    @property
    def helper(self) -> FormHelper:
        return one_button(say("Stop this release"))
