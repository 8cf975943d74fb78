"""Who may hold otherwise, about what, and whose words these stay."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from assessments.actions import accept_uncontested, decide, remove_dissent, write_dissent
from assessments.actions.dissent import NothingToDissentFrom
from assessments.merging import Seen
from assessments.models import Assessment, Dissent, Rater
from assessments.permissions import Frozen
from assessments.queries import history_of
from assessments.settling_queries import load_dissents
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.rounds_factories import open_again
from tests.assessments.settling_factories import make_settling

RATED = {"safe.1": "0 0 4 4", "safe.2": "3 3 3 3", "safe.3": "0 4 0 4"}


@pytest.fixture
def decided(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    """safe.1 is decided, safe.2 accepted, safe.3 still open."""
    assessment = make_settling(organization, framework, alice, RATED)
    accept_uncontested(assessment=assessment, by=alice)
    decide(assessment=assessment, item="safe.1", choice="2", reason="Met", seen=Seen(0), by=alice)
    return assessment


@pytest.fixture
def nurse(decided: Assessment) -> User:
    """A rater who is no member."""
    user = User.objects.get(email="rater0@example.org")
    assert not user.memberships.exists()
    return user


def test_a_dissent_stands_in_the_name_of_its_author(decided: Assessment, bob: User) -> None:
    write_dissent(assessment=decided, item="safe.1", text="It is 1 at night", by=bob)
    assert [(row.author, row.name) for row in load_dissents(decided)["safe.1"]] == [
        (bob.pk, "Bob Okafor")
    ]
    event = history_of(decided)[0]
    assert (event.verb, event.actor, event.what) == ("dissented", bob, "safe.1")
    assert (event.before, event.after) == ({"safe.1": ""}, {"safe.1": "It is 1 at night"})


def test_written_again_it_replaces_what_the_person_wrote(
    decided: Assessment, alice: User, bob: User
) -> None:
    first = write_dissent(assessment=decided, item="safe.1", text="One", by=bob)
    second = write_dissent(assessment=decided, item="safe.1", text="Two", by=bob)
    write_dissent(assessment=decided, item="safe.1", text="Two", by=bob)
    write_dissent(assessment=decided, item="safe.1", text="Mine", by=alice)
    assert second.pk == first.pk
    assert second.written_at > first.written_at
    assert [row.text for row in load_dissents(decided)["safe.1"]] == ["Two", "Mine"]
    assert history_of(decided).filter(verb="dissented").count() == 3


def test_only_the_author_takes_it_back(decided: Assessment, alice: User, bob: User) -> None:
    write_dissent(assessment=decided, item="safe.1", text="One", by=bob)
    assert not remove_dissent(assessment=decided, item="safe.1", by=alice)
    assert Dissent.objects.count() == 1
    assert remove_dissent(assessment=decided, item="safe.1", by=bob)
    assert not Dissent.objects.exists()
    event = history_of(decided)[0]
    assert (event.verb, event.before, event.after) == (
        "dissent removed",
        {"safe.1": "One"},
        {"safe.1": ""},
    )


def test_a_rater_of_the_section_dissents_from_a_decision_alone(
    decided: Assessment, nurse: User
) -> None:
    write_dissent(assessment=decided, item="safe.1", text="Not on my ward", by=nurse)
    # What was accepted is what few raters said: a rater who is no member does not learn it.
    for code in ("safe.2", "safe.3"):
        with pytest.raises(NothingToDissentFrom):
            write_dissent(assessment=decided, item=code, text="x", by=nurse)
    assert Dissent.objects.count() == 1


def test_a_member_dissents_from_what_was_accepted_too(decided: Assessment, bob: User) -> None:
    write_dissent(assessment=decided, item="safe.2", text="x", by=bob)
    with pytest.raises(NothingToDissentFrom):
        write_dissent(assessment=decided, item="safe.3", text="x", by=bob)


def not_asked(rater: Rater) -> None:
    rater.sections.filter(subject="safe").delete()


def declined(rater: Rater) -> None:
    rater.sections.filter(subject="safe").update(declined_at="2026-01-01T00:00Z")


def removed(rater: Rater) -> None:
    Rater.objects.filter(pk=rater.pk).update(removed_at="2026-01-01T00:00Z")


@pytest.mark.parametrize("change", [not_asked, declined, removed])
def test_a_rater_who_is_not_asked_about_it_finds_nothing(
    decided: Assessment, nurse: User, change: Callable[[Rater], None]
) -> None:
    change(decided.raters.get(user=nurse))
    with pytest.raises(Http404):
        write_dissent(assessment=decided, item="safe.1", text="x", by=nurse)


def test_a_reader_dissents_only_as_a_rater(decided: Assessment, rhea: User) -> None:
    with pytest.raises(PermissionDenied):
        write_dissent(assessment=decided, item="safe.1", text="x", by=rhea)
    with pytest.raises(PermissionDenied):
        remove_dissent(assessment=decided, item="safe.1", by=rhea)
    rater = Rater.objects.create(assessment=decided, user=rhea, role_group="quality")
    rater.sections.create(subject="safe", position=1)
    assert write_dissent(assessment=decided, item="safe.1", text="x", by=rhea)


def test_nobody_else_dissents(decided: Assessment, charlie: User, adam: User) -> None:
    for person in (charlie, adam):
        with pytest.raises(Http404):
            write_dissent(assessment=decided, item="safe.1", text="x", by=person)
    with pytest.raises(Http404):
        write_dissent(assessment=decided, item="safe.9", text="x", by=decided.started_by)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "  \n", "\u200b"])
def test_a_dissent_has_words(decided: Assessment, bob: User, text: str) -> None:
    with pytest.raises(ValueError):
        write_dissent(assessment=decided, item="safe.1", text=text, by=bob)


def test_dissent_is_written_while_settling_alone(
    decided: Assessment, alice: User, bob: User
) -> None:
    write_dissent(assessment=decided, item="safe.1", text="One", by=bob)
    open_again(decided, alice)
    with pytest.raises(Frozen, match="closed the round"):
        write_dissent(assessment=decided, item="safe.1", text="Two", by=bob)
    with pytest.raises(Frozen):
        remove_dissent(assessment=decided, item="safe.1", by=bob)
