"""The demo's data: what a visitor finds, and twice the same."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from assessments.answer_sheet import progress
from assessments.models import Assessment
from assessments.queries import history_of, load_sheet
from assessments.states import STATES
from commitments.queries import load_definition
from lhs_portal.accounts.codes import PortalRole, Role
from lhs_portal.accounts.models import Membership, Organization, PortalRoleGrant, User
from lhs_portal.environment import BASE_DIR
from lhs_portal.site.demo import cast
from lhs_portal.site.demo.loading import load_demo
from reports.models import Report
from reports.plans.codes import BARRIERS
from reports.plans.codes import STATES as ACTION_STATES
from reports.plans.models import Action, Barrier

# Loaded for the whole module, by one worker.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]
Contents = dict[tuple[str, str], Any]


@pytest.fixture(scope="module")
def first_contents(django_db_setup: None, django_db_blocker: Any) -> Iterator[Contents]:
    """What an earlier load held. The database holds that of a later one, until the module ends."""
    path = BASE_DIR / "fixtures" / "framework" / "2024.12.yaml"
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_framework", str(path), publish=True, verbosity=0)
        with transaction.atomic():
            assert load_demo()
            earlier = contents()
            transaction.set_rollback(True)
        assert load_demo()
        yield earlier
        transaction.set_rollback(True)


@pytest.fixture
def demo(first_contents: Contents, db: Any) -> None:
    pass


def test_demo_has_organizations_in_every_state_and_people_in_every_role(demo: None) -> None:
    assert Organization.objects.count() == 6
    assert Organization.objects.values("type").distinct().count() == 5
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role)
    assert set(PortalRoleGrant.objects.values_list("role", flat=True)) == set(PortalRole)
    assert User.objects.count() == len(cast.sign_ins())
    answered = [
        (one.state, progress(load_definition(one.framework_version), load_sheet(one)).answered)
        for one in Assessment.objects.all()
    ]
    assert {state for state, _ in answered} == set(STATES)
    assert ("signed", 88) in answered
    assert any(state == "answering" and 20 <= count < 88 for state, count in answered)
    assert any(state == "answering" and count < 20 for state, count in answered)


def test_demo_is_the_same_every_time(first_contents: Contents, demo: None) -> None:
    assert len(first_contents) == 13
    assert contents() == first_contents


def contents() -> Contents:
    """By organization and title."""
    return {
        (one.organization.name, one.title): (
            load_sheet(one),
            list(one.targets.order_by("pk").values_list("level", "statement")),
            list(one.reports.order_by("number").values_list("number", "kind")),
            [member.user.email for member in one.organization.memberships.order_by("pk")],
            history_of(one).count(),
        )
        for one in Assessment.objects.all()
    }


def test_demo_has_plans(demo: None) -> None:
    """A board with something in each column, and a report that looks back on a plan."""
    board = Action.objects.filter(assessment__title__endswith="spring 2026")
    assert set(board.values_list("state", flat=True)) == set(ACTION_STATES)
    assert {action.overdue for action in board} == {True, False}
    assert set(Barrier.objects.values_list("code", flat=True)) == set(BARRIERS)
    report = Report.objects.get(assessment__title="Annual assessment 2026")
    earlier = json.loads(report.frozen_input)["earlier_plan"]
    assert earlier["assessment"] == "Annual assessment 2025"
    assert {action["state"] for action in earlier["actions"]} == {"done", "dropped"}
