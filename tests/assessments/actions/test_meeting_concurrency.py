"""A room full of phones, with real transactions: what is acknowledged is counted, and nothing else."""

from threading import Barrier

import pytest

from assessments.actions import cast_ballot, close_vote, open_vote
from assessments.actions.meeting import AnotherVoteIsOpen, VoteIsClosed
from assessments.models import Assessment, Ballot, Vote
from assessments.queries import history_of
from lhs_portal.accounts.models import User
from tests.assessments.actions.test_concurrency import PEOPLE, at_once
from tests.assessments.factories import publish_framework
from tests.assessments.meeting_factories import phones_of
from tests.assessments.settling_factories import make_settling
from tests.cast import make_organization, make_person

RATED = {"safe.1": " ".join("01234012"[:PEOPLE]), "safe.2": "3 3 3 3"}


def make() -> tuple[Assessment, User]:
    alice: User = make_person("Alice Moreau")
    return make_settling(make_organization(alice), publish_framework(), alice, RATED), alice


def cast(vote: Vote, person: User, choice: str) -> bool:
    try:
        cast_ballot(assessment=vote.assessment_id, vote=vote.pk, choice=choice, by=person)
    except VoteIsClosed:
        return False
    return True


@pytest.mark.django_db(transaction=True)
def test_ballots_of_many_at_once_are_all_counted() -> None:
    assessment, alice = make()
    vote = open_vote(assessment=assessment, item="safe.1", by=alice)
    people = phones_of(assessment)
    assert all(at_once(lambda number: cast(vote, people[number], str(number % 5))))
    levels = Ballot.objects.filter(vote=vote).order_by("rater__pk").values_list("level", flat=True)
    assert list(levels) == [number % 5 for number in range(PEOPLE)]


@pytest.mark.django_db(transaction=True)
def test_ballots_of_one_person_at_once_are_one() -> None:
    assessment, alice = make()
    vote = open_vote(assessment=assessment, item="safe.1", by=alice)
    person = phones_of(assessment)[0]
    assert all(at_once(lambda number: cast(vote, person, str(number % 5))))
    assert Ballot.objects.filter(vote=vote).count() == 1


@pytest.mark.django_db(transaction=True)
def test_ballot_is_counted_exactly_if_it_was_acknowledged_before_the_close() -> None:
    assessment, alice = make()
    people = phones_of(assessment)
    for _ in range(5):
        vote = open_vote(assessment=assessment, item="safe.1", by=alice)
        start = Barrier(PEOPLE)

        def turn(number: int, vote: Vote = vote, start: Barrier = start) -> bool:
            start.wait()
            if number == PEOPLE // 2:
                return bool(close_vote(assessment=assessment.pk, vote=vote.pk, by=alice))
            return cast(vote, people[number], "3")

        taken = at_once(turn)
        voted = set(Ballot.objects.filter(vote=vote).values_list("rater__user_id", flat=True))
        expected = {people[number].pk for number in range(PEOPLE) if taken[number]}
        assert voted == expected - {people[PEOPLE // 2].pk}


@pytest.mark.django_db(transaction=True)
def test_facilitators_at_once_open_one_vote() -> None:
    assessment, alice = make()

    def turn(number: int) -> bool:
        item = ("safe.1", "safe.2")[number % 2]
        try:
            return bool(open_vote(assessment=assessment.pk, item=item, by=alice))
        except AnotherVoteIsOpen:
            return False

    assert sorted(at_once(turn)) == [False] * (PEOPLE // 2) + [True] * (PEOPLE // 2)
    assert Vote.objects.count() == 1
    assert history_of(assessment).filter(verb="vote opened").count() == 1


@pytest.mark.django_db(transaction=True)
def test_facilitators_at_once_close_it_once() -> None:
    assessment, alice = make()
    vote = open_vote(assessment=assessment, item="safe.1", by=alice)

    def turn(_number: int) -> bool:
        return bool(close_vote(assessment=assessment.pk, vote=vote.pk, by=alice))

    assert all(at_once(turn))
    assert history_of(assessment).filter(verb="vote closed").count() == 1
