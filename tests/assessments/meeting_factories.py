"""Meetings: an assessment that is being settled, raters at their phones, a vote with its ballots."""

from typing import Any

from django.test import Client
from django.urls import reverse

from assessments.actions import cast_ballot, close_vote, open_vote
from assessments.meeting_queries import load_last_vote
from assessments.models import Assessment, Rater, Vote
from assessments.rating_queries import load_rater
from lhs_portal.accounts.models import User

FOLLOWS = {"HX-Request": "true"}


def phones_of(assessment: Assessment) -> list[User]:
    """The raters, in the order in which they joined."""
    return [rater.user for rater in assessment.raters.order_by("pk") if rater.user]


def cast_all(vote: Vote, choices: str) -> None:
    """`"3 - na"`: in the order of raters, “-” for nothing."""
    for person, choice in zip(phones_of(vote.assessment), choices.split(), strict=False):
        if choice != "-":
            cast_ballot(assessment=vote.assessment_id, vote=vote.pk, choice=choice, by=person)


def hold_vote(assessment: Assessment, item: str, choices: str, by: User) -> Vote:
    """Opened, answered and closed."""
    vote = open_vote(assessment=assessment, item=item, by=by)
    cast_all(vote, choices)
    return close_vote(assessment=assessment, vote=vote.pk, by=by)


def choice_of(rater: Rater | User, assessment: Assessment) -> int | None:
    """The level that counts for her in the last vote."""
    person = rater.user if isinstance(rater, Rater) else rater
    assert person
    last = load_last_vote(load_rater(person, assessment.pk))
    return last.own.level if last else None


def meeting_address(name: str, assessment: Assessment) -> str:
    return reverse(f"assessments:{name}", args=[assessment.pk] if name != "votes" else [])


def ask_phone(client: Client, assessment: Assessment, seen: str = "") -> Any:
    """What a phone gets that asks for news."""
    return client.get(meeting_address("vote_live", assessment), {"seen": seen}, headers=FOLLOWS)


def ask_wall(client: Client, assessment: Assessment, item: str, seen: str = "") -> Any:
    """What the wall gets that asks for news."""
    address = meeting_address("meeting_live", assessment)
    return client.get(address, {"item": item, "seen": seen}, headers=FOLLOWS)


def send(client: Client, vote: Vote, choice: str, *, follows: bool = True) -> Any:
    return client.post(
        meeting_address("vote", vote.assessment),
        {"vote": vote.pk, "choice": choice},
        headers=FOLLOWS if follows else {},
    )
