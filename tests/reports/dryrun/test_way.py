"""The way of a dry run: asked for by an editor, computed in a worker, kept with the draft."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from commitments.drafting.actions import change_part, create_draft
from commitments.drafting.models import Draft
from commitments.models import FrameworkVersion
from lhs_portal.accounts import codes
from lhs_portal.accounts.actions.portal_roles import grant_role
from lhs_portal.accounts.models import PortalRoleGrant, User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import Event
from reports.dryrun import actions
from reports.dryrun.actions import request_dry_run
from reports.dryrun.jobs import WORKER_STOPPED, make_dry_run
from reports.dryrun.models import DryRun, State
from reports.dryrun.presenting import present_dry_run
from reports.field.models import FieldCycle, Participation
from reports.jobs import claims
from reports.models import Report
from reports.releases.actions import approve_release, prepare_release
from reports.releases.jobs import make_release
from reports.releases.models import DryRunBasis, Kind, Release
from tests.cast import client_of, make_person
from tests.reports.releases.factories import make_cycle
from tests.reports.releases.joined import add_report, join, make_organization
from tests.reports.samples import answer

pytestmark = pytest.mark.django_db


def _person(name: str, role: str) -> User:
    person = make_person(name)
    grant_role(person, role=role, by=None)
    return person


@pytest.fixture
def erin(db: Any) -> User:
    return _person("Erin Castellanos", codes.PortalRole.FRAMEWORK_EDITOR)


@pytest.fixture
def cycle(framework: FrameworkVersion, monkeypatch: pytest.MonkeyPatch) -> FieldCycle:
    """15 organizations, three at each level."""
    monkeypatch.setattr("reports.releases.actions.enqueue", lambda _id: True)
    monkeypatch.setattr("reports.dryrun.actions.enqueue", lambda _id: True)
    cycle = make_cycle(framework)
    for place in range(15):
        join(cycle, make_organization(f"Organization {place}"), level=place % 5)
    return cycle


@pytest.fixture
def release(cycle: FieldCycle) -> Release:
    return publish(cycle)


def publish(cycle: FieldCycle) -> Release:
    petra = User.objects.filter(email="petra@example.org").first() or _person(
        "Petra Lindgren", codes.PortalRole.RELEASE_MANAGER
    )
    quentin = User.objects.filter(email="quentin@example.org").first() or _person(
        "Quentin Abara", codes.PortalRole.RELEASE_MANAGER
    )
    release = prepare_release(cycle, Kind.FIELD, petra)
    make_release(release.pk)
    return approve_release(release.pk, quentin)


@pytest.fixture
def draft(framework: FrameworkVersion, erin: User) -> Draft:
    return create_draft(version="2025.1", base=framework, by=erin)


def change(draft: Draft, by: User, code: str, **values: Any) -> None:
    part = draft.parts.get(section="items", code=code)
    change_part(
        draft=draft,
        section="items",
        code=code,
        entry=part.entry | values,
        seen=part.revision,
        by=by,
    )
    draft.refresh_from_db()


def done(draft: Draft, by: User) -> DryRun:
    run = request_dry_run(draft=draft, by=by)
    make_dry_run(run.pk)
    run.refresh_from_db()
    return run


def test_a_draft_is_tried_on_the_latest_release(release: Release, draft: Draft, erin: User) -> None:
    change(draft, erin, "safe.1", meaning=2)
    run = done(draft, erin)
    assert (run.state, run.error, run.release) == (State.DONE, "", release)
    results = json.loads(run.results)
    safe = next(one for one in results["subjects"] if one["code"] == "safe")
    # All answers of one organization are equal, so a question less changes no mean.
    assert (safe["before"], safe["after"], safe["change"]) == ("2.0", "2.0", "0.0")
    assert results["fates"]["changed_meaning"] == ["safe.1"]
    page = present_dry_run(run)
    assert page.n == "15"
    assert page.open == ()
    assert Event.objects.filter(subject_type="dryrun", verb="requested", actor=erin).count() == 1


def test_means_move_as_worked_by_hand(cycle: FieldCycle, draft: Draft, erin: User) -> None:
    """safe.1 is at 4 in twelve and at 0 in three: 3.2. The others are at 2 on average. Before:
    (3.2 + 3 · 2) ÷ 4 = 2.3; without safe.1: 2.0."""
    for place, one in enumerate(Participation.objects.order_by("pk")):
        answer_anew(one, {"safe.1": answer(4 if place < 12 else 0)}, level=place % 5)
    publish(cycle)
    change(draft, erin, "safe.1", meaning=2)
    run = done(draft, erin)
    safe = next(one for one in json.loads(run.results)["subjects"] if one["code"] == "safe")
    assert (safe["before"], safe["after"], safe["change"]) == ("2.3", "2.0", "-0.3")
    assert safe["items"] == [{"code": "safe.1", "effect": "-0.3"}]


def answer_anew(one: Participation, answers: dict[str, Any], *, level: int) -> None:
    Report.objects.filter(assessment=one.assessment).delete()
    add_report(one.assessment, answers, level=level, requested_at=one.assessment.signed_at)


def test_an_equal_draft_is_computed_once(release: Release, draft: Draft, erin: User) -> None:
    first = done(draft, erin)
    assert request_dry_run(draft=draft, by=erin) == first
    change(draft, erin, "safe.1", weight="2")
    second = request_dry_run(draft=draft, by=erin)
    assert second != first
    change(draft, erin, "safe.1", weight="3")
    with pytest.raises(Refused, match="under way"):
        request_dry_run(draft=draft, by=erin)


def test_without_a_release_there_is_nothing_to_try_on(draft: Draft, erin: User, cycle: Any) -> None:
    with pytest.raises(Refused, match="no release yet"):
        request_dry_run(draft=draft, by=erin)


def test_a_draft_with_a_fault_is_refused(release: Release, draft: Draft, erin: User) -> None:
    change(draft, erin, "safe.1", subject="nothing")
    with pytest.raises(Refused, match="breaks a rule"):
        request_dry_run(draft=draft, by=erin)


def test_a_draft_that_changed_meanwhile_says_so(release: Release, draft: Draft, erin: User) -> None:
    run = request_dry_run(draft=draft, by=erin)
    change(draft, erin, "safe.1", weight="2")
    make_dry_run(run.pk)
    run.refresh_from_db()
    assert run.state == State.FAILED
    assert "changed after" in run.error


def test_who_withdrew_is_in_no_dry_run(release: Release, draft: Draft, erin: User) -> None:
    """And nobody learns who it was by the difference of two."""
    done(draft, erin)
    Participation.objects.filter(pk=Participation.objects.first().pk).update(consented_at=None)
    change(draft, erin, "safe.1", weight="2")
    run = done(draft, erin)
    assert run.state == State.FAILED
    assert "after the next release" in run.error
    assert run.results == ""


def attained(run: DryRun, code: str) -> list[int] | None:
    subjects = json.loads(run.results)["subjects"]
    counts: list[int] | None = next(one for one in subjects if one["code"] == code)["attained"]
    return counts


def test_what_the_release_does_not_tell_is_withheld(
    cycle: FieldCycle, draft: Draft, erin: User
) -> None:
    """Four of 15 do not know safe.3, and the other 11 are too few without any two systems."""
    for one in Participation.objects.order_by("pk")[:4]:
        answer_anew(one, {"safe.3": answer(None, dont_know=True)}, level=1)
    publish(cycle)
    change(draft, erin, "safe.4", essential=True)
    run = done(draft, erin)
    assert (run.state, run.error) == (State.DONE, "")
    assert json.loads(run.results)["withheld"] == ["safe"]
    assert present_dry_run(run).withheld == ("Safe",)
    assert not DryRunBasis.objects.exists()


def test_counts_are_of_those_who_answered_all_with_a_level(
    cycle: FieldCycle, draft: Draft, erin: User
) -> None:
    """15 of 30 do not know safe.3. Of the others, three at each level, all are at one level in all
    but safe.4, which is 0: once it is essential, those above 0 go down."""
    knowing = list(Participation.objects.all())
    for place in range(15):
        unknown = join(cycle, make_organization(f"Unknowing {place}"), reported=False)
        answers = {"safe.3": answer(None, dont_know=True)}
        add_report(unknown, answers, level=place % 5, requested_at=unknown.signed_at)
    for place, one in enumerate(knowing):
        answer_anew(one, {"safe.4": answer(0)}, level=place % 5)
    publish(cycle)
    change(draft, erin, "safe.4", essential=True)
    run = done(draft, erin)
    basis = DryRunBasis.objects.get()
    assert basis.items == "safe.1,safe.2,safe.3,safe.4"
    counts = attained(run, "safe")
    assert counts is not None
    assert sum(counts) == 15


def test_a_set_stays_what_it_was(release: Release, draft: Draft, erin: User) -> None:
    change(draft, erin, "safe.4", essential=True)
    done(draft, erin)
    basis = DryRunBasis.objects.get()
    change(draft, erin, "safe.3", essential=True)
    done(draft, erin)
    assert DryRunBasis.objects.get() == basis


def test_later_releases_are_checked_against_dry_runs(
    release: Release, draft: Draft, erin: User
) -> None:
    from reports.releases.computing import load_published

    assert len(load_published([release])) == 1
    change(draft, erin, "safe.4", essential=True)
    done(draft, erin)
    told = load_published([release])[1]
    assert [measure.code for measure in told.measures] == [f"item:safe.{n}" for n in range(1, 5)]
    assert all(measure.respondents.sum() == 15 for measure in told.measures)


def test_no_more_than_so_many_of_a_release(
    release: Release, draft: Draft, erin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_OF_A_RELEASE", 1)
    done(draft, erin)
    change(draft, erin, "safe.1", weight="2")
    with pytest.raises(Refused, match="after the next release"):
        request_dry_run(draft=draft, by=erin)


def test_a_lost_worker_leaves_nothing_and_another_goes_on(
    release: Release, draft: Draft, erin: User
) -> None:
    run = request_dry_run(draft=draft, by=erin)
    claim = claims.take(DryRun, run.pk)
    assert claim
    DryRun.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    make_dry_run(run.pk)
    run.refresh_from_db()
    assert (run.state, run.attempts) == (State.DONE, 2)
    with pytest.raises(claims.LostClaim):
        claims.advance(claim, "Reading", 1)


def test_the_last_lost_worker_is_told(release: Release, draft: Draft, erin: User) -> None:
    run = request_dry_run(draft=draft, by=erin)
    for _ in range(3):
        claims.take(DryRun, run.pk)
        DryRun.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert claims.fail_exhausted() == 1
    run.refresh_from_db()
    assert (run.state, run.error) == (State.FAILED, WORKER_STOPPED)


def test_only_editors_see_the_pages(
    release: Release,
    draft: Draft,
    erin: User,
    adam: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    change(draft, erin, "safe.1", meaning=2)
    pages = reverse("reports:dry_runs", args=[draft.pk])
    client = client_of(erin)
    address = client.post(pages)["Location"]
    assert "Waiting for a worker" in client.get(address).content.decode()
    make_dry_run(DryRun.objects.get().pk)
    with django_assert_max_num_queries(10):
        page = client.get(address).content.decode()
    assert "What stays comparable" in page
    assert "safe.1" in page
    assert "the draft as it is now" in client.get(pages).content.decode()
    for url in (pages, address):
        assert client_of(adam).get(url).status_code == 404
        assert client_of().get(url).status_code == 302
    PortalRoleGrant.objects.filter(user=erin).delete()
    assert client.get(address).status_code == 404
    assert client.post(pages).status_code == 404
