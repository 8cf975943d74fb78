"""Reads decisions, many items in one form, and a dissent."""

from collections.abc import Mapping
from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy

from assessments.changes import LONGEST_TEXT, AnswerChange, content_of
from assessments.forms.entries import NO_SUCH_LEVEL, Posted, read_answers
from assessments.merging import Seen
from lhs_portal.lib.plain_fields import TextField
from lhs_portal.lib.plain_text import is_blank
from lhs_portal.lib.wording import mark, say

NO_REASON = mark("Reason: Say why this is the answer. Everyone in the organization can read it.")
NO_CHOICE = mark("Level: Choose the answer that this reason is for.")
UNTOUCHED = Seen.of(0, content_of(AnswerChange("", Seen(0)).alone()))


def read_decisions(data: Mapping[str, str]) -> dict[str, Posted]:
    """By item code those that were touched, in the order of the form, each with its errors."""
    posted = {}
    for code, entry in read_answers(data).items():
        if not _touched(entry):
            continue
        errors = list(entry.errors)
        if not entry.keep_theirs:
            if not entry.choice and say(NO_SUCH_LEVEL) not in errors:
                errors.append(say(NO_CHOICE))
            if is_blank(entry.reason or ""):
                errors.append(say(NO_REASON))
        posted[code] = replace(entry, errors=tuple(errors))
    return posted


def decisions_of(posted: Mapping[str, Posted]) -> list[AnswerChange]:
    """Without those that have a fault, and those where the other's decision is kept."""
    return [
        AnswerChange(entry.code, entry.seen, entry.choice, entry.reason)
        for entry in posted.values()
        if not entry.errors and not entry.keep_theirs
    ]


def _touched(entry: Posted) -> bool:
    if entry.errors or entry.keep_theirs:
        return True
    content = content_of(AnswerChange(entry.code, entry.seen, entry.choice, entry.reason).alone())
    return not (entry.seen.shows(content) or UNTOUCHED.shows(content))


class DissentForm(forms.Form):
    text = TextField(
        longest=LONGEST_TEXT,
        label=gettext_lazy("What do you hold instead, and why?"),
        help_text=gettext_lazy(
            "It stands beside the settled answer, in your name, for everyone in the organization, "
            "and in the report. No patient information."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write what you hold instead.")},
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if is_blank(text):
            raise forms.ValidationError(say("Write what you hold instead."))
        return text
