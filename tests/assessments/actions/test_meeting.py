from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import Http404

from assessments.actions import cast_ballot, close_vote, open_vote
from assessments.actions.meeting import AnotherVoteIsOpen, VoteIsClosed
from assessments.actions.rating import NotAsked
from assessments.changes import UnknownCode
from assessments.meeting_queries import Course, load_ballots, load_course, may_vote
from assessments.models import Assessment, Ballot, Rating, Vote
from assessments.permissions import Frozen
from assessments.queries import history_of
from assessments.rating_queries import load_ratings
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from commitments.rating_guide_importing import import_rating_guide
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import submit_answered
from tests.assessments.meeting_factories import cast_all, choice_of, hold_vote, phones_of
from tests.assessments.rounds_factories import close, make_rater, open_again, open_for_rating
from tests.assessments.settling_factories import make_settling
from tests.assessments.signing_factories import settle_all
from tests.rating_guides import make_guide

RATED = {"safe.1": "0 0 4 4", "safe.2": "3 3 3 3"}


@pytest.fixture
def rated(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    return make_settling(organization, framework, alice, RATED)


@pytest.fixture
def vote(rated: Assessment, alice: User) -> Vote:
    return open_vote(assessment=rated, item="safe.1", by=alice)


def verbs(assessment: Assessment) -> list[str]:
    return [event.verb for event in history_of(assessment).order_by("pk")]


def cast(vote: Vote, person: User, choice: str) -> Vote:
    return cast_ballot(assessment=vote.assessment_id, vote=vote.pk, choice=choice, by=person)


def levels(vote: Vote) -> list[tuple[int | None, bool, bool]]:
    rows = Ballot.objects.filter(vote=vote).order_by("rater__pk")
    return list(rows.values_list("level", "not_applicable", "dont_know"))


def test_vote_is_opened_and_closed_once(rated: Assessment, alice: User) -> None:
    vote = open_vote(assessment=rated, item="safe.1", by=alice)
    assert open_vote(assessment=rated, item="safe.1", by=alice) == vote
    closed = close_vote(assessment=rated, vote=vote.pk, by=alice)
    again = close_vote(assessment=rated, vote=vote.pk, by=alice)
    assert (again.closed_at, again.closed_by_id) == (closed.closed_at, alice.pk)
    assert verbs(rated)[-2:] == ["vote opened", "vote closed"]
    second = open_vote(assessment=rated, item="safe.1", by=alice)
    assert (vote.number, second.number) == (1, 2)
    event = history_of(rated).first()
    assert event
    assert (event.what, event.before, event.after) == ("safe.1", None, None)


def test_vote_on_a_second_item_waits_for_the_first(
    rated: Assessment, vote: Vote, alice: User
) -> None:
    with pytest.raises(AnotherVoteIsOpen, match="Close it first"):
        open_vote(assessment=rated, item="safe.2", by=alice)
    close_vote(assessment=rated, vote=vote.pk, by=alice)
    assert open_vote(assessment=rated, item="safe.2", by=alice).number == 1


def test_vote_needs_an_item_and_an_assessment_that_there_are(
    rated: Assessment, vote: Vote, alice: User, charlie: User
) -> None:
    with pytest.raises(UnknownCode):
        open_vote(assessment=rated, item="safe.9", by=alice)
    with pytest.raises(Vote.DoesNotExist):
        close_vote(assessment=rated, vote=vote.pk + 1, by=alice)
    for by in (alice, charlie):
        with pytest.raises(Http404):
            open_vote(assessment=uuid4(), item="safe.1", by=by)
    with pytest.raises(Http404):
        close_vote(assessment=rated, vote=vote.pk, by=charlie)


def test_vote_is_led_by_leads_alone(
    rated: Assessment, vote: Vote, bob: User, rhea: User, alice: User
) -> None:
    for person in (bob, rhea):
        with pytest.raises(PermissionDenied):
            open_vote(assessment=rated, item="safe.1", by=person)
        with pytest.raises(PermissionDenied):
            close_vote(assessment=rated, vote=vote.pk, by=person)


def test_ballot_is_changed_until_the_vote_is_closed(
    rated: Assessment, vote: Vote, alice: User
) -> None:
    one, two, three, four = phones_of(rated)
    for person, choices in {one: "0 4 2", two: "na", three: "dk 1", four: "3 na"}.items():
        for choice in choices.split():
            assert cast(vote, person, choice).item.code == "safe.1"
    expected = [(2, False, False), (None, True, False), (1, False, False), (None, True, False)]
    assert levels(vote) == expected
    close_vote(assessment=rated, vote=vote.pk, by=alice)
    with pytest.raises(VoteIsClosed):
        cast(vote, one, "0")
    assert levels(vote) == expected
    assert choice_of(one, rated) == 2


def test_ballots_leave_first_ratings_and_history_alone(
    rated: Assessment, vote: Vote, alice: User
) -> None:
    first, told = load_ratings(rated), verbs(rated)
    rows = list(Rating.objects.values())
    cast_all(vote, "1 1 1 1")
    assert verbs(rated) == told
    close_vote(assessment=rated, vote=vote.pk, by=alice)
    assert load_ratings(rated) == first
    assert list(Rating.objects.values()) == rows


def test_ballot_says_when_and_in_which_order_nowhere() -> None:
    """Its key alone tells an order, and nothing shows it."""
    fields = {field.name for field in Ballot._meta.get_fields()}
    assert fields == {"id", "vote", "rater", "level", "not_applicable", "dont_know"}


@pytest.mark.parametrize("choice", ["", "5", "-1", "3 ", "NA", "three"])
def test_ballot_needs_a_choice(vote: Vote, choice: str) -> None:
    with pytest.raises(ValueError, match="no choice"):
        cast(vote, phones_of(vote.assessment)[0], choice)
    assert levels(vote) == []


def test_ballot_is_for_raters_and_their_own_vote(
    rated: Assessment, vote: Vote, alice: User, bob: User, charlie: User
) -> None:
    for person in (alice, bob, charlie):
        with pytest.raises(Http404):
            cast(vote, person, "3")
    other = make_settling(rated.organization, rated.framework_version, alice, RATED)
    elsewhere = open_vote(assessment=other, item="safe.1", by=alice)
    with pytest.raises(VoteIsClosed):
        cast_ballot(assessment=rated.pk, vote=elsewhere.pk, choice="3", by=phones_of(rated)[0])
    assert not Ballot.objects.exists()


def test_ballot_on_what_only_staff_can_see_is_refused_to_a_partner(
    organization: Organization, framework: FrameworkVersion, alice: User, preparing: Assessment
) -> None:
    import_rating_guide(make_guide(load_definition(framework)), version=framework)
    ines = make_rater(preparing, alice, role_group="patient-partner", sections=["safe"])
    open_for_rating(preparing, alice)
    close(preparing, alice)
    assert ines.user
    assert not may_vote(preparing, "patient-partner", "safe.1")
    assert may_vote(preparing, "patient-partner", "safe.3")
    assert may_vote(preparing, "quality", "safe.1")
    vote = open_vote(assessment=preparing, item="safe.1", by=alice)
    with pytest.raises(NotAsked, match="only staff"):
        cast(vote, ines.user, "3")
    close_vote(assessment=preparing, vote=vote.pk, by=alice)
    cast(open_vote(assessment=preparing, item="safe.3", by=alice), ines.user, "3")
    assert choice_of(ines, preparing) == 3


def test_votes_end_with_settling(rated: Assessment, vote: Vote, alice: User) -> None:
    open_again(rated, alice)
    vote.refresh_from_db()
    assert vote.closed_by == alice
    with pytest.raises(VoteIsClosed):
        cast(vote, phones_of(rated)[0], "3")
    for turn in (
        lambda: open_vote(assessment=rated, item="safe.1", by=alice),
        lambda: close_vote(assessment=rated, vote=vote.pk, by=alice),
    ):
        with pytest.raises(Frozen, match="once a lead has closed the round"):
            turn()
    close(rated, alice)
    settle_all(rated, alice)
    later = open_vote(assessment=rated, item="safe.1", by=alice)
    submit_answered(rated, alice)
    later.refresh_from_db()
    assert later.closed_at
    with pytest.raises(Frozen, match="awaits sign-off"):
        open_vote(assessment=rated, item="safe.1", by=alice)


def test_database_refuses_what_the_actions_refuse(
    rated: Assessment, vote: Vote, alice: User
) -> None:
    rater = rated.raters.first()
    cast_all(vote, "1")
    close_vote(assessment=rated, vote=vote.pk, by=alice)
    late: list[Any] = [
        lambda: Ballot.objects.create(vote=vote, rater=rated.raters.last(), level=3),
        lambda: Ballot.objects.filter(rater=rater).update(level=3),
        lambda: Vote.objects.filter(pk=vote.pk).update(closed_at=None),
    ]
    for write in late:
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
    assert levels(vote) == [(1, False, False)]


def test_course_of_a_vote_tells_its_count_and_ballots_only_when_closed(
    rated: Assessment, vote: Vote, alice: User
) -> None:
    assert load_course(rated, "safe.2") == Course(vote.pk, "safe.1", 0, 0, 0)
    cast_all(vote, "1 2 na dk")
    course = load_course(rated, "safe.1")
    assert course == Course(vote.pk, "safe.1", 4, 0, 0)
    assert load_ballots(course, "safe.1") == []
    # Also if somebody asked for an open one.
    assert load_ballots(Course(closed=vote.pk), "safe.1") == []
    close_vote(assessment=rated, vote=vote.pk, by=alice)
    course = load_course(rated, "safe.1")
    assert course == Course(closed=vote.pk, counted=4)
    found = [
        (row.level, row.not_applicable, row.dont_know) for row in load_ballots(course, "safe.1")
    ]
    assert sorted(found, key=str) == sorted(levels(vote), key=str)
    assert load_course(rated, "safe.2") == Course()


def test_ballots_of_the_last_vote_are_hidden_while_the_next_is_open(
    rated: Assessment, alice: User
) -> None:
    first = hold_vote(rated, "safe.1", "0 0 4", alice)
    second = hold_vote(rated, "safe.1", "2 2 2 2", alice)
    assert load_course(rated, "safe.1") == Course(closed=second.pk, counted=4)
    third = open_vote(assessment=rated, item="safe.1", by=alice)
    course = load_course(rated, "safe.1")
    assert course == Course(third.pk, "safe.1", 0, second.pk, 4)
    assert load_ballots(course, "safe.1") == []
    assert first.number + second.number + third.number == 6
