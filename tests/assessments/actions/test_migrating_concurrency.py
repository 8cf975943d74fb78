"""A change of version among people who work: it happens once, and no answer is lost under it."""

from collections.abc import Callable

import pytest

from assessments.actions import NotMigrated, migrate, save_answers, undo_migration
from assessments.changes import AnswerChange
from assessments.merging import Seen
from assessments.models import Answer, Assessment, VersionMigration
from assessments.queries import history_of, load_answers
from commitments.actions import retire
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import User
from tests.assessments.actions.test_concurrency import PEOPLE, at_once
from tests.assessments.factories import answer_all, make_assessment, publish_framework
from tests.assessments.migrating_factories import publish_next
from tests.cast import make_organization, make_person


def scene() -> tuple[Assessment, FrameworkVersion, User]:
    alice = make_person("Alice Moreau")
    assessment = make_assessment(make_organization(alice), publish_framework(), alice)
    answer_all(assessment, alice)
    return assessment, publish_next(), alice


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_it_goes_once() -> None:
    assessment, newer, alice = scene()
    made = at_once(lambda _: migrate(assessment=assessment.pk, target=newer, by=alice).pk)
    assert len(set(made)) == VersionMigration.objects.count() == 1
    assert history_of(assessment).filter(verb="migrated").count() == 1
    assert Answer.objects.filter(item__framework_version=newer).count() == 25 + 1 + 1


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_it_is_undone_once() -> None:
    assessment, newer, alice = scene()
    made = migrate(assessment=assessment, target=newer, by=alice)
    at_once(lambda _: undo_migration(assessment=assessment.pk, migration=made.pk, by=alice).pk)
    assert history_of(assessment).filter(verb="migration undone").count() == 1
    assessment.refresh_from_db()
    assert {row.entry.level for row in load_answers(assessment).values()} == {3}


@pytest.mark.django_db(transaction=True)
def test_answers_that_are_saved_under_it_are_kept_or_asked_again() -> None:
    assessment, newer, alice = scene()
    codes = ["safe.1", "safe.2", "safe.3", "S2.1", "S2.2", "F1.1", "F2.1"]
    seen = {code: row.seen for code, row in load_answers(assessment).items()}

    def save(code: str) -> Callable[[], bool]:
        change = AnswerChange(code, seen[code], "0", note=f"On {code}")
        return lambda: bool(
            save_answers(assessment=assessment.pk, changes=[change], by=alice).codes
        )

    def go() -> bool:
        return bool(migrate(assessment=assessment.pk, target=newer, by=alice))

    work = [go, *map(save, codes)]
    assert len(work) == PEOPLE
    saved = dict(zip(["", *codes], at_once(lambda number: work[number]()), strict=True))
    assessment.refresh_from_db()
    assert assessment.framework_version == newer
    stored = load_answers(assessment)
    for code in codes:
        if code == "safe.2":
            # Before it, the answer waits to be confirmed; after it, the form collides.
            assert stored[code].entry.level is None
            former = Answer.objects.get(assessment=assessment, item__meaning=1, item__code=code)
            assert former.level == (0 if saved[code] else 3)
        else:
            assert (saved[code], stored[code].entry.level) == (True, 0)


@pytest.mark.django_db(transaction=True)
def test_a_version_is_withdrawn_before_or_after_it_never_in_between() -> None:
    assessment, newer, alice = scene()

    def work(number: int) -> str:
        if number == 0:
            retire(version=newer)
            return "withdrawn"
        try:
            migrate(assessment=assessment.pk, target=newer, by=alice)
        except NotMigrated as refusal:
            return str(refusal)
        return "gone"

    found = at_once(work)
    assessment.refresh_from_db()
    gone = assessment.framework_version_id == newer.pk
    assert set(found[1:]) == ({"gone"} if gone else {found[1]})
    assert gone or "withdrawn" in found[1]


@pytest.mark.django_db(transaction=True)
def test_a_form_of_an_empty_item_cannot_answer_the_changed_question() -> None:
    alice = make_person("Alice Moreau")
    assessment = make_assessment(make_organization(alice), publish_framework(), alice)
    newer = publish_next()
    migrate(assessment=assessment, target=newer, by=alice)
    changes = [AnswerChange("safe.2", Seen(0), "4")]
    assert save_answers(assessment=assessment.pk, changes=changes, by=alice).conflicts
