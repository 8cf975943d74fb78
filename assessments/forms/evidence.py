"""The forms about evidence: a file or a link, its date, what it shows and for which level."""

from typing import Any
from urllib.parse import urlsplit

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy

from commitments.definition import Definition
from lhs_portal.lib.plain_fields import LineField, TextField
from lhs_portal.lib.plain_text import LONGEST_LINE, is_blank
from lhs_portal.lib.uploads.fields import UploadField
from lhs_portal.lib.uploads.policy import ACCEPTED_TEXT, CHOOSE_AGAIN, MEBIBYTE
from lhs_portal.lib.wording import mark, say

LONGEST_SHOWS = 2_000
LONGEST_ADDRESS = 2_000
FIRST_YEAR = 1900
SCHEMES = ("http", "https")
NO_ADDRESS = mark("This is not an address of a page. Copy it from your browser’s address bar.")


class AddressField(LineField):
    """The address of a page: checked by its looks alone, and never visited by the portal."""

    widget = forms.URLInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=LONGEST_ADDRESS, **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and (fault := fault_in_address(value)):
            raise forms.ValidationError(fault)


def fault_in_address(text: str) -> str:
    """A sentence on why this cannot be a link, or nothing. Names inside a network are fine."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return say(NO_ADDRESS)
    if parts.scheme not in SCHEMES:
        return say(
            "Begin the address with https:// or http://; other kinds of links are not taken."
        )
    if not host or any(character.isspace() for character in text):
        return say(NO_ADDRESS)
    if parts.username is not None or parts.password is not None:
        return say("Take the name or password out of the address: everybody here can read it.")
    return ""


class EvidenceDayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value.year < FIRST_YEAR:
            raise forms.ValidationError(
                say("Choose a year from {first_year} on.", first_year=FIRST_YEAR)
            )
        # Somewhere it is tomorrow already.
        if value and (value - timezone.localdate()).days > 1:
            raise forms.ValidationError(
                say("Choose the day of the evidence itself: it cannot lie ahead.")
            )


class ButtonForm(forms.Form):
    button = mark("Save")

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.add_input(Submit("save", say(self.button), css_class="btn primary"))
        return helper


class SourceForm(ButtonForm):
    """A file or a link; `cleaned_data["source"]` is an Accepted or an address."""

    file = UploadField(required=False, label=gettext_lazy("File"))
    url = AddressField(
        required=False,
        label=gettext_lazy("Or a link"),
        help_text=gettext_lazy(
            "The address of a page that your colleagues can open. The portal never opens it."
        ),
    )
    dated = EvidenceDayField(
        label=gettext_lazy("Date of the evidence"),
        help_text=gettext_lazy(
            "When the document was approved, or the figures end. Evidence that is older than "
            "two years says so."
        ),
        error_messages={"required": gettext_lazy("Enter the date of the evidence itself.")},
    )
    button = mark("Add the new version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = settings.UPLOAD_MAX_BYTES // MEBIBYTE
        self.fields["file"].help_text = say(
            "{kinds}, at most {most} MB. No patient information. Pictures are stored without "
            "what is hidden in them, such as where they were taken.",
            kinds=say(ACCEPTED_TEXT),
            most=most,
        )
        for name in ("file", "url"):  # neither of them is optional, as its label would say
            vars(self.fields[name])["one_of"] = True

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        file, url = data.get("file"), data.get("url")
        if file and url:
            self.add_error(
                "url", say("Give a file or a link, not both: one piece after the other.")
            )
        elif not file and not url and not self.errors.keys() & {"file", "url"}:
            self.add_error("file", say("Choose a file, or give a link below."))
        data["source"] = file or url
        if self.errors:
            self._say_choose_again()
        return data

    def refuse(self, sentence: str, *, field: str | None = None) -> None:
        """What the action refused, although the form is fine."""
        self.add_error(field, sentence)
        if field != "file":
            self._say_choose_again()

    def _say_choose_again(self) -> None:
        if "file" in self.files and "file" not in self.errors:
            self.add_error("file", say(CHOOSE_AGAIN))


class SaysForm(ButtonForm):
    """What a piece shows at an item, and for which level of it."""

    shows = TextField(
        longest=LONGEST_SHOWS,
        label=gettext_lazy("What it shows"),
        help_text=gettext_lazy(
            "In a sentence or two: what a reader finds in it, and where. No patient information."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write what it shows.")},
    )
    level = forms.TypedChoiceField(
        label=gettext_lazy("For which level"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("The level whose statements it supports."),
    )

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition
        field: Any = self.fields["level"]
        field.choices = [
            ("", say("No level in particular")),
            *((str(level.level), f"{level.level} {level.name}") for level in definition.levels),
        ]

    def clean_shows(self) -> str:
        shows: str = self.cleaned_data["shows"]
        if is_blank(shows):
            raise forms.ValidationError(say("Write what it shows."))
        return shows


class AddForm(SaysForm, SourceForm):
    title = LineField(
        required=False,
        label=gettext_lazy("Title"),
        help_text=gettext_lazy(
            "How your organization calls it. Left empty, it is the name of the file or of the site."
        ),
    )
    field_order = ("file", "url", "title", "dated", "shows", "level")
    button = mark("Add the evidence")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("title") and not self.errors:
            data["title"] = self._own_title(data)
        return data

    @staticmethod
    def _own_title(data: dict[str, Any]) -> str:
        if data["file"]:
            return str(data["file"].name.rpartition(".")[0])[:LONGEST_LINE]
        return str(urlsplit(data["url"]).hostname)[:LONGEST_LINE]


class AgainForm(SaysForm):
    """A piece that is here already, at one more item."""

    button = mark("Use it at this item")


class EditUseForm(SaysForm):
    """`seen` says what stood there when its author began; anything else counts as nothing seen."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def seen_again(self, seen: str) -> "EditUseForm":
        """The same text, of an author who has been shown what stands there now."""
        return EditUseForm({**dict(self.data.items()), "seen": seen}, definition=self.definition)


class SearchForm(forms.Form):
    q = LineField(
        required=False,
        label=gettext_lazy("Search"),
        help_text=gettext_lazy("Words of its title, of the file’s name or of what it shows."),
    )
