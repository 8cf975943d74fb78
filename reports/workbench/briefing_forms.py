"""The form of a briefing: its words, and a number beside each view that belongs in it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from lhs_portal.lib.plain_fields import LineField, TextField
from lhs_portal.lib.wording import say
from reports.workbench.briefing_actions import Words
from reports.workbench.models import SavedView
from reports.workbench.models.briefing import LONGEST_INTRODUCTION, LONGEST_TITLE, MOST_VIEWS
from reports.workbench.saved_forms import SharedForm

HIGHEST = 99


class BriefingForm(SharedForm):
    """Numbers need not follow each other: the order is what counts."""

    title = LineField(
        longest=LONGEST_TITLE,
        label=gettext_lazy("Title"),
        error_messages={"required": gettext_lazy("Give the briefing a title.")},
    )
    introduction = TextField(
        longest=LONGEST_INTRODUCTION,
        label=gettext_lazy("Introduction"),
        required=False,
        help_text=gettext_lazy("Stands on the first page, as plain text."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    with_annotations = forms.BooleanField(
        label=gettext_lazy("With the group’s notes beneath the views"),
        required=False,
        help_text=gettext_lazy(
            "Whoever gets the file reads them, with the names of their authors."
        ),
    )

    def __init__(self, *args: Any, views: Sequence[SavedView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.views = views
        for view in views:
            self.fields[f"place-{view.pk}"] = forms.IntegerField(
                label=view.name,
                required=False,
                min_value=1,
                max_value=HIGHEST,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages={
                    "invalid": say("Write a whole number, or leave it empty."),
                    "min_value": say("Begin with 1."),
                    "max_value": say("Use a number up to {highest}.", highest=HIGHEST),
                },
            )

    @property
    def places(self) -> list[tuple[SavedView, forms.BoundField]]:
        return [(view, self[f"place-{view.pk}"]) for view in self.views]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        placed: dict[int, SavedView] = {}
        for view in self.views:
            place = data.get(f"place-{view.pk}")
            if place is None:
                continue
            if place in placed:
                self.add_error(
                    f"place-{view.pk}",
                    say(
                        "“{name}” has the number {place} too.", name=placed[place].name, place=place
                    ),
                )
            placed[place] = view
        refused = any(name.startswith("place-") for name in self.errors)
        if not refused and not 1 <= len(placed) <= MOST_VIEWS:
            self.add_error(
                None,
                say(
                    "Choose at least one view, and at most {most}, by writing numbers "
                    "beside them. There are {count} now.",
                    most=MOST_VIEWS,
                    count=len(placed),
                ),
            )
        self.chosen: list[UUID] = [placed[place].pk for place in sorted(placed)]
        return data

    @property
    def words(self) -> Words:
        data = self.cleaned_data
        return Words(data["title"], data["introduction"], data["with_annotations"])
