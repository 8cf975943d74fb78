"""The demo's data: what a visitor finds, twice the same, and never over what people typed."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from assessments.answer_sheet import progress
from assessments.models import Answer, Assessment
from assessments.queries import history_of, load_sheet
from commitments.queries import load_definition
from lhs_portal.accounts.codes import PortalRole, Role
from lhs_portal.accounts.models import Membership, Organization, PortalRoleGrant, User
from lhs_portal.environment import BASE_DIR
from lhs_portal.site.demo import cast
from lhs_portal.site.demo.loading import load_demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework(db: Any) -> None:
    path = BASE_DIR / "fixtures" / "framework" / "2024.12.yaml"
    call_command("load_framework", str(path), publish=True, verbosity=0)


def test_demo_has_organizations_in_every_state_and_people_in_every_role(framework: None) -> None:
    assert load_demo()
    assert Organization.objects.count() == 5
    assert Organization.objects.values("type").distinct().count() == 5
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role)
    assert set(PortalRoleGrant.objects.values_list("role", flat=True)) == set(PortalRole)
    assert User.objects.count() == len(cast.sign_ins())
    answered = [
        (one.state, progress(load_definition(one.framework_version), load_sheet(one)).answered)
        for one in Assessment.objects.all()
    ]
    assert ("submitted", 88) in answered
    assert any(state == "answering" and 20 <= count < 88 for state, count in answered)
    assert any(state == "answering" and count < 20 for state, count in answered)


def test_demo_is_the_same_every_time(framework: None) -> None:
    first = contents()
    assert len(first) == 5
    assert contents() == first


def contents() -> dict[tuple[str, str], Any]:
    """What the demo holds once loaded, by organization and title; it is gone again afterwards."""
    with transaction.atomic():
        load_demo()
        found = {
            (one.organization.name, one.title): (
                load_sheet(one),
                list(one.targets.order_by("pk").values_list("level", "statement")),
                list(one.reports.order_by("number").values_list("number", "kind")),
                [member.user.email for member in one.organization.memberships.order_by("pk")],
                history_of(one).count(),
            )
            for one in Assessment.objects.all()
        }
        transaction.set_rollback(True)
    return found


def test_demo_leaves_a_portal_with_people_as_it_is(framework: None, adam: User) -> None:
    assert not load_demo()
    assert User.objects.get() == adam
    assert not Answer.objects.exists()
