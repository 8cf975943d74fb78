"""The forms of stories, of moderation and of questions."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django import forms

from assessments.forms.assessment import NO_PATIENTS
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.plain_fields import LineField, TextField
from reports.hub.content import PARTS, StoryContent
from reports.hub.models.story import NAMED_BARRIERS

LONGEST_PART = 4_000
LONGEST_MESSAGE = 2_000
LONGEST_LINK = 500
MOST_LINKS = 5


def _part(help_text: str, rows: int) -> dict[str, Any]:
    return {
        "required": False,
        "longest": LONGEST_PART,
        "help_text": help_text,
        "widget": forms.Textarea(attrs={"rows": rows}),
    }


class StoryForm(forms.Form):
    """Lenient: only the title is needed for a draft, all parts for its release."""

    once = OnceField()
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = LineField(
        longest=120,
        label="Title",
        help_text="What a reader finds in a list, such as “Huddles that act on near misses”.",
        error_messages={"required": "Give the story a title."},
    )
    setting = TextField(
        label=PARTS["setting"],
        **_part("Begun from your profile. Say what a reader needs to compare it with her own.", 3),
    )
    did = TextField(label=PARTS["did"], **_part(f"Step by step, in plain words. {NO_PATIENTS}", 8))
    cost = TextField(
        label=PARTS["cost"], **_part("Money, people and time, as nearly as you can say.", 4)
    )
    differently = TextField(
        label=PARTS["differently"],
        **_part("What others can spare themselves. Readers come for this part.", 4),
    )
    barriers = forms.MultipleChoiceField(
        label="Barriers that it helped to overcome",
        required=False,
        choices=list(NAMED_BARRIERS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the barriers of the list."},
    )
    links = TextField(
        label="Links",
        required=False,
        longest=(LONGEST_LINK + 1) * MOST_LINKS,
        help_text=f"At most {MOST_LINKS}, one on each line, beginning with https:// or http://.",
        widget=forms.Textarea(attrs={"rows": 2, "inputmode": "url"}),
    )
    contact = forms.BooleanField(
        label="Others on the portal may ask you about it",
        required=False,
        initial=True,
        help_text="Questions come to your leads through the portal, who answer or not. Nobody’s "
        "e-mail address is shown.",
    )

    def __init__(self, *args: Any, subjects: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in PARTS:
            # The draft is saved without it, but “optional” it is not.
            self.fields[part].one_of = True  # type: ignore[attr-defined]
        if subjects:
            self.fields["subject"] = forms.ChoiceField(
                label="What it is about",
                choices=[("", "Choose one"), *subjects],
                error_messages={
                    "required": "Choose the feature or the commitment that it is about.",
                    "invalid_choice": "Choose one of the subjects of the list.",
                },
            )

    def clean_links(self) -> tuple[str, ...]:
        text: str = self.cleaned_data["links"]
        links = tuple(dict.fromkeys(line.strip() for line in text.split("\n") if line.strip()))
        if len(links) > MOST_LINKS:
            raise forms.ValidationError(f"Give at most {MOST_LINKS} links.")
        for number, link in enumerate(links, 1):
            if fault := fault_in_link(link):
                raise forms.ValidationError(f"Link {number}: {fault}")
        return links

    @property
    def content(self) -> StoryContent:
        data = self.cleaned_data
        return StoryContent(
            title=data["title"],
            **{part: data[part] for part in PARTS},
            links=data["links"],
            contact=data["contact"],
            barriers=tuple(code for code in NAMED_BARRIERS if code in data["barriers"]),
        )


def fault_in_link(link: str) -> str:
    """A sentence on what keeps it from being a link for anybody, or nothing."""
    if len(link) > LONGEST_LINK:
        return f"use at most {LONGEST_LINK} characters."
    if any(character.isspace() for character in link):
        return "write one link on each line, without spaces."
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "this is not an address on the web."
    if parts.scheme not in ("http", "https") or not host or "." not in host:
        return "begin it with https:// or http:// and the name of a site."
    if parts.username is not None or parts.password is not None:
        return "leave out the name or password before the “@”."
    return ""


class ReleaseForm(forms.Form):
    named = forms.BooleanField(
        label="I have read this, and I release the story under our organization’s name",
        error_messages={"required": "Confirm that you release it by name, or leave it a draft."},
    )


class ReasonForm(forms.Form):
    reason = TextField(
        longest=2_000,
        label="Reason",
        help_text="The organization’s members read it. Say what to change, and why.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why, so that the organization knows what to do."},
    )


class QuestionForm(forms.Form):
    once = OnceField()
    message = TextField(
        longest=LONGEST_MESSAGE,
        label="Your question",
        help_text=f"The leads of the organization read it in the portal. {NO_PATIENTS}",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Write what you want to ask."},
    )

    def __init__(self, *args: Any, organizations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(organizations) > 1:
            self.fields["organization"] = forms.TypedChoiceField(
                label="You ask for",
                choices=[(str(one.pk), one.name) for one in organizations],
                coerce=UUID,
                error_messages={"invalid_choice": "Choose one of your organizations."},
            )
        self.only = organizations[0].pk if len(organizations) == 1 else None

    @property
    def asked_for(self) -> UUID | None:
        chosen: UUID | None = self.cleaned_data.get("organization", self.only)
        return chosen


class AnswerForm(forms.Form):
    answer = TextField(
        longest=LONGEST_MESSAGE,
        label="Your answer",
        help_text="The person who asked reads it in the portal. It cannot be changed afterwards. "
        "Write an address into it only if you want to go on by mail.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Write an answer, or choose not to answer."},
    )
