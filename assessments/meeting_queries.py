"""Votes in a meeting, read for the wall of the room and for a rater's phone.

Of an open vote nothing is read but how many have answered, and a rater's own choice.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from assessments.answer_sheet import Answer
from assessments.models import Answer as AnswerRow
from assessments.models import Assessment, Ballot, Rater, Vote
from assessments.queries import IN_VERSION, item_ids
from assessments.scoring.ratings import Rating
from assessments.states import SETTLING
from commitments.queries import load_definition, load_rating_guide
from lhs_portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class Course:
    """How voting stands where one item is shown: votes by id, 0 where there is none.

    One vote is open in an assessment, at most, and `open_item` may be another item. `closed` is the
    last vote on this item that is closed, with `counted` ballots.
    """

    open: int = 0
    open_item: str = ""
    answered: int = 0
    closed: int = 0
    counted: int = 0


@dataclass(frozen=True, slots=True)
class Seat:
    """What a phone asks for again and again: the last vote, by id, 0 where there was none yet."""

    settling: bool
    vote: int
    vote_open: bool


@dataclass(frozen=True, slots=True)
class LastVote:
    """As one rater knows it; `own` is not complete where she sent nothing."""

    pk: int
    code: str
    open: bool
    asked: bool
    own: Answer


def load_course(assessment: Assessment, code: str) -> Course:
    """In one query, whatever the number of votes and ballots. `code` may be of no item."""
    here = Q(closed_at=None) | Q(item=item_ids(assessment.framework_version).get(code))
    votes = (
        Vote.objects.filter(here, assessment=assessment)
        .annotate(answered=Count("ballots"))
        .order_by("pk")
        .values_list("pk", "item__code", "closed_at", "answered")
    )
    course: dict[str, Any] = {}
    for pk, item, closed_at, answered in votes:
        if closed_at is None:
            course |= {"open": pk, "open_item": item, "answered": answered}
        else:
            course |= {"closed": pk, "counted": answered}
    return Course(**course)


def load_ballots(course: Course, code: str) -> list[Rating]:
    """Of the last closed vote on this item, as `assessments.anonymity` takes ratings.

    None while another is open on it: people would choose by the levels on the wall. Nobody is ever
    named beside a ballot, so the ids lead to nobody.
    """
    if not course.closed or course.open_item == code:
        return []
    rows = Ballot.objects.filter(vote=course.closed, vote__closed_at__isnull=False)
    return [
        Rating(f"ballot {pk}", code, "", level, not_applicable, dont_know)
        for pk, level, not_applicable, dont_know in rows.values_list(
            "pk", "level", "not_applicable", "dont_know"
        )
    ]


def load_version(assessment: Assessment, code: str) -> int:
    """Of the settled answer, which changes whenever the answer does."""
    item = item_ids(assessment.framework_version).get(code)
    rows = AnswerRow.objects.filter(assessment=assessment, item=item)
    return rows.values_list("version", flat=True).first() or 0


def load_seat(user: User, assessment_id: UUID) -> Seat:
    """In one small query. Raises Http404 for anyone who does not take part."""
    last = Vote.objects.filter(IN_VERSION, assessment=OuterRef("assessment")).order_by("-pk")
    found = (
        Rater.objects.taking_part()
        .filter(assessment=assessment_id, user=user)
        .values_list(
            "assessment__state",
            Subquery(last.values("pk")[:1]),
            Subquery(last.values("closed_at")[:1]),
        )
        .first()
    )
    if found is None:
        raise Http404("You are not asked to rate this assessment.")
    state, vote, closed_at = found
    return Seat(state == SETTLING, vote or 0, vote is not None and closed_at is None)


def load_last_vote(rater: Rater) -> LastVote | None:
    """With this rater's own choice, and nobody else's."""
    own = Ballot.objects.filter(vote=OuterRef("pk"), rater=rater)
    columns = ("level", "not_applicable", "dont_know")
    row = (
        Vote.objects.filter(IN_VERSION, assessment=rater.assessment_id)
        .order_by("-pk")
        .values_list(
            "pk",
            "item__code",
            "closed_at",
            *(Subquery(own.values(column)[:1]) for column in columns),
        )
        .first()
    )
    if row is None:
        return None
    pk, code, closed_at, level, not_applicable, dont_know = row
    choice = Answer(code, level, bool(not_applicable), bool(dont_know))
    asked = may_vote(rater.assessment, rater.role_group, code)
    return LastVote(pk, code, closed_at is None, asked, choice)


def load_meetings_of(person: User) -> QuerySet[Rater]:
    """Her parts in what is being settled now, those where a vote is open first."""
    votes = Vote.objects.filter(assessment=OuterRef("assessment"), closed_at=None)
    return (
        Rater.objects.taking_part()
        .filter(user=person, assessment__state=SETTLING)
        .select_related("assessment__organization")
        .annotate(vote_open=Exists(votes))
        .order_by("-vote_open", "-joined_at", "-pk")
    )


def may_vote(assessment: Assessment, role_group: str, code: str) -> bool:
    """Whether this role group can know the item, whichever sections the rater was asked about."""
    version = assessment.framework_version
    definition = load_definition(version)
    asked = load_rating_guide(version).items_asked(
        definition,
        definition.item_by_code[code].subject,
        role_group,
        assessment.organization.sector,
    )
    return any(item.code == code for item in asked)
