"""The form of an item, and those of what can become of one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from commitments.document_fields import LONGEST_CODE, WEIGHT_DECIMAL_PLACES, weight_of
from commitments.drafting.item_queries import Offered
from commitments.drafting.item_values import LABELS, TEXTS, YES, marks_of, values_of, with_values
from commitments.drafting.items import MEANING, WORDING, Entry
from commitments.form_fields import DECIMAL, Languages
from lhs_portal.lib.plain_fields import LineField, TextField
from lhs_portal.lib.plain_text import newlines_of_form
from lhs_portal.lib.wording import say

LONGEST_WHY = 1_000
MINE, THEIRS = "mine", "theirs"
HELP = {
    "question": gettext_lazy("One question, which a rater answers for what is true today."),
    "descriptors_0": gettext_lazy("What is true at this level. Each builds on the one below."),
    "evidence": gettext_lazy("What could be shown to a stranger; each on a line of its own."),
    "ask": gettext_lazy("Who would know; each on a line of its own."),
}
ROWS = {"evidence": 4, "ask": 4}
SAID = [
    (WORDING, gettext_lazy("The wording alone: who answered before would answer the same")),
    (MEANING, gettext_lazy("The meaning: answers from before have to be confirmed")),
]


class WeightField(LineField):
    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        weight = weight_of(text)
        if weight is None:
            raise ValidationError(
                say(
                    "Write a plain number above 0, such as 1 or 0.5, with at most {places} digits "
                    "after the point.",
                    places=WEIGHT_DECIMAL_PLACES,
                )
            )
        return str(DECIMAL.dump(weight, Languages("")))


def why_field(*, required: bool = False) -> TextField:
    return TextField(
        label=gettext_lazy("Why you change it"),
        help_text=gettext_lazy("For the history: other editors read it."),
        error_messages={"required": gettext_lazy("Say why.")},
        required=required,
        longest=LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def seen_field() -> forms.IntegerField:
    return forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)


class ItemForm(forms.Form):
    """`seen` is the revision that the form showed, `was` the marks of its fields then.

    `clash` names fields that another editor changed too: for each the editor says which text stays.
    """

    seen = seen_field()
    was = forms.CharField(required=False, widget=forms.HiddenInput)
    clash = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        stored: Entry,
        language: str,
        offered: Offered,
        said: str | None = None,
        seen: int | None = None,
        typed: Mapping[str, str] | None = None,
        **initial: Any,
    ) -> None:
        """`said` is None for an item that no version has had: nothing can be compared with it.

        `typed` is shown instead of what is stored, as something that was not sent to be saved.
        """
        self.stored, self.language = stored, language
        values = values_of(stored, language)
        self.typed = values if typed is None else typed
        shown = {
            **self.typed,
            "essential": self.typed["essential"] == YES,
            "sectors": self.typed["sectors"].split(),
            "seen": seen,
            "was": marks_of(values),
            "said": said or None,
        }
        super().__init__(data, initial=shown | initial)
        if data is not None:
            self.typed = typed_values(data)
        for name, field in TEXTS.items():
            label = say(field.label)
            if name.startswith("descriptors_"):
                level = offered.levels.get(int(name[-1]))
                label = f"{label}: {level}" if level else label
            self.fields[name] = TextField(
                label=label,
                required=field.required,
                help_text=HELP.get(name, ""),
                widget=forms.Textarea(attrs={"rows": ROWS.get(name, 3)}),
                error_messages={"required": gettext_lazy("Write this text.")},
            )
        self.fields["sectors"] = forms.MultipleChoiceField(
            label=say(LABELS["sectors"]),
            help_text=gettext_lazy("Organizations of these sectors do not see the item."),
            choices=offered.sectors,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["essential"] = forms.BooleanField(
            label=gettext_lazy("Essential: without it the definition of its subject is not met"),
            required=False,
        )
        self.fields["weight"] = WeightField(
            label=say(LABELS["weight"]),
            help_text=gettext_lazy("1, unless there is a strong reason."),
            error_messages={"required": gettext_lazy("Write the weight.")},
            widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 8}),
        )
        if said is not None:
            self.fields["said"] = forms.ChoiceField(
                label=gettext_lazy("What does this change?"),
                help_text=gettext_lazy(
                    "Unless you say otherwise, a change of the question or of a level is one of "
                    "meaning."
                ),
                choices=SAID,
                required=False,
                widget=forms.RadioSelect,
            )
        self.fields["reason"] = why_field()
        for name in self.clashing:
            self.fields[f"keep_{name}"] = forms.ChoiceField(
                choices=[(MINE, say("Yours")), (THEIRS, say("Theirs"))],
                label=say("Which text stays: {name}", name=say(LABELS[name])),
                widget=forms.RadioSelect,
                error_messages={"required": gettext_lazy("Choose which of the two stays.")},
            )

    @property
    def clashing(self) -> list[str]:
        names = self.data if self.is_bound else self.initial
        return [name for name in str(names.get("clash", "")).split() if name in LABELS]

    @property
    def values(self) -> dict[str, str]:
        """Of a valid form."""
        data = self.cleaned_data
        return {
            **{name: data[name] for name in TEXTS},
            "essential": YES if data["essential"] else "",
            "weight": data["weight"],
            "sectors": " ".join(data["sectors"]),
        }

    def clean(self) -> dict[str, Any]:
        """Files keep no spaces around a text, so that neither does a draft."""
        data: dict[str, Any] = super().clean() or {}
        for name in TEXTS:
            if name in data:
                data[name] = data[name].strip()
        return data

    def entry(self, values: Mapping[str, str]) -> Entry:
        return with_values(self.stored, values, self.language)


def typed_values(data: QueryDict) -> dict[str, str]:
    """What stands in the fields of a form of an item, valid or not."""
    return {
        **{name: newlines_of_form(data.get(name, "")) for name in TEXTS},
        "essential": YES if data.get("essential") else "",
        "weight": data.get("weight", ""),
        "sectors": " ".join(data.getlist("sectors")),
    }


class NewItemForm(ItemForm):
    def __init__(self, data: Any = None, *, proposed: str, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["item"] = LineField(
            longest=LONGEST_CODE,
            label=gettext_lazy("Code"),
            help_text=gettext_lazy("It never changes, and was never used before."),
            error_messages={"required": gettext_lazy("Give the item a code.")},
            initial=proposed,
        )


class RetireForm(forms.Form):
    seen = seen_field()
    reason = why_field(required=True)
    heirs = LineField(
        required=False,
        label=gettext_lazy("Items that take its place"),
        help_text=gettext_lazy("Their codes with spaces between, such as safe.2 safe.3."),
    )

    @property
    def replaced_by(self) -> list[str]:
        return list(dict.fromkeys(self.cleaned_data["heirs"].replace(",", " ").split()))


class MoveForm(forms.Form):
    seen = seen_field()
    subject = forms.ChoiceField(label=gettext_lazy("Subject to which it goes"))
    reason = why_field()

    def __init__(self, *args: Any, subjects: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = subjects  # type: ignore[attr-defined]


class SplitForm(forms.Form):
    """Up to `MOST` parts; a part without a code and a question is none."""

    MOST = 4
    seen = seen_field()

    def __init__(
        self, data: Any = None, *, codes: Sequence[str], stored: Entry, language: str, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        question = stored["question"].get(language, "")
        for number in range(1, self.MOST + 1):
            first_two = number <= 2
            self.fields[f"item_{number}"] = LineField(
                longest=LONGEST_CODE,
                label=say("Code of item {number}", number=number),
                initial=codes[number - 1] if first_two else "",
                required=first_two,
                help_text=""
                if first_two
                else say("The next free one is {code}.", code=codes[number - 1]),
                error_messages={"required": gettext_lazy("Give the item a code.")},
            )
            self.fields[f"question_{number}"] = TextField(
                label=say("Question of item {number}", number=number),
                initial=question if first_two else "",
                required=first_two,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": gettext_lazy("Write this text.")},
            )
            self.fields[f"essential_{number}"] = forms.BooleanField(
                label=say("Item {number} is essential", number=number),
                initial=stored["essential"] and number == 1,
                required=False,
            )
        self.fields["reason"] = why_field(required=True)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for number in range(3, self.MOST + 1):
            code, question = data.get(f"item_{number}"), data.get(f"question_{number}")
            if code and not question and f"question_{number}" not in self.errors:
                self.add_error(f"question_{number}", say("Write this text."))
            if question and not code and f"item_{number}" not in self.errors:
                self.add_error(f"item_{number}", say("Give the item a code."))
        return data

    @property
    def parts(self) -> list[tuple[str, str, bool]]:
        data = self.cleaned_data
        return [
            (data[f"item_{n}"], data[f"question_{n}"].strip(), data[f"essential_{n}"])
            for n in range(1, self.MOST + 1)
            if data[f"item_{n}"]
        ]
