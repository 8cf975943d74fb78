"""The forms of stories, of moderation and of questions."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from assessments.forms.assessment import NO_PATIENTS
from lhs_portal.lib.once import OnceField
from lhs_portal.lib.plain_fields import LineField, TextField
from lhs_portal.lib.wording import say
from reports.hub.content import PARTS, StoryContent
from reports.hub.models.story import NAMED_BARRIERS

LONGEST_PART = 4_000
LONGEST_MESSAGE = 2_000
LONGEST_LINK = 500
MOST_LINKS = 5


def _heading(part: str) -> Any:
    return gettext_lazy(PARTS[part])


def _part(help_text: Any, rows: int) -> dict[str, Any]:
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
        label=gettext_lazy("Title"),
        help_text=gettext_lazy(
            "What a reader finds in a list, such as “Huddles that act on near misses”."
        ),
        error_messages={"required": gettext_lazy("Give the story a title.")},
    )
    setting = TextField(
        label=_heading("setting"),
        **_part(
            gettext_lazy(
                "Begun from your profile. Say what a reader needs to compare it with her own."
            ),
            3,
        ),
    )
    did = TextField(
        label=_heading("did"),
        **_part(
            format_lazy(
                "{} {}", gettext_lazy("Step by step, in plain words."), gettext_lazy(NO_PATIENTS)
            ),
            8,
        ),
    )
    cost = TextField(
        label=_heading("cost"),
        **_part(gettext_lazy("Money, people and time, as nearly as you can say."), 4),
    )
    differently = TextField(
        label=_heading("differently"),
        **_part(gettext_lazy("What others can spare themselves. Readers come for this part."), 4),
    )
    barriers = forms.MultipleChoiceField(
        label=gettext_lazy("Barriers that it helped to overcome"),
        required=False,
        choices=[(code, gettext_lazy(name)) for code, name in NAMED_BARRIERS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose from the barriers of the list.")},
    )
    links = TextField(
        label=gettext_lazy("Links"),
        required=False,
        longest=(LONGEST_LINK + 1) * MOST_LINKS,
        help_text=format_lazy(
            gettext_lazy("At most {most}, one on each line, beginning with https:// or http://."),
            most=MOST_LINKS,
        ),
        widget=forms.Textarea(attrs={"rows": 2, "inputmode": "url"}),
    )
    contact = forms.BooleanField(
        label=gettext_lazy("Others on the portal may ask you about it"),
        required=False,
        initial=True,
        help_text=gettext_lazy(
            "Questions come to your leads through the portal, who answer or not. "
            "Nobody’s e-mail address is shown."
        ),
    )

    def __init__(self, *args: Any, subjects: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in PARTS:
            # The draft is saved without it, but “optional” it is not.
            self.fields[part].one_of = True  # type: ignore[attr-defined]
        if subjects:
            self.fields["subject"] = forms.ChoiceField(
                label=say("What it is about"),
                choices=[("", say("Choose one")), *subjects],
                error_messages={
                    "required": say("Choose the feature or the commitment that it is about."),
                    "invalid_choice": say("Choose one of the subjects of the list."),
                },
            )

    def clean_links(self) -> tuple[str, ...]:
        text: str = self.cleaned_data["links"]
        links = tuple(dict.fromkeys(line.strip() for line in text.split("\n") if line.strip()))
        if len(links) > MOST_LINKS:
            raise forms.ValidationError(say("Give at most {most} links.", most=MOST_LINKS))
        for number, link in enumerate(links, 1):
            if fault := fault_in_link(link):
                raise forms.ValidationError(
                    say("Link {number}: {fault}", number=number, fault=fault)
                )
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
        return say("use at most {longest} characters.", longest=LONGEST_LINK)
    if any(character.isspace() for character in link):
        return say("write one link on each line, without spaces.")
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return say("this is not an address on the web.")
    if parts.scheme not in ("http", "https") or not host or "." not in host:
        return say("begin it with https:// or http:// and the name of a site.")
    if parts.username is not None or parts.password is not None:
        return say("leave out the name or password before the “@”.")
    return ""


class ReleaseForm(forms.Form):
    named = forms.BooleanField(
        label=gettext_lazy(
            "I have read this, and I release the story under our organization’s name"
        ),
        error_messages={
            "required": gettext_lazy("Confirm that you release it by name, or leave it a draft.")
        },
    )


class ReasonForm(forms.Form):
    reason = TextField(
        longest=2_000,
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The organization’s members read it. Say what to change, and why."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": gettext_lazy("Say why, so that the organization knows what to do.")
        },
    )


class QuestionForm(forms.Form):
    once = OnceField()
    message = TextField(
        longest=LONGEST_MESSAGE,
        label=gettext_lazy("Your question"),
        help_text=format_lazy(
            "{} {}",
            gettext_lazy("The leads of the organization read it in the portal."),
            gettext_lazy(NO_PATIENTS),
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Write what you want to ask.")},
    )

    def __init__(self, *args: Any, organizations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(organizations) > 1:
            self.fields["organization"] = forms.TypedChoiceField(
                label=say("You ask for"),
                choices=[(str(one.pk), one.name) for one in organizations],
                coerce=UUID,
                error_messages={"invalid_choice": say("Choose one of your organizations.")},
            )
        self.only = organizations[0].pk if len(organizations) == 1 else None

    @property
    def asked_for(self) -> UUID | None:
        chosen: UUID | None = self.cleaned_data.get("organization", self.only)
        return chosen


class AnswerForm(forms.Form):
    answer = TextField(
        longest=LONGEST_MESSAGE,
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy(
            "The person who asked reads it in the portal. It cannot be changed "
            "afterwards. Write an address into it only if you want to go on by mail."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Write an answer, or choose not to answer.")},
    )
