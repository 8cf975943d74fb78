"""The lead's page about raters: who takes part and who has finished, and never what they chose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from assessments.actions.join_links import signed_id
from assessments.models import JoinLink, RaterInvitation
from assessments.presenters.wording import subject_in_words
from commitments.definition import Definition, Text
from commitments.rating_guide import RatingGuide
from lhs_portal.lib.wording import mark, say, say_count

FORMER = mark("A former rater")
EXPIRED = "warn"  # the look of it
ALONE = 3  # Fewer in a role group are shown together with others.


@dataclass(frozen=True, slots=True)
class RaterRow:
    pk: int
    name: str
    role_group: Text
    progress: str
    done: bool


@dataclass(frozen=True, slots=True)
class InvitationRow:
    pk: int
    email: str
    role_group: Text
    tag: str
    status: str
    words: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    pk: UUID
    address: str
    who: str
    use: str
    usable: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    name: Text
    raters: int
    finished: int
    few: bool


@dataclass(frozen=True, slots=True)
class RatersPage:
    raters: tuple[RaterRow, ...]
    invitations: tuple[InvitationRow, ...]
    links: tuple[LinkRow, ...]
    groups: tuple[GroupRow, ...]
    finished: int

    @property
    def anybody(self) -> bool:
        """Somebody could rate, were the round open."""
        waiting = any(row.tag != EXPIRED for row in self.invitations)
        return bool(self.raters) or waiting or any(link.usable for link in self.links)


def present_raters(
    guide: RatingGuide,
    raters: Iterable[Any],
    invitations: Iterable[RaterInvitation],
    links: Iterable[JoinLink],
) -> RatersPage:
    """`raters` as `load_raters` gives them."""
    raters = list(raters)
    rows = tuple(_rater_row(guide, rater) for rater in raters)
    done = [rater.role_group for rater, row in zip(raters, rows, strict=True) if row.done]
    groups = [rater.role_group for rater in raters]
    return RatersPage(
        raters=rows,
        invitations=tuple(_invitation_row(guide, row) for row in invitations),
        links=tuple(_link_row(guide, link) for link in links),
        groups=tuple(
            GroupRow(
                guide.name_of(group.code),
                groups.count(group.code),
                done.count(group.code),
                few=groups.count(group.code) < ALONE,
            )
            for group in guide.role_groups
            if group.code in groups
        ),
        finished=len(done),
    )


def _rater_row(guide: RatingGuide, rater: Any) -> RaterRow:
    open_sections = rater.asked - rater.finished - rater.declined
    parts = [
        say_count(
            "{finished} of {count} section finished",
            "{finished} of {count} sections finished",
            rater.asked,
            finished=rater.finished,
        )
    ]
    if rater.declined:
        parts.append(say_count("{count} declined", "{count} declined", rater.declined))
    if open_sections:
        parts.append(say_count("{count} open", "{count} open", open_sections))
    return RaterRow(
        pk=rater.pk,
        name=rater.user.name if rater.user else say(FORMER),
        role_group=guide.name_of(rater.role_group),
        progress=", ".join(parts),
        done=not open_sections,
    )


def _invitation_row(guide: RatingGuide, row: RaterInvitation) -> InvitationRow:
    tag, status, words = "", "", ""
    if row.expired:
        tag, status = EXPIRED, say("Expired")
    elif row.send_error:
        tag, status, words = "error", say("Not sent"), say(row.send_error)
    elif not row.sent_at:
        tag, status, words = "part", say("Being sent"), say("It leaves within a minute.")
    return InvitationRow(row.pk, row.email, guide.name_of(row.role_group), tag, status, words)


def _link_row(guide: RatingGuide, link: JoinLink) -> LinkRow:
    full = link.used >= link.limit
    use = say("{used} of {limit} places taken", used=link.used, limit=link.limit)
    return LinkRow(
        pk=link.pk,
        address=settings.SITE_URL + reverse("assessments:join", args=[signed_id(link)]),
        who=str(guide.name_of(link.role_group)) if link.role_group else say("Any role group"),
        use=use,
        usable=not full,
    )


def section_choices(definition: Definition, codes: Iterable[str]) -> list[tuple[str, str]]:
    """For a form: the sections in this order, with their names."""
    return [(code, subject_in_words(definition.subject_by_code[code])) for code in codes]


def days_left(closes_on: date, now: datetime) -> str:
    days = (closes_on - now.date()).days
    if days < 0:
        return say("the date has passed")
    if days == 0:
        return say("that is today")
    return say_count("{count} day left", "{count} days left", days)
