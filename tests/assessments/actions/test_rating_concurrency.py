"""A rater in two windows, and a round that closes under a save; with real transactions."""

import pytest

from assessments.actions import close_round, finish_section, save_ratings
from assessments.changes import AnswerChange
from assessments.merging import Seen
from assessments.models import Assessment, Rater, Rating
from assessments.permissions import Frozen
from assessments.queries import history_of
from lhs_portal.accounts.models import User
from tests.assessments.actions.test_concurrency import PEOPLE, at_once
from tests.assessments.factories import publish_framework
from tests.assessments.rating_factories import rate_items
from tests.assessments.rounds_factories import make_independent, make_raters, open_for_rating
from tests.cast import make_organization, make_person


def make() -> tuple[Assessment, list[Rater], User]:
    """One rater for each of the people at once."""
    alice: User = make_person("Alice Moreau")
    assessment = make_independent(make_organization(alice), publish_framework(), alice)
    raters = make_raters(assessment, alice, PEOPLE, sections=["safe"])
    open_for_rating(assessment, alice)
    return assessment, raters, alice


def change(note: str) -> AnswerChange:
    return AnswerChange("safe.1", Seen(0), "3", note=note)


@pytest.mark.django_db(transaction=True)
def test_saves_of_many_raters_are_all_kept() -> None:
    assessment, raters, _ = make()

    def save(number: int) -> bool:
        person = raters[number].user
        assert person
        changes = [change(f"By {number}")]
        return not save_ratings(assessment=assessment.pk, changes=changes, by=person).conflicts

    assert all(at_once(save))
    assert {(row.rater_id, row.note) for row in Rating.objects.all()} == {
        (rater.pk, f"By {number}") for number, rater in enumerate(raters)
    }


@pytest.mark.django_db(transaction=True)
def test_saves_of_one_rater_in_many_windows_are_one_rating_and_conflicts() -> None:
    assessment, raters, _ = make()
    person = raters[0].user
    assert person

    def save(number: int) -> bool:
        changes = [change(f"In window {number}")]
        return not save_ratings(assessment=assessment.pk, changes=changes, by=person).conflicts

    assert sorted(at_once(save)) == [False] * (PEOPLE - 1) + [True]
    assert Rating.objects.get().version == 1


@pytest.mark.django_db(transaction=True)
def test_a_round_that_closes_leaves_no_rating_behind() -> None:
    """Each is in the figures, or was refused: none is saved beside them."""
    assessment, raters, alice = make()

    def act(number: int) -> bool:
        person = raters[number].user
        assert person
        if number == PEOPLE // 2:
            close_round(assessment=assessment.pk, by=alice)
            return False
        try:
            save_ratings(assessment=assessment.pk, changes=[change("")], by=person)
        except Frozen:
            return False
        return True

    saved = sum(at_once(act))
    assert Rating.objects.filter(in_figures=True).count() == Rating.objects.count() == saved


@pytest.mark.django_db(transaction=True)
def test_a_section_that_is_finished_in_many_windows_is_told_once() -> None:
    assessment, raters, _ = make()
    rate_items(raters[0], [f"safe.{number}" for number in range(1, 5)])
    person = raters[0].user
    assert person

    def finish(_number: int) -> bool:
        return finish_section(assessment=assessment.pk, subject="safe", by=person)

    assert all(at_once(finish))
    assert history_of(assessment).filter(verb="finished section").count() == 1
