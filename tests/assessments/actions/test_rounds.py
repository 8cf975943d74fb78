from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments.actions import (
    close_round,
    invite_rater,
    make_join_link,
    move_closing_date,
    open_round,
    remove_rater,
    reopen_round,
)
from assessments.models import Answer, Assessment, Consensus, Rater, RaterSection, Rating
from assessments.queries import history_of
from assessments.rating_queries import RatingsAreBlind, load_ratings
from assessments.states import IllegalMove
from commitments.models import Item
from lhs_portal.accounts import codes
from lhs_portal.accounts.models import Organization, User
from lhs_portal.accounts.refusals import Refused
from tests.assessments.actions.test_concurrency import at_once
from tests.assessments.factories import publish_framework
from tests.assessments.rounds_factories import (
    close,
    in_days,
    make_independent,
    make_rater,
    make_raters,
    open_again,
    open_for_rating,
    store_ratings,
)
from tests.cast import make_organization, make_person
from tests.frameworks import make_document


def entered(assessment: Assessment) -> set[tuple[int, str]]:
    rows = Rating.objects.filter(rater__assessment=assessment, in_figures=True)
    return set(rows.values_list("rater", "item__code"))


def last_event(assessment: Assessment) -> Any:
    return history_of(assessment).first()


def test_open_needs_somebody_who_could_rate(preparing: Assessment, alice: User) -> None:
    with pytest.raises(Refused, match="Invite somebody first"):
        open_for_rating(preparing, alice)
    preparing.refresh_from_db()
    assert preparing.state == "preparing"


def by_invitation(assessment: Assessment, by: User) -> None:
    invite_rater(assessment=assessment, email="dana@example.org", role_group="quality", by=by)


def by_link(assessment: Assessment, by: User) -> None:
    make_join_link(assessment=assessment, by=by)


@pytest.mark.parametrize("ask", [make_rater, by_invitation, by_link])
def test_open_records_the_closing_date(
    preparing: Assessment, alice: User, ask: Callable[[Assessment, User], Any]
) -> None:
    ask(preparing, alice)
    opened = open_round(assessment=preparing, closes_on=in_days(0), by=alice)
    assert opened.rating
    [current] = opened.rounds.all()
    assert (current.number, current.closes_on, current.opened_by) == (1, in_days(0), alice)
    event = last_event(preparing)
    assert (event.verb, event.after) == ("round opened", {"closes_on": in_days(0).isoformat()})


def test_open_is_refused_for_a_past_day_twice_and_to_contributors(
    preparing: Assessment, alice: User, bob: User
) -> None:
    make_rater(preparing, alice)
    with pytest.raises(PermissionDenied):
        open_for_rating(preparing, bob)
    with pytest.raises(Refused, match="in the past"):
        open_for_rating(preparing, alice, days=-1)
    open_for_rating(preparing, alice)
    with pytest.raises(IllegalMove):
        open_for_rating(preparing, alice)


def test_round_of_an_assessment_that_is_answered_together_is_refused(
    assessment: Assessment, alice: User
) -> None:
    with pytest.raises(Refused, match="answered together"):
        make_rater(assessment, alice)
    with pytest.raises(IllegalMove):
        open_for_rating(assessment, alice)
    with pytest.raises(IllegalMove):
        close(assessment, alice)


def test_closing_date_moves_while_a_round_is_open(preparing: Assessment, alice: User) -> None:
    with pytest.raises(Refused, match="No round is open"):
        move_closing_date(assessment=preparing, closes_on=in_days(3), by=alice)
    make_rater(preparing, alice)
    open_for_rating(preparing, alice, days=14)
    for _ in range(2):
        move_closing_date(assessment=preparing, closes_on=in_days(3), by=alice)
    assert preparing.rounds.get().closes_on == in_days(3)
    event = last_event(preparing)
    assert (event.before, event.after) == (
        {"closes_on": in_days(14).isoformat()},
        {"closes_on": in_days(3).isoformat()},
    )
    assert history_of(preparing).filter(verb="closing date moved").count() == 1


def test_close_takes_all_ratings_of_the_first_round_into_the_figures(
    preparing: Assessment, alice: User
) -> None:
    one, two = make_raters(preparing, alice, 2)
    open_for_rating(preparing, alice)
    store_ratings(one, {"safe.1": 3, "safe.2": None})
    store_ratings(two, {"S1.1": 0})
    with pytest.raises(RatingsAreBlind):
        load_ratings(preparing)
    closed = close(preparing, alice)
    assert closed.settling
    assert entered(preparing) == {(one.pk, "safe.1"), (one.pk, "safe.2"), (two.pk, "S1.1")}
    assert len(load_ratings(closed)) == 3
    current = closed.rounds.get()
    assert (current.closed_by, current.closed_at is not None) == (alice, True)
    event = last_event(preparing)
    assert (event.verb, event.after) == ("round closed", {"round": 1})


def test_close_leaves_out_removed_raters_declined_sections_and_notes_alone(
    preparing: Assessment, alice: User
) -> None:
    gone, unable, silent = make_raters(preparing, alice, 3)
    open_for_rating(preparing, alice)
    store_ratings(gone, {"safe.1": 1})
    store_ratings(unable, {"safe.1": 2, "S1.1": 2})
    store_ratings(silent, {"safe.1": None})
    Rating.objects.filter(rater=silent).update(dont_know=False, note="We never measured it.")
    RaterSection.objects.filter(rater=unable, subject="safe").update(declined_at=timezone.now())
    remove_rater(gone, by=alice)
    close(preparing, alice)
    assert entered(preparing) == {(unable.pk, "S1.1")}
    assert Rating.objects.filter(rater=gone).count() == 1


def test_late_ratings_of_an_item_enter_in_batches_of_three(
    preparing: Assessment, alice: User
) -> None:
    early, *late = make_raters(preparing, alice, 4)
    open_for_rating(preparing, alice)
    store_ratings(early, {"safe.1": 3, "safe.2": 3})
    close(preparing, alice)
    first = {(early.pk, "safe.1"), (early.pk, "safe.2")}
    assert entered(preparing) == first

    open_again(preparing, alice)
    for rater in late:
        store_ratings(rater, {"safe.1": 1}, number=2)
    for rater in late[:2]:
        store_ratings(rater, {"safe.2": 1}, number=2)
    close(preparing, alice)
    batch = {(rater.pk, "safe.1") for rater in late}
    assert entered(preparing) == first | batch

    # The two that wait are joined by a third in the next round.
    open_again(preparing, alice)
    store_ratings(late[2], {"safe.2": 1}, number=3)
    close(preparing, alice)
    assert entered(preparing) == first | batch | {(rater.pk, "safe.2") for rater in late}


def test_a_note_alone_does_not_make_a_batch_of_three(preparing: Assessment, alice: User) -> None:
    raters = make_raters(preparing, alice, 3)
    open_for_rating(preparing, alice)
    close(preparing, alice)
    open_again(preparing, alice)
    for rater in raters:
        store_ratings(rater, {"safe.1": None}, number=2)
    Rating.objects.filter(rater=raters[0]).update(dont_know=False, note="See the minutes.")
    close(preparing, alice)
    assert entered(preparing) == set()


def test_close_twice_is_one_close(preparing: Assessment, alice: User) -> None:
    make_rater(preparing, alice)
    open_for_rating(preparing, alice)
    close(preparing, alice)
    with pytest.raises(IllegalMove):
        close(preparing, alice)
    assert history_of(preparing).filter(verb="round closed").count() == 1


def test_close_is_refused_to_contributors(preparing: Assessment, alice: User, bob: User) -> None:
    make_rater(preparing, alice)
    open_for_rating(preparing, alice)
    with pytest.raises(PermissionDenied):
        close_round(assessment=preparing, by=bob)


def make_with_items_outside(organization: Organization, alice: User) -> Assessment:
    document = make_document()
    for item in document["items"][:2]:
        item["not_applicable_to"] = [codes.Sector.HEALTH_FINANCING.value]
    return make_independent(organization, publish_framework(document), alice)


def test_first_close_settles_what_the_framework_does_not_ask_of_the_sector(alice: User) -> None:
    organization = make_organization(alice, sector=codes.Sector.HEALTH_FINANCING)
    assessment = make_with_items_outside(organization, alice)
    make_rater(assessment, alice)
    open_for_rating(assessment, alice)
    assert not Answer.objects.filter(assessment=assessment).exists()
    close(assessment, alice)
    open_again(assessment, alice)
    close(assessment, alice)
    answers = Answer.objects.filter(assessment=assessment)
    assert [(answer.not_applicable, bool(answer.reason)) for answer in answers] == [
        (True, True)
    ] * 2
    settled = Consensus.objects.filter(assessment=assessment)
    assert {row.item_id for row in settled} == {answer.item_id for answer in answers}
    assert {(row.how, row.contested) for row in settled} == {("suggested", False)}
    assert history_of(assessment).filter(verb="prefilled").count() == 1


def test_reopen_keeps_figures_and_needs_a_reason(preparing: Assessment, alice: User) -> None:
    rater = make_rater(preparing, alice)
    with pytest.raises(IllegalMove):
        open_again(preparing, alice)
    open_for_rating(preparing, alice)
    store_ratings(rater, {"safe.1": 3})
    close(preparing, alice)
    with pytest.raises(ValueError, match="reason"):
        reopen_round(assessment=preparing, closes_on=in_days(3), reason=" ", by=alice)
    opened = open_again(preparing, alice)
    assert opened.rating
    second = opened.rounds.last()
    assert second is not None
    assert (second.number, second.reason) == (2, "Two were on leave.")
    assert entered(preparing) == {(rater.pk, "safe.1")}
    assert last_event(preparing).after == {
        "closes_on": second.closes_on.isoformat(),
        "reason": "Two were on leave.",
    }


def test_reopen_ends_votes(preparing: Assessment, alice: User) -> None:
    make_rater(preparing, alice)
    open_for_rating(preparing, alice)
    closed = close(preparing, alice)
    item = Item.objects.get(framework_version=closed.framework_version_id, code="safe.1")
    vote = closed.votes.create(item=item, number=1, opened_at=timezone.now(), opened_by=alice)
    open_again(preparing, alice)
    vote.refresh_from_db()
    assert vote.closed_at


def test_rater_in_the_figures_cannot_be_removed(preparing: Assessment, alice: User) -> None:
    inside, outside = make_raters(preparing, alice, 2)
    open_for_rating(preparing, alice)
    store_ratings(inside, {"safe.1": 3})
    close(preparing, alice)
    with pytest.raises(Refused, match="in the figures"):
        remove_rater(inside, by=alice)
    remove_rater(outside, by=alice)
    assert list(Rater.objects.taking_part()) == [inside]


def test_open_invitation_that_has_expired_is_nobody(preparing: Assessment, alice: User) -> None:
    by_invitation(preparing, alice)
    preparing.rater_invitations.update(expires_at=timezone.now() - timedelta(days=1))
    with pytest.raises(Refused, match="Invite somebody first"):
        open_for_rating(preparing, alice)


@pytest.mark.django_db(transaction=True)
def test_of_many_leads_who_close_at_once_one_closes() -> None:
    alice = make_person("Alice Moreau")
    assessment = make_independent(make_organization(alice), publish_framework(), alice)
    make_rater(assessment, alice)
    open_for_rating(assessment, alice)

    def close_it(_: int) -> bool:
        try:
            close(assessment, alice)
        except IllegalMove:
            return False
        return True

    assert at_once(close_it).count(True) == 1
    assert history_of(assessment).filter(verb="round closed").count() == 1
