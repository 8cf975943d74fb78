"""A worker killed with -9 while it computes a release: nothing of it is there, and the next makes it."""

import pytest

from lhs_portal.accounts import codes
from lhs_portal.accounts.actions.portal_roles import grant_role
from lhs_portal.accounts.models import User
from lhs_portal.audit.models import Event
from reports.jobs import claims
from reports.releases.actions import prepare_release
from reports.releases.jobs import WORKER_STOPPED
from reports.releases.models import (
    Kind,
    Release,
    ReleaseCell,
    ReleaseFigure,
    ReleaseMeasure,
    ReleaseMember,
    ReleaseTable,
    State,
)
from tests.cast import make_person
from tests.faults.worker_program import RELEASE_MOMENTS
from tests.faults.workers import Workshop, kill, wait_for
from tests.reports.factories import make_framework
from tests.reports.releases.factories import make_cycle
from tests.reports.releases.joined import join, make_organization

pytestmark = pytest.mark.xdist_group("workers")

WITHIN = 60
MEMBERS = 14  # of one kind: the whole field may be shown, and nothing else
ROWS = (ReleaseMember, ReleaseMeasure, ReleaseTable, ReleaseCell, ReleaseFigure)
STORED = {"release stored"}


@pytest.fixture
def queued(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Release:
    """No message was sent for it: the sweeper has to find it."""
    monkeypatch.setattr("reports.releases.actions.enqueue", lambda _id: False)
    petra: User = make_person("Petra Lindgren")
    grant_role(petra, role=codes.PortalRole.RELEASE_MANAGER, by=None)
    cycle = make_cycle(make_framework())
    for place in range(MEMBERS):
        join(cycle, make_organization(f"Organization {place}"), level=place % 5)
    return prepare_release(cycle, Kind.FIELD, petra)


def state_of(release: Release) -> str:
    return Release.objects.get(pk=release.pk).state


@pytest.mark.parametrize("moment", RELEASE_MOMENTS)
def test_release_is_whole_or_not_there(workshop: Workshop, queued: Release, moment: str) -> None:
    with workshop.worker(pause_at=moment) as process:
        wait_for(workshop.paused, seconds=WITHIN, what=f"the worker at: {moment}")
        kill(process)
    left = {model.__name__: model.objects.count() for model in ROWS}
    if moment in STORED:
        assert all(left.values())
    else:
        assert state_of(queued) == State.RUNNING
        assert not any(left.values()), left

    with workshop.worker():
        wait_for(
            lambda: state_of(queued) == State.PREPARED, seconds=WITHIN, what="a prepared release"
        )
    queued.refresh_from_db()
    assert queued.attempts == (1 if moment in STORED else 2)
    assert queued.members.count() == MEMBERS
    assert queued.tables.get().cells.get().n == 15
    assert Event.objects.filter(subject_type="release", verb="prepared").count() == 1


def test_worker_killed_in_every_attempt_fails_the_release_with_a_reason(
    workshop: Workshop, queued: Release
) -> None:
    for attempt in range(1, claims.MAX_ATTEMPTS + 1):
        with workshop.worker(pause_at="figures computed") as process:
            wait_for(workshop.paused, seconds=WITHIN, what=f"attempt {attempt}")
            (workshop.folder / "paused").unlink()
            kill(process)
    with workshop.worker():
        wait_for(lambda: state_of(queued) == State.FAILED, seconds=WITHIN, what="a failed release")
    queued.refresh_from_db()
    assert (queued.error, queued.number) == (WORKER_STOPPED, None)
    assert not any(model.objects.exists() for model in ROWS)
