"""What a lead accepts and decides, by examples worked by hand."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessments.actions import accept_uncontested, decide, save_decisions
from assessments.actions.settling import REASON_NOT_APPLICABLE
from assessments.changes import AnswerChange, UnknownCode
from assessments.merging import Seen
from assessments.models import Answer, Assessment, Consensus, Rating
from assessments.permissions import Frozen
from assessments.queries import history_of, load_answers
from assessments.settling_queries import load_settlements
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import make_assessment
from tests.assessments.rounds_factories import make_independent, make_rater, open_for_rating
from tests.assessments.settling_factories import make_settling

RATED = {
    "engaged.1": "3 3 4 4",  # the lower median is 3, and all are within one of it
    "engaged.2": "0 0 4 4",  # AD is 2: contested
    "engaged.3": "2 2 2 4 4",  # within one of 2: three of five, contested
    "engaged.4": "na na na 3",  # more than half
    "safe.1": "na na 2 2 2",  # not more than half; the three levels settle it
    "safe.2": "2",  # a single level settles nothing
    "effective.1": "3 3",  # what two said is not accepted unchanged: it would tell both
    "effective.2": "na na",
    "safe.3": "dk dk dk dk",
    "safe.4": "1 1 1 1 1 1 1 1 1 4",  # AD is 0.54, an outlying view: shown, never blocking
}
UNSEEN = Seen(0)


@pytest.fixture
def rated(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    return make_settling(organization, framework, alice, RATED)


def settled(assessment: Assessment) -> dict[str, Any]:
    return {
        code: "na" if row.entry.not_applicable else "dk" if row.entry.dont_know else row.entry.level
        for code, row in load_answers(assessment).items()
        if row.entry.complete
    }


def test_all_that_is_not_contested_is_accepted_at_its_lower_median(
    rated: Assessment, alice: User
) -> None:
    saved = accept_uncontested(assessment=rated, by=alice)
    assert settled(rated) == {"engaged.1": 3, "engaged.4": "na", "safe.1": 2, "safe.4": 1}
    assert sorted(saved.codes) == ["engaged.1", "engaged.4", "safe.1", "safe.4"]
    assert load_answers(rated)["engaged.4"].entry.reason == REASON_NOT_APPLICABLE
    found = load_settlements(rated)
    assert {row.how for row in found.values()} == {Consensus.How.ACCEPTED}
    assert not any(row.contested for row in found.values())
    event = history_of(rated)[0]
    assert (event.verb, event.actor, set(event.after)) == ("accepted", alice, set(saved.codes))
    assert event.before["engaged.1"]["level"] is None
    assert event.after["engaged.1"]["level"] == 3


def test_one_subject_is_accepted_alone(rated: Assessment, alice: User) -> None:
    accept_uncontested(assessment=rated, subject="safe", by=alice)
    assert settled(rated) == {"safe.1": 2, "safe.4": 1}


def test_accepting_twice_changes_nothing(rated: Assessment, alice: User) -> None:
    accept_uncontested(assessment=rated, by=alice)
    before = history_of(rated).count()
    assert accept_uncontested(assessment=rated, by=alice).codes == ()
    assert history_of(rated).count() == before
    assert load_answers(rated)["engaged.1"].version == 1


def test_accepting_leaves_what_was_decided(rated: Assessment, alice: User) -> None:
    decide(assessment=rated, item="engaged.1", choice="1", reason="Read", seen=UNSEEN, by=alice)
    accept_uncontested(assessment=rated, by=alice)
    assert settled(rated)["engaged.1"] == 1
    assert load_settlements(rated)["engaged.1"].how == Consensus.How.DECIDED


def test_ratings_stay_as_they_were(rated: Assessment, alice: User) -> None:
    before = list(Rating.objects.order_by("pk").values())
    accept_uncontested(assessment=rated, by=alice)
    decide(assessment=rated, item="engaged.2", choice="2", reason="Talked", seen=UNSEEN, by=alice)
    assert list(Rating.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(("choice", "answer"), [("2", 2), ("na", "na"), ("dk", "dk")])
def test_a_decision_has_its_reason_and_says_whether_it_was_contested(
    rated: Assessment, alice: User, choice: str, answer: Any
) -> None:
    saved = decide(
        assessment=rated,
        item="engaged.2",
        choice=choice,
        reason="Two units of nine",
        seen=UNSEEN,
        by=alice,
    )
    assert saved.codes == ("engaged.2",)
    assert settled(rated) == {"engaged.2": answer}
    row = load_settlements(rated)["engaged.2"]
    assert (row.how, row.reason, row.contested, row.by) == (
        Consensus.How.DECIDED,
        "Two units of nine",
        True,
        alice.pk,
    )
    event = history_of(rated)[0]
    assert (event.verb, event.what) == ("decided", "engaged.2")
    assert event.after["engaged.2"]["reason"] == "Two units of nine"


@pytest.mark.parametrize("code", ["engaged.1", "safe.2", "safe.3", "effective.1"])
def test_what_is_not_contested_can_be_decided_too(
    rated: Assessment, alice: User, code: str
) -> None:
    decide(assessment=rated, item=code, choice="0", reason="Talked", seen=UNSEEN, by=alice)
    assert not load_settlements(rated)[code].contested


def test_what_is_settled_can_be_decided_anew_and_history_keeps_both(
    rated: Assessment, alice: User
) -> None:
    accept_uncontested(assessment=rated, by=alice)
    seen = load_answers(rated)["engaged.1"].seen
    decide(assessment=rated, item="engaged.1", choice="2", reason="Talked", seen=seen, by=alice)
    assert load_settlements(rated)["engaged.1"].how == Consensus.How.DECIDED
    event = history_of(rated, code="engaged.1")[0]
    assert event.before["engaged.1"]["level"] == 3
    assert event.after["engaged.1"]["level"] == 2


def test_the_second_of_two_facilitators_sees_both(rated: Assessment, alice: User) -> None:
    decide(assessment=rated, item="engaged.2", choice="1", reason="First", seen=UNSEEN, by=alice)
    saved = decide(
        assessment=rated, item="engaged.2", choice="3", reason="Second", seen=UNSEEN, by=alice
    )
    conflict = saved.conflicts["engaged.2"]
    assert (saved.codes, conflict.mine.level, conflict.theirs.entry.level) == ((), 3, 1)
    assert (conflict.mine.reason, conflict.theirs.entry.reason) == ("Second", "First")
    assert conflict.theirs.updated_by == alice.pk
    assert settled(rated) == {"engaged.2": 1}
    # Having seen both, her choice stands.
    saved = decide(
        assessment=rated,
        item="engaged.2",
        choice="3",
        reason="Second",
        seen=conflict.theirs.seen,
        by=alice,
    )
    assert saved.codes == ("engaged.2",)
    assert settled(rated) == {"engaged.2": 3}


def test_a_decision_that_repeats_what_was_seen_does_not_vanish(
    rated: Assessment, alice: User
) -> None:
    decide(assessment=rated, item="engaged.2", choice="1", reason="First", seen=UNSEEN, by=alice)
    seen = load_answers(rated)["engaged.2"].seen
    decide(assessment=rated, item="engaged.2", choice="2", reason="Other", seen=seen, by=alice)
    saved = decide(
        assessment=rated, item="engaged.2", choice="1", reason="First", seen=seen, by=alice
    )
    assert set(saved.conflicts) == {"engaged.2"}


def test_the_same_decision_sent_twice_is_one(rated: Assessment, alice: User) -> None:
    for _ in range(2):
        saved = decide(
            assessment=rated, item="engaged.2", choice="1", reason="Read", seen=UNSEEN, by=alice
        )
        assert not saved.conflicts
    assert history_of(rated).filter(verb="decided").count() == 1


def test_several_decisions_are_one_event(rated: Assessment, alice: User) -> None:
    decisions = [AnswerChange(code, UNSEEN, "2", "Talked") for code in ("engaged.2", "engaged.3")]
    assert save_decisions(assessment=rated, decisions=decisions, by=alice).codes == (
        "engaged.2",
        "engaged.3",
    )
    assert set(history_of(rated).filter(verb="decided").get().after) == {"engaged.2", "engaged.3"}


@pytest.mark.parametrize(
    ("choice", "reason"), [("", "Why"), ("5", "Why"), ("2", ""), ("2", " \u200b\n")]
)
def test_a_decision_needs_a_choice_and_a_reason(
    rated: Assessment, alice: User, choice: str, reason: str
) -> None:
    with pytest.raises(ValueError):
        decide(assessment=rated, item="safe.1", choice=choice, reason=reason, seen=UNSEEN, by=alice)
    assert not Answer.objects.exists()


def test_an_unknown_item_or_subject_is_refused(rated: Assessment, alice: User) -> None:
    with pytest.raises(UnknownCode):
        decide(assessment=rated, item="safe.9", choice="1", reason="x", seen=UNSEEN, by=alice)
    with pytest.raises(UnknownCode):
        accept_uncontested(assessment=rated, subject="safety", by=alice)


def test_only_leads_settle(
    rated: Assessment, bob: User, rhea: User, charlie: User, adam: User
) -> None:
    for person, refusal in (
        (bob, PermissionDenied),
        (rhea, PermissionDenied),
        (charlie, Http404),
        (adam, Http404),
    ):
        with pytest.raises(refusal):
            accept_uncontested(assessment=rated, by=person)
        with pytest.raises(refusal):
            decide(assessment=rated, item="safe.1", choice="1", reason="x", seen=UNSEEN, by=person)
    assert not Consensus.objects.exists()


def test_nothing_is_settled_outside_settling(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    together = make_assessment(organization, framework, alice)
    preparing = make_independent(organization, framework, alice)
    rating = make_independent(organization, framework, alice)
    make_rater(rating, alice)
    open_for_rating(rating, alice)
    for assessment, word in (
        (together, "answered together"),
        (preparing, "closed the round"),
        (rating, "closed the round"),
    ):
        with pytest.raises(Frozen, match=word):
            accept_uncontested(assessment=assessment, by=alice)
        with pytest.raises(Frozen, match=word):
            decide(
                assessment=assessment,
                item="safe.1",
                choice="1",
                reason="x",
                seen=UNSEEN,
                by=alice,
            )
