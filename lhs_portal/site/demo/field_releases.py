"""The demo's releases: prepared by one manager, computed, approved by another, as on a portal."""

from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from lhs_portal.site.demo.field import ORGANIZATIONS
from reports.field.models import FieldCycle
from reports.releases.actions import approve_release, prepare_release
from reports.releases.jobs import make_release
from reports.releases.models import Kind, Release, State

NOTES = {
    Kind.FIELD: f"Made up, for the demo: {ORGANIZATIONS} organizations that do not exist.",
    Kind.PARTICIPATION: "Made up, for the demo.",
}


class NotReleased(Exception):
    """A release of the demo could not be made; its row says why."""


def load_releases() -> bool:
    """One of each cycle's figures, and who took part in the last; False where there are any."""
    if Release.objects.exists():
        return False
    managers = User.objects.filter(portal_roles__role=PortalRole.RELEASE_MANAGER).order_by("email")
    preparing, approving = managers[:2]
    cycles = list(FieldCycle.objects.order_by("opens"))
    for cycle, kind in [
        *((cycle, Kind.FIELD) for cycle in cycles),
        (cycles[-1], Kind.PARTICIPATION),
    ]:
        release = prepare_release(cycle, kind, by=preparing, note=NOTES[kind])
        make_release(release.pk)
        approved = approve_release(release.pk, by=approving)
        if approved.state != State.PUBLISHED:
            raise NotReleased(f"{approved}: {approved.stopped_why or approved.error}")
    return True
