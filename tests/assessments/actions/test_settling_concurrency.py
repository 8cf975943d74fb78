"""Two leads in one meeting, with real transactions: nothing is overwritten, nothing done twice."""

import pytest

from assessments.actions import accept_uncontested, decide, write_dissent
from assessments.merging import Seen
from assessments.models import Assessment, Consensus, Dissent
from assessments.queries import history_of, load_answers
from lhs_portal.accounts.models import User
from tests.assessments.actions.test_concurrency import PEOPLE, at_once
from tests.assessments.factories import publish_framework
from tests.assessments.settling_factories import make_settling
from tests.cast import make_organization, make_person

RATED = {"safe.1": "0 0 4 4", "safe.2": "3 3 3 3", "safe.3": "2 2 2 2"}


def make() -> tuple[Assessment, User]:
    alice: User = make_person("Alice Moreau")
    return make_settling(make_organization(alice), publish_framework(), alice, RATED), alice


@pytest.mark.django_db(transaction=True)
def test_of_many_decisions_on_one_item_one_stands_and_the_others_are_conflicts() -> None:
    assessment, alice = make()

    def settle(number: int) -> bool:
        return not decide(
            assessment=assessment.pk,
            item="safe.1",
            choice=str(number % 5),
            reason=f"By {number}",
            seen=Seen(0),
            by=alice,
        ).conflicts

    assert sorted(at_once(settle)) == [False] * (PEOPLE - 1) + [True]
    answer = load_answers(assessment)["safe.1"]
    assert answer.version == 1
    assert Consensus.objects.get().reason == answer.entry.reason
    assert history_of(assessment).filter(verb="decided").count() == 1


@pytest.mark.django_db(transaction=True)
def test_accepting_at_once_accepts_each_item_once() -> None:
    assessment, alice = make()

    def accept(_number: int) -> bool:
        return bool(accept_uncontested(assessment=assessment.pk, by=alice).codes)

    assert sorted(at_once(accept)) == [False] * (PEOPLE - 1) + [True]
    assert Consensus.objects.count() == 2
    assert history_of(assessment).filter(verb="accepted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_dissent_that_is_sent_many_times_is_one() -> None:
    assessment, alice = make()
    accept_uncontested(assessment=assessment, by=alice)

    def write(number: int) -> bool:
        return bool(
            write_dissent(
                assessment=assessment.pk, item="safe.2", text=f"Text {number}", by=alice
            ).pk
        )

    assert all(at_once(write))
    assert Dissent.objects.count() == 1
    assert history_of(assessment).filter(verb="dissented").count() == PEOPLE
