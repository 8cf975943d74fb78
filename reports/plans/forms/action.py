"""The form of an action."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from assessments.changes import LONGEST_TEXT
from assessments.forms.assessment import NO_PATIENTS, DayField
from assessments.presenters.wording import subject_in_words
from commitments.definition import Definition, Subject
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.plain_fields import LineField, TextField
from reports.plans.codes import BARRIERS, OTHER, STATES
from reports.plans.content import FORMER, ActionContent


class ActionForm(forms.Form):
    """`seen` says what its author saw; anything else counts as nothing seen."""

    once = OnceField()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    aim = forms.ChoiceField(
        label="What it aims at",
        help_text="An anchor feature as a whole, or one item.",
        error_messages={
            "required": "Choose the feature or the item that it aims at.",
            "invalid_choice": "Choose one of the features and items of the list.",
        },
    )
    title = LineField(
        label="What is to be done",
        help_text=f"In a few words, such as “Publish the data dictionary”. {NO_PATIENTS}",
        error_messages={"required": "Say in a few words what is to be done."},
    )
    owner = forms.ChoiceField(
        label="Owner",
        required=False,
        help_text="The member who sees to it, and who is reminded by e-mail.",
        error_messages={"invalid_choice": "Choose a member of the organization, or nobody yet."},
    )
    due = DayField(label="Due", required=False)
    state = forms.ChoiceField(
        label="Where it stands",
        choices=list(STATES.items()),
        error_messages={"required": "Choose where it stands."},
    )
    expected = forms.TypedChoiceField(
        label="Expected level at the next cycle",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Where you expect the feature or the item to stand then.",
    )
    resources = TextField(
        label="Resources needed",
        required=False,
        longest=LONGEST_TEXT,
        help_text=f"People, money, tools, and time. {NO_PATIENTS}",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    barriers = forms.MultipleChoiceField(
        label="What stands in the way",
        required=False,
        choices=list(BARRIERS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the barriers of the list."},
    )
    barrier_other = LineField(
        label="The other barrier",
        required=False,
        help_text="Needed where you tick “Other”.",
    )
    notes = TextField(
        label="Notes",
        required=False,
        longest=LONGEST_TEXT,
        help_text=f"They are part of later reports. {NO_PATIENTS}",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = forms.TypedMultipleChoiceField(
        label="Evidence",
        required=False,
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text="What your organization has in the portal and what this rests on, or brought "
        "about.",
        error_messages={"invalid_choice": "A piece that you chose is not there any more."},
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
        fields["aim"].choices = [("", "Choose one"), *aim_choices(definition)]
        fields["owner"].choices = [
            ("", "Nobody yet"),
            *([(FORMER, f"{former} (no longer a member)")] if former else []),
            *((str(pk), name) for pk, name in members.items()),
        ]
        fields["expected"].choices = [
            ("", "No level in particular"),
            *((str(level.level), f"{level.level} {level.name}") for level in definition.levels),
        ]
        fields["evidence"].choices = [(str(pk), title) for pk, title in pieces]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        other, text = OTHER in data.get("barriers", ()), data.get("barrier_other", "")
        if "barriers" not in self.errors and "barrier_other" not in self.errors:
            if other and not text:
                self.add_error("barrier_other", "Say which other barrier you mean.")
            if text and not other:
                self.add_error(
                    "barrier_other", "Tick “Other” above to keep this, or take the text out."
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
            f"Features: {pillar.name}",
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
                f"Items: {code}{subject_in_words(subject)}",
                [
                    (item.code, f"Item {number}: {item.question}")
                    for number, item in enumerate(items, start=1)
                ],
            )
        )
    return [group for group in groups if group[1]]
