from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.http import Http404

from assessments.actions import (
    choose_named,
    decline_section,
    finish_section,
    remove_rater,
    save_ratings,
    take_up_section_again,
)
from assessments.actions.rating import NotAsked
from assessments.answer_sheet import Answer
from assessments.changes import AnswerChange
from assessments.merging import Seen
from assessments.models import Assessment, Rater, Rating
from assessments.own_ratings import OwnRatings, load_asked, load_own
from assessments.permissions import Frozen
from assessments.queries import history_of
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from commitments.rating_guide_importing import import_rating_guide
from lhs_portal.accounts.models import Organization, User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import Event
from tests.assessments.factories import publish_framework
from tests.assessments.rating_factories import asked_items, fresh, rate_all, rate_items
from tests.assessments.rounds_factories import (
    close,
    make_independent,
    make_rater,
    make_raters,
    open_again,
    open_for_rating,
)
from tests.frameworks import make_document
from tests.rating_guides import make_guide


@pytest.fixture
def independent(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    return make_independent(organization, framework, alice)


@pytest.fixture
def ines(independent: Assessment, alice: User) -> Rater:
    """A nurse who is no member; asked about “safe” and “S1”. The round is open."""
    rater = make_rater(independent, alice, sections=["safe", "S1"])
    open_for_rating(independent, alice)
    return rater


def save(rater: Rater, code: str = "safe.1", seen: Seen | None = None, **parts: Any) -> Any:
    change = AnswerChange(code, seen or Seen(0), **parts)
    assert rater.user
    return save_ratings(assessment=rater.assessment_id, changes=[change], by=rater.user)


def own(rater: Rater) -> OwnRatings:
    now = fresh(rater)
    asked = load_asked(now)
    return load_own(now, asked, notes_of=list(asked.items))


def section(rater: Rater, code: str = "safe") -> Any:
    return rater.sections.get(subject=code)


def test_save_stores_the_rating_and_no_event(ines: Rater) -> None:
    before = list(Event.objects.values())
    saved = save(ines, choice="3", note="The audit of May")
    row = own(ines).stored["safe.1"]
    assert row.entry == Answer("safe.1", level=3, note="The audit of May")
    assert (row.version, row.updated_at, saved.codes) == (1, None, ("safe.1",))
    rating = Rating.objects.get()
    assert (rating.rater, rating.round, rating.in_figures) == (ines, 1, False)
    assert list(Event.objects.values()) == before


def test_save_leaves_no_trace_at_the_rater(ines: Rater) -> None:
    before = Rater.objects.filter(pk=ines.pk).values().get()
    sections = list(ines.sections.values())
    save(ines, choice="0")
    assert Rater.objects.filter(pk=ines.pk).values().get() == before
    assert list(ines.sections.values()) == sections


def test_save_of_the_same_again_changes_nothing(ines: Rater) -> None:
    save(ines, choice="3", note="x")
    again = save(ines, choice="3", note="x")
    assert (again.codes, dict(again.conflicts)) == ((), {})
    assert Rating.objects.get().version == 1


def test_save_in_two_windows_overwrites_nothing(ines: Rater) -> None:
    save(ines, choice="2", note="first")
    saved = save(ines, choice="4", note="second")
    conflict = saved.conflicts["safe.1"]
    assert conflict.mine == Answer("safe.1", level=4, note="second")
    assert conflict.theirs.entry == Answer("safe.1", level=2, note="first")
    assert conflict.theirs.updated_by == ines.user_id
    assert own(ines).stored["safe.1"].entry.note == "first"


def test_save_of_two_raters_never_meets(independent: Assessment, alice: User, ines: Rater) -> None:
    jo = make_rater(independent, alice, "Jo Hahn", sections=["safe"])
    save(ines, choice="0", note="Ines")
    assert save(jo, choice="4", note="Jo").codes == ("safe.1",)
    assert own(ines).stored["safe.1"].entry == Answer("safe.1", level=0, note="Ines")


@pytest.mark.parametrize("code", ["effective.1", "nonsense"])
def test_save_of_what_is_not_asked_saves_nothing(ines: Rater, code: str) -> None:
    assert ines.user
    changes = [AnswerChange("safe.1", Seen(0), "1"), AnswerChange(code, Seen(0), "1")]
    with pytest.raises(NotAsked):
        save_ratings(assessment=ines.assessment_id, changes=changes, by=ines.user)
    assert not Rating.objects.exists()


def test_save_by_somebody_else_is_not_found(ines: Rater, alice: User, charlie: User) -> None:
    for person in (alice, charlie):
        with pytest.raises(Http404):
            save_ratings(assessment=ines.assessment_id, changes=[], by=person)


def test_save_before_the_round_is_refused(independent: Assessment, alice: User) -> None:
    early = make_rater(independent, alice, sections=["safe"])
    with pytest.raises(Frozen, match="not open yet"):
        save(early, choice="1")


def test_save_after_the_round_is_refused(independent: Assessment, alice: User, ines: Rater) -> None:
    save(ines, choice="1")
    close(independent, alice)
    with pytest.raises(Frozen, match="closed"):
        save(ines, "safe.2", choice="1")
    assert Rating.objects.get().in_figures


def test_save_by_a_removed_rater_is_not_found(ines: Rater, alice: User) -> None:
    remove_rater(ines, by=alice)
    with pytest.raises(Http404):
        save(ines, choice="1")


def test_save_of_what_is_in_the_figures_is_refused_and_the_rest_is_saved(
    independent: Assessment, alice: User, ines: Rater
) -> None:
    save(ines, choice="1", note="as it was")
    close(independent, alice)
    open_again(independent, alice)
    assert ines.user
    seen = own(ines).stored["safe.1"].seen
    changes = [AnswerChange("safe.1", seen, "4"), AnswerChange("safe.2", Seen(0), "2")]
    saved = save_ratings(assessment=independent, changes=changes, by=ines.user)
    assert (saved.fixed, saved.codes) == ({"safe.1"}, ("safe.2",))
    assert own(ines).stored["safe.1"].entry.level == 1
    late = Rating.objects.get(item__code="safe.2")
    assert (late.round, late.in_figures) == (2, False)


def test_save_untouched_of_what_is_in_the_figures_is_no_fault(
    independent: Assessment, alice: User, ines: Rater
) -> None:
    save(ines, choice="1")
    close(independent, alice)
    open_again(independent, alice)
    saved = save(ines, seen=own(ines).stored["safe.1"].seen, choice="1", note="")
    assert (saved.fixed, saved.codes) == (frozenset(), ())


def test_database_refuses_what_the_action_refuses(
    independent: Assessment, alice: User, ines: Rater
) -> None:
    save(ines, choice="1")
    close(independent, alice)
    open_again(independent, alice)
    with pytest.raises((IntegrityError, OperationalError)), transaction.atomic():
        Rating.objects.update(level=4)


def test_asked_is_neither_what_staff_alone_see_nor_what_the_sector_has_not(
    organization: Organization, alice: User
) -> None:
    document = make_document()
    for item in document["items"]:
        if item["code"] in ("safe.2", "safe.3"):
            item["not_applicable_to"] = [str(organization.sector)]
    version = publish_framework(document)
    guide = make_guide(load_definition(version), staff_only=["safe.1"])
    import_rating_guide(guide, version=version)
    assessment = make_independent(organization, version, alice)
    partner = make_rater(assessment, alice, role_group="patient-partner")
    nurse = make_rater(assessment, alice, "Jo Hahn")
    assert asked_items(partner, "safe") == ["safe.4"]
    assert asked_items(nurse, "safe") == ["safe.1", "safe.4"]
    open_for_rating(assessment, alice)
    with pytest.raises(NotAsked):
        save(partner, "safe.1", choice="1")
    rate_items(partner, ["safe.4"])
    assert partner.user
    assert finish_section(assessment=assessment, subject="safe", by=partner.user)


def test_finish_wants_every_item_and_is_told_once(independent: Assessment, ines: Rater) -> None:
    assert ines.user
    rate_items(ines, asked_items(ines, "safe")[:3])
    arguments: dict[str, Any] = {"assessment": independent, "subject": "safe", "by": ines.user}
    assert not finish_section(**arguments)
    assert section(ines).finished_at is None
    rate_items(ines, ["safe.4"], choice="dk")
    assert finish_section(**arguments)
    assert finish_section(**arguments)
    [event] = history_of(independent).filter(verb="finished section")
    assert (event.actor, event.what, event.before, event.after) == (ines.user, "Safe", None, None)


def test_rating_can_change_after_its_section_is_finished(ines: Rater) -> None:
    rate_all(ines, choice="3")
    rate_items(ines, ["safe.1"], choice="1")
    assert own(ines).stored["safe.1"].entry.level == 1
    assert section(ines).finished_at


def test_decline_keeps_what_was_rated_and_can_be_taken_back(
    independent: Assessment, ines: Rater
) -> None:
    assert ines.user
    arguments: dict[str, Any] = {"assessment": independent, "subject": "safe", "by": ines.user}
    save(ines, choice="2")
    decline_section(**arguments)
    decline_section(**arguments)
    assert section(ines).declined_at
    assert section(ines, "S1").declined_at is None
    take_up_section_again(**arguments)
    assert section(ines).declined_at is None
    assert own(ines).stored["safe.1"].entry.level == 2


def test_decline_of_a_finished_section_opens_it(independent: Assessment, ines: Rater) -> None:
    assert ines.user
    rate_all(ines)
    decline_section(assessment=independent, subject="safe", by=ines.user)
    assert section(ines).finished_at is None
    assert section(ines, "S1").finished_at


def test_save_in_a_declined_section_takes_it_up_again(independent: Assessment, ines: Rater) -> None:
    assert ines.user
    for code in ("safe", "S1"):
        decline_section(assessment=independent, subject=code, by=ines.user)
    saved = save(ines, choice="2")
    assert section(ines).declined_at is None
    assert section(ines, "S1").declined_at
    assert [one.declined for one in saved.asked.sections] == [False, True]


def test_decline_before_the_round_and_not_after_it(independent: Assessment, alice: User) -> None:
    rater = make_rater(independent, alice, sections=["safe"])
    assert rater.user
    arguments: dict[str, Any] = {"assessment": independent, "subject": "safe", "by": rater.user}
    decline_section(**arguments)
    open_for_rating(independent, alice)
    close(independent, alice)
    with pytest.raises(Frozen):
        take_up_section_again(**arguments)


def test_decline_of_a_section_that_is_not_asked(independent: Assessment, ines: Rater) -> None:
    assert ines.user
    with pytest.raises(NotAsked):
        decline_section(assessment=independent, subject="effective", by=ines.user)
    with pytest.raises(NotAsked):
        finish_section(assessment=independent, subject="effective", by=ines.user)


def test_named_can_be_chosen_until_the_first_close(
    independent: Assessment, alice: User, ines: Rater
) -> None:
    assert ines.user
    events = Event.objects.count()
    choose_named(assessment=independent, named=True, by=ines.user)
    assert fresh(ines).named
    choose_named(assessment=independent, named=False, by=ines.user)
    assert Event.objects.count() == events
    close(independent, alice)
    with pytest.raises(Refused, match="others could tell"):
        choose_named(assessment=independent, named=True, by=ines.user)
    open_again(independent, alice)
    with pytest.raises(Refused):
        choose_named(assessment=independent, named=True, by=ines.user)
    assert not fresh(ines).named


def test_late_ratings_enter_the_figures_in_threes(
    independent: Assessment, alice: User, ines: Rater
) -> None:
    others = make_raters(independent, alice, 3, sections=["safe"], first=1)
    close(independent, alice)
    open_again(independent, alice)
    for rater in (ines, *others[:1]):
        rate_items(rater, ["safe.1"])
    rate_items(others[1], ["safe.1", "safe.2"])
    close(independent, alice)
    assert own(others[1]).in_figures == {"safe.1"}
    assert own(ines).in_figures == {"safe.1"}
