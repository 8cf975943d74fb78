"""The form of an action."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from assessments.changes import LONGEST_TEXT
from assessments.forms.assessment import NO_PATIENTS, DayField
from assessments.presenters.wording import subject_in_words
from commitments.definition import Definition, Subject
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.plain_fields import LineField, TextField
from lhs_portal.lib.wording import say
from reports.plans.codes import BARRIERS, OTHER, STATES
from reports.plans.content import FORMER, ActionContent


class ActionForm(forms.Form):
    """`seen` says what its author saw; anything else counts as nothing seen."""

    once = OnceField()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    aim = forms.ChoiceField(
        label=gettext_lazy("What it aims at"),
        help_text=gettext_lazy("An anchor feature as a whole, or one item."),
        error_messages={
            "required": gettext_lazy("Choose the feature or the item that it aims at."),
            "invalid_choice": gettext_lazy("Choose one of the features and items of the list."),
        },
    )
    title = LineField(
        label=gettext_lazy("What is to be done"),
        help_text=format_lazy(
            "{} {}",
            gettext_lazy("In a few words, such as “Publish the data dictionary”."),
            gettext_lazy(NO_PATIENTS),
        ),
        error_messages={"required": gettext_lazy("Say in a few words what is to be done.")},
    )
    owner = forms.ChoiceField(
        label=gettext_lazy("Owner"),
        required=False,
        help_text=gettext_lazy("The member who sees to it, and who is reminded by e-mail."),
        error_messages={
            "invalid_choice": gettext_lazy("Choose a member of the organization, or nobody yet.")
        },
    )
    due = DayField(label=gettext_lazy("Due"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Where it stands"),
        choices=[(code, gettext_lazy(name)) for code, name in STATES.items()],
        error_messages={"required": gettext_lazy("Choose where it stands.")},
    )
    expected = forms.TypedChoiceField(
        label=gettext_lazy("Expected level at the next cycle"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("Where you expect the feature or the item to stand then."),
    )
    resources = TextField(
        label=gettext_lazy("Resources needed"),
        required=False,
        longest=LONGEST_TEXT,
        help_text=format_lazy(
            "{} {}", gettext_lazy("People, money, tools, and time."), gettext_lazy(NO_PATIENTS)
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    barriers = forms.MultipleChoiceField(
        label=gettext_lazy("What stands in the way"),
        required=False,
        choices=[(code, gettext_lazy(name)) for code, name in BARRIERS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose from the barriers of the list.")},
    )
    barrier_other = LineField(
        label=gettext_lazy("The other barrier"),
        required=False,
        help_text=gettext_lazy("Needed where you tick “Other”."),
    )
    notes = TextField(
        label=gettext_lazy("Notes"),
        required=False,
        longest=LONGEST_TEXT,
        help_text=format_lazy(
            "{} {}", gettext_lazy("They are part of later reports."), gettext_lazy(NO_PATIENTS)
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Evidence"),
        required=False,
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "What your organization has in the portal and what this rests on, or brought about."
        ),
        error_messages={
            "invalid_choice": gettext_lazy("A piece that you chose is not there any more.")
        },
    )

    def __init__(
        self,
        *args: Any,
        definition: Definition,
        members: Mapping[int, str],
        former: str = "",
        pieces: Sequence[tuple[UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["aim"].choices = [("", say("Choose one")), *aim_choices(definition)]
        fields["owner"].choices = [
            ("", say("Nobody yet")),
            *([(FORMER, say("{former} (no longer a member)", former=former))] if former else []),
            *((str(pk), name) for pk, name in members.items()),
        ]
        fields["expected"].choices = [
            ("", say("No level in particular")),
            *((str(level.level), f"{level.level} {level.name}") for level in definition.levels),
        ]
        fields["evidence"].choices = [(str(pk), title) for pk, title in pieces]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        other, text = OTHER in data.get("barriers", ()), data.get("barrier_other", "")
        if "barriers" not in self.errors and "barrier_other" not in self.errors:
            if other and not text:
                self.add_error("barrier_other", say("Say which other barrier you mean."))
            if text and not other:
                self.add_error(
                    "barrier_other", say("Tick “Other” above to keep this, or take the text out.")
                )
        return data

    @property
    def content(self) -> ActionContent:
        data = self.cleaned_data
        return ActionContent(
            aim=data["aim"],
            title=data["title"],
            owner=data["owner"],
            due=data["due"],
            state=data["state"],
            expected=data["expected"],
            resources=data["resources"],
            barriers=tuple(data["barriers"]),
            barrier_other=data["barrier_other"],
            notes=data["notes"],
            evidence=tuple(data["evidence"]),
        )


def aim_choices(definition: Definition) -> list[tuple[str, list[tuple[str, str]]]]:
    """Features by pillar, then the items of each subject."""
    groups = [
        (
            say("Features: {pillar}", pillar=pillar.name),
            [
                (feature.code, f"{feature.code} {subject_in_words(feature)}")
                for feature in definition.features_of(pillar.code)
            ],
        )
        for pillar in definition.pillars
    ]
    subjects: tuple[Subject, ...] = (*definition.features, *definition.commitments)
    for subject in subjects:
        items = definition.items_by_subject.get(subject.code, ())
        code = f"{subject.code} " if subject.kind == "feature" else ""
        groups.append(
            (
                say("Items: {subject}", subject=f"{code}{subject_in_words(subject)}"),
                [
                    (
                        item.code,
                        say("Item {number}: {question}", number=number, question=item.question),
                    )
                    for number, item in enumerate(items, start=1)
                ],
            )
        )
    return [group for group in groups if group[1]]
