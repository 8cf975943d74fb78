"""The sponsor's verdict: one form, so that no remark is lost whichever button is pressed."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from assessments.changes import LONGEST_TEXT
from lhs_portal.lib.plain_fields import LineField, TextField
from lhs_portal.lib.plain_text import fault_in_text, is_blank, newlines_of_form
from lhs_portal.lib.wording import say

SIGN, RETURN = "sign", "return"
REMARK = re.compile(r"r-(?P<code>.+)", re.DOTALL)

fault_in_remark = partial(fault_in_text, longest=LONGEST_TEXT)


@dataclass(frozen=True, slots=True)
class PostedRemark:
    text: str
    fault: str


def read_remarks(data: Mapping[str, str], known: Collection[str]) -> dict[str, PostedRemark]:
    """What was typed at items, by item code. Fields of items that there are not are left out."""
    found: dict[str, PostedRemark] = {}
    for name in data:
        match = REMARK.fullmatch(name)
        if match and match["code"] in known:
            text = newlines_of_form(data[name])
            if not is_blank(text):
                found[match["code"]] = PostedRemark(text, fault_in_remark(text))
    return found


class VerdictForm(forms.Form):
    """What each verdict needs is asked in `clean`; `remarks` are those at items."""

    digest = forms.CharField(required=False, widget=forms.HiddenInput)
    role = LineField(required=False, label=gettext_lazy("Your office"))
    confirm = forms.BooleanField(
        required=False, label=gettext_lazy("I have read this, and I stand by these answers.")
    )
    remark = TextField(
        required=False,
        longest=LONGEST_TEXT,
        label=gettext_lazy("What is to be looked at again?"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, remarks: Mapping[str, PostedRemark] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.remarks = remarks or {}

    @property
    def verdict(self) -> str:
        return str(self.data.get("verdict", ""))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        remarked = bool(self.remarks) or not is_blank(data.get("remark", ""))
        if self.verdict == SIGN:
            self._check_signature(data, remarked=remarked)
        elif self.verdict == RETURN:
            if not remarked and "remark" not in self.errors:
                self.add_error(
                    "remark", say("Say what is to be looked at again, here or at an item.")
                )
        else:
            self.add_error(None, say("Press one of the two buttons: sign it, or return it."))
        return data

    def _check_signature(self, data: Mapping[str, Any], *, remarked: bool) -> None:
        if not data.get("role") and "role" not in self.errors:
            self.add_error(
                "role", say("Give the office in which you sign, such as “Chief executive”.")
            )
        if not data.get("confirm"):
            self.add_error("confirm", say("Tick the box to confirm, then sign again."))
        if remarked:
            self.add_error(
                None,
                say(
                    "You wrote remarks, and a signature leaves no place for them. Return it with "
                    "your remarks, or take them out and sign."
                ),
            )
