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

FORMER = "A former rater"
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
        waiting = any(row.status != "Expired" for row in self.invitations)
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
    parts = [f"{rater.finished} of {_sections(rater.asked)} finished"]
    if rater.declined:
        parts.append(f"{rater.declined} declined")
    if open_sections:
        parts.append(f"{open_sections} open")
    return RaterRow(
        pk=rater.pk,
        name=rater.user.name if rater.user else FORMER,
        role_group=guide.name_of(rater.role_group),
        progress=", ".join(parts),
        done=not open_sections,
    )


def _sections(count: int) -> str:
    return "1 section" if count == 1 else f"{count} sections"


def _invitation_row(guide: RatingGuide, row: RaterInvitation) -> InvitationRow:
    tag, status, words = "", "", ""
    if row.expired:
        tag, status = "warn", "Expired"
    elif row.send_error:
        tag, status, words = "error", "Not sent", row.send_error
    elif not row.sent_at:
        tag, status, words = "part", "Being sent", "It leaves within a minute."
    return InvitationRow(row.pk, row.email, guide.name_of(row.role_group), tag, status, words)


def _link_row(guide: RatingGuide, link: JoinLink) -> LinkRow:
    full = link.used >= link.limit
    use = f"{link.used} of {link.limit} places taken"
    return LinkRow(
        pk=link.pk,
        address=settings.SITE_URL + reverse("assessments:join", args=[signed_id(link)]),
        who=str(guide.name_of(link.role_group)) if link.role_group else "Any role group",
        use=use,
        usable=not full,
    )


def section_choices(definition: Definition, codes: Iterable[str]) -> list[tuple[str, str]]:
    """For a form: the sections in this order, with their names."""
    return [(code, subject_in_words(definition.subject_by_code[code])) for code in codes]


def days_left(closes_on: date, now: datetime) -> str:
    days = (closes_on - now.date()).days
    if days < 0:
        return "the date has passed"
    if days == 0:
        return "that is today"
    return "1 day left" if days == 1 else f"{days} days left"
