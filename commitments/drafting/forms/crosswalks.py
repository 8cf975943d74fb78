"""A crosswalk on one page: its targets, and for each subject the target or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy

from commitments.document_fields import LONGEST_CODE
from commitments.drafting.forms.parts import (
    LONGEST_NAME,
    LONGEST_WHY,
    WHY,
    WHY_HELP,
    without_blanks,
)
from commitments.drafting.part_fields import MATCHES, Entry
from lhs_portal.lib.plain_fields import LineField, TextField
from lhs_portal.lib.wording import say

MORE_TARGETS = 2
UNMAPPED = "-"


class CrosswalkForm(forms.Form):
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    name = LineField(label=gettext_lazy("Name"), longest=LONGEST_NAME)
    editorial = forms.BooleanField(
        label=gettext_lazy("Editorial: no source states the pairs"), required=False
    )
    source = forms.MultipleChoiceField(
        label=gettext_lazy("Sources"), widget=forms.CheckboxSelectMultiple
    )
    source_note = TextField(
        label=gettext_lazy("What the sources state"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    why = TextField(
        label=WHY,
        help_text=WHY_HELP,
        required=False,
        longest=LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, sources: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = sources  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        return without_blanks(super().clean() or {})


class TargetForm(forms.Form):
    code = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]*$",
        label=gettext_lazy("Code"),
        max_length=LONGEST_CODE,
        required=False,
        error_messages={"invalid": gettext_lazy("Use letters, digits, dots and hyphens.")},
    )
    name = LineField(label=gettext_lazy("Name"), longest=LONGEST_NAME, required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(data.get("code")) != bool(data.get("name")):
            missing = "name" if data.get("code") else "code"
            self.add_error(missing, say("Give it a code and a name, or leave both empty."))
        return data


class EntryForm(forms.Form):
    subject = forms.CharField(widget=forms.HiddenInput)
    target = forms.ChoiceField(label=gettext_lazy("Reads there as"), required=False)
    match = forms.ChoiceField(label=gettext_lazy("Match"), required=False)
    sources_differ = forms.BooleanField(label=gettext_lazy("The sources differ"), required=False)
    note = TextField(
        label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self, *args: Any, targets: Sequence[tuple[str, str]], subjects: set[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.subjects = subjects
        fields: Any = self.fields
        fields["target"].choices = [
            ("", say("Not said")),
            (UNMAPPED, say("Nothing there: the note says why")),
            *targets,
        ]
        fields["match"].choices = [
            ("", say("Not said")),
            *((c, say(n)) for c, n in MATCHES.items()),
        ]

    def clean_subject(self) -> str:
        subject: str = self.cleaned_data["subject"]
        if subject not in self.subjects:
            raise forms.ValidationError(say("There is no such subject."))
        return subject

    def clean(self) -> dict[str, Any]:
        data = without_blanks(super().clean() or {})
        if data.get("target") == UNMAPPED and not data.get("note") and "note" not in self.errors:
            self.add_error("note", say("Say why nothing there corresponds."))
        return data


TargetForms = formset_factory(TargetForm, extra=MORE_TARGETS, max_num=200)
EntryForms: type["BaseFormSet[EntryForm]"] = formset_factory(EntryForm, extra=0, max_num=500)


@dataclass
class CrosswalkForms:
    """The three together. `entry` gives the part as they have it, once `is_valid`."""

    head: CrosswalkForm
    targets: "BaseFormSet[TargetForm]"
    entries: "BaseFormSet[EntryForm]"
    stored: Entry
    language: str

    def is_valid(self) -> bool:
        valid = all([self.head.is_valid(), self.targets.is_valid(), self.entries.is_valid()])
        if valid:
            self._check_targets()
        return valid and self.head.is_valid()

    @property
    def entry(self) -> Entry:
        data = self.head.cleaned_data
        old = {
            "name": [self.stored.get("name")],
            "note": [self.stored.get("source_note")],
            "targets": [row["name"] for row in self.stored.get("targets", ())],
            "entries": [row.get("note") for row in self.stored.get("entries", ())]
            + [row.get("note") for row in self.stored.get("unmapped", ())],
        }
        entry = {
            **self.stored,
            "name": self._text(data["name"], old["name"]),
            "editorial": data["editorial"],
            "source": data["source"],
            "targets": [
                {"code": row["code"], "name": self._text(row["name"], old["targets"])}
                for row in self._targets()
            ],
            "entries": [self._pair(row, old["entries"]) for row in self._pairs()],
        }
        entry.pop("source_note", None)
        if data["source_note"]:
            entry["source_note"] = self._text(data["source_note"], old["note"])
        unmapped = [
            {"subject": row["subject"], "note": self._text(row["note"], old["entries"])}
            for row in self._rows()
            if row.get("target") == UNMAPPED
        ]
        entry.pop("unmapped", None)
        return {**entry, "unmapped": unmapped} if unmapped else entry

    def _pair(self, row: dict[str, Any], old: list[Any]) -> Entry:
        pair: Entry = {"subject": row["subject"], "target": row["target"]}
        if row["match"]:
            pair["match"] = row["match"]
        if row["sources_differ"]:
            pair["sources_differ"] = True
        if row["note"]:
            pair["note"] = self._text(row["note"], old)
        return pair

    def _text(self, typed: str, stored: list[Any]) -> dict[str, str]:
        """The stored text with its translations where these are its words."""
        for text in stored:
            if text and text.get(self.language) == typed:
                return dict(text)
        return {self.language: typed}

    def _rows(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.entries if form.cleaned_data]

    def _pairs(self) -> list[dict[str, Any]]:
        return [row for row in self._rows() if row.get("target") not in ("", UNMAPPED)]

    def _targets(self) -> list[dict[str, Any]]:
        return [f.cleaned_data for f in self.targets if f.cleaned_data.get("code")]

    def _check_targets(self) -> None:
        codes = [row["code"] for row in self._targets()]
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            self.head.add_error(None, say("The code {code} is used twice. Change one.", code=code))
        used = {row["target"] for row in self._pairs()}
        for code in sorted(used - set(codes)):
            self.head.add_error(
                None, say("A subject reads as {code}, which is not a target any more.", code=code)
            )


def crosswalk_forms(
    data: Any,
    *,
    stored: Entry,
    seen: int,
    language: str,
    sources: Sequence[tuple[str, str]],
    subjects: Sequence[tuple[str, str]],
) -> CrosswalkForms:
    def said(text: dict[str, str] | None) -> str:
        return (text or {}).get(language, "")

    targets = [
        {"code": row["code"], "name": said(row["name"])} for row in stored.get("targets", ())
    ]
    offered = [(row["code"], row["name"]) for row in targets]
    if data is not None:
        offered += [
            (code, code)
            for key, code in data.items()
            if key.startswith("targets-") and key.endswith("-code") and code
        ]
    head = CrosswalkForm(
        data,
        sources=sources,
        initial={
            "seen": seen,
            "name": said(stored.get("name")),
            "editorial": stored.get("editorial", True),
            "source": stored.get("source", ()),
            "source_note": said(stored.get("source_note")),
        },
    )
    return CrosswalkForms(
        head,
        TargetForms(data, prefix="targets", initial=targets),
        EntryForms(
            data,
            prefix="entries",
            initial=_entry_rows(stored, [code for code, _ in subjects], said),
            form_kwargs={"targets": offered, "subjects": {code for code, _ in subjects}},
        ),
        stored,
        language,
    )


def _entry_rows(stored: Entry, subjects: list[str], said: Any) -> list[dict[str, Any]]:
    """A row for each pair, and one for each subject without any."""
    rows = []
    unmapped = {row["subject"]: row["note"] for row in stored.get("unmapped", ())}
    for subject in subjects:
        pairs = [row for row in stored.get("entries", ()) if row["subject"] == subject]
        for row in pairs:
            rows.append({**row, "note": said(row.get("note"))})
        if not pairs and subject in unmapped:
            rows.append({"subject": subject, "target": UNMAPPED, "note": said(unmapped[subject])})
        elif not pairs:
            rows.append({"subject": subject})
    return rows
