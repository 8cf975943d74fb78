"""Release managers who press at the same moment; with real transactions."""

from typing import Any

import pytest

from lhs_portal.accounts import codes
from lhs_portal.accounts.actions.portal_roles import grant_role
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import Event
from reports.field.models import FieldCycle
from reports.releases.actions import ONE_AT_A_TIME, approve_release, prepare_release
from reports.releases.jobs import make_release
from reports.releases.models import Kind, Release, ReleaseFile, State
from tests.assessments.actions.test_concurrency import PEOPLE, at_once
from tests.cast import make_person
from tests.reports.factories import make_framework
from tests.reports.releases.factories import make_cycle
from tests.reports.releases.joined import join, make_organization

pytestmark = pytest.mark.django_db(transaction=True)


def make_managers() -> list[User]:
    people = [make_person(f"Manager{number} Lindgren") for number in range(PEOPLE)]
    for person in people:
        grant_role(person, role=codes.PortalRole.RELEASE_MANAGER, by=None)
    return people


@pytest.fixture
def cycle(transactional_db: Any, monkeypatch: pytest.MonkeyPatch) -> FieldCycle:
    monkeypatch.setattr("reports.releases.actions.enqueue", lambda _id: True)
    cycle = make_cycle(make_framework())
    for place in range(14):
        join(cycle, make_organization(f"Organization {place}"), level=place % 5)
    return cycle


def test_many_approvals_at_once_publish_it_once(cycle: FieldCycle) -> None:
    """The preparer's among them: hers is refused, and so are all but the first of the others."""
    managers = make_managers()
    release = prepare_release(cycle, Kind.FIELD, managers[0])
    make_release(release.pk)

    def approve(number: int) -> str:
        try:
            return str(approve_release(release.pk, managers[number]).approved_by_id)
        except Refused:
            return ""

    approved = [who for who in at_once(approve) if who]
    release.refresh_from_db()
    assert (release.state, release.number) == (State.PUBLISHED, 1)
    assert approved == [str(release.approved_by_id)]
    assert release.approved_by_id != managers[0].pk
    assert Event.objects.filter(subject_type="release", verb="approved").count() == 1
    names = list(ReleaseFile.objects.values_list("filename", flat=True))
    assert names
    assert len(names) == len(set(names))


def test_many_preparations_at_once_are_one(cycle: FieldCycle) -> None:
    managers = make_managers()

    def prepare(number: int) -> str:
        try:
            prepare_release(cycle, Kind.FIELD, managers[number])
        except Refused as refused:
            return str(refused)
        return ""

    assert sorted(at_once(prepare)) == ["", *[ONE_AT_A_TIME] * (PEOPLE - 1)]
    assert Release.objects.count() == 1
