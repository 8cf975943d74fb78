"""An organization's stories in a list, and the subjects about which it can tell one."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.presenters.wording import subject_in_words
from lhs_portal.lib.wording import say
from reports.hub.basis import Basis
from reports.hub.models import Story, StoryVersion
from reports.hub.states import OFFERED, PUBLISHED, RETURNED, WITHDRAWN

TAGS = {OFFERED: "part", RETURNED: "warn", PUBLISHED: "ok"}


@dataclass(frozen=True, slots=True)
class OwnStory:
    """`also` says what is public while a newer text is worked on."""

    story: Story
    newest: StoryVersion
    tag: str
    also: str


@dataclass(frozen=True, slots=True)
class Choice:
    code: str
    kind: str
    name: str
    open: bool
    why: str
    told: int


def present_own(stories: Iterable[Story]) -> tuple[OwnStory, ...]:
    return tuple(_present(story) for story in stories)


def present_choices(basis: Basis | None, stories: Iterable[Story]) -> tuple[Choice, ...]:
    """Every subject of the latest report, those that are open first."""
    if basis is None:
        return ()
    told = [
        story.subject
        for story in stories
        if any(version.state != WITHDRAWN for version in story.versions.all())
    ]
    choices = [_choice(basis, each.subject, each.open, each.why, told) for each in basis.standings]
    return tuple(sorted(choices, key=lambda choice: not choice.open))


def _present(story: Story) -> OwnStory:
    newest, *earlier = story.versions.all()
    up = any(version.state == PUBLISHED for version in earlier)
    return OwnStory(
        story=story,
        newest=newest,
        tag=TAGS.get(newest.state, ""),
        also=say("The text before it is public meanwhile.") if up else "",
    )


def _choice(basis: Basis, code: str, is_open: bool, why: str, told: list[str]) -> Choice:
    subject = basis.subject(code)
    name = subject_in_words(subject)
    return Choice(
        code=code,
        kind=subject.kind,
        name=f"{code} {name}" if subject.kind == "feature" else name,
        open=is_open,
        why=why,
        told=told.count(code),
    )
