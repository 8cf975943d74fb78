from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy

from lhs_portal.accounts.forms import one_button
from lhs_portal.lib.plain_fields import TextField
from lhs_portal.lib.wording import say

LONGEST_REASON = 2_000


class ProposeForm(forms.Form):
    """`seen` is the revision of the draft whose differences the editor saw."""

    notes = TextField(
        label=gettext_lazy("Release notes"),
        help_text=gettext_lazy(
            "For everybody who uses the framework, in plain language: what changes, why, and what "
            "it means for those who have begun. They stay with the version for ever."
        ),
        error_messages={"required": gettext_lazy("Write release notes.")},
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    @property
    def helper(self) -> FormHelper:
        return one_button(say("Propose for publication"))


class DeclineForm(forms.Form):
    reason = TextField(
        longest=LONGEST_REASON,
        label=gettext_lazy("Why it is declined"),
        help_text=gettext_lazy("The other editors read it."),
        error_messages={"required": gettext_lazy("Say why it is declined.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WithdrawForm(forms.Form):
    reason = TextField(
        longest=LONGEST_REASON,
        label=gettext_lazy("Why it is withdrawn"),
        help_text=gettext_lazy("Everybody reads it on the pages of this version."),
        error_messages={"required": gettext_lazy("Say why it is withdrawn.")},
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Nobody shall start an assessment with this version any more"),
        error_messages={"required": gettext_lazy("Confirm it, or keep the version in use.")},
    )

    @property
    def helper(self) -> FormHelper:
        return one_button(say("Withdraw it from new use"), kind="danger")
