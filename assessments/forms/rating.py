"""What a rater posts beside her ratings, which have `entries`."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy

from assessments.forms.entries import Posted
from lhs_portal.lib.wording import mark, say

FIXED = mark(
    "This rating is in the figures, so it stays as it is. What you typed is not saved: copy it if "
    "you need it."
)


class NamedForm(forms.Form):
    named = forms.BooleanField(label=gettext_lazy("Show my name beside my ratings"), required=False)


def with_fixed(posted: Mapping[str, Posted], fixed: Collection[str]) -> dict[str, Posted]:
    """The entries as posted; those that came too late say so."""
    return {
        code: replace(entry, errors=(*entry.errors, say(FIXED))) if code in fixed else entry
        for code, entry in posted.items()
    }
