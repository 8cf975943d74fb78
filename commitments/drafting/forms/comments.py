"""A comment on a text of a draft, with or without a suggestion of what it should say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from commitments.drafting.part_fields import PartKind
from lhs_portal.lib.plain_fields import TextField
from lhs_portal.lib.wording import say


class CommentForm(forms.Form):
    field = forms.ChoiceField(label=gettext_lazy("On which text"), required=False)
    text = TextField(
        label=gettext_lazy("Comment"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    suggestion = TextField(
        label=gettext_lazy("Suggestion: what the text should say instead"),
        required=False,
        help_text=gettext_lazy("Write the whole text. An editor can take it over with one press."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, kind: PartKind | None) -> None:
        super().__init__(data, prefix="comment")
        texts = [
            (field.path, say(field.label))
            for field in (kind.fields if kind else ())
            if field.kind in ("text", "line", "lines", "words")
        ]
        self.fields["field"].choices = [("", say("On the whole")), *texts]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not data.get("text") and not data.get("suggestion"):
            self.add_error("text", say("Write a comment or a suggestion."))
        if data.get("suggestion") and not data.get("field") and "field" not in self.errors:
            self.add_error("field", say("Choose the text that your suggestion replaces."))
        return data
