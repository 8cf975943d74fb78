"""Two editors, an open draft and a small release to try it on: run on a running portal.

`python -m tests.browser.trying_scene` prints JSON: the draft, and a session for each editor.
"""

import json
import time
from datetime import UTC, date, datetime
from typing import Any

import django

from tests.browser.staging import make_session

FIRST, SECOND = "Ottilie", "Lorcan"
VERSION = "2033.1"
ORGANIZATIONS = 30
SIGNED = datetime(2021, 3, 15, 15, tzinfo=UTC)


def scene() -> dict[str, Any]:
    from commitments.drafting.actions import create_draft
    from commitments.models import FrameworkVersion
    from lhs_portal.accounts.actions.portal_roles import grant_role
    from lhs_portal.accounts.codes import PortalRole
    from tests.cast import make_person

    version = FrameworkVersion.objects.get(version="2024.12")
    managers = [make_person(name) for name in ("Isolde Varga", "Tancred Moss")]
    editors = [make_person(f"{name} Quist") for name in (FIRST, SECOND)]
    for person in managers:
        grant_role(person, role=PortalRole.RELEASE_MANAGER, by=None)
    for person in editors:
        grant_role(person, role=PortalRole.FRAMEWORK_EDITOR, by=None)
    publish(version, *managers)
    draft = create_draft(version=VERSION, base=version, by=editors[0])
    sessions = {name: make_session(one) for name, one in zip((FIRST, SECOND), editors, strict=True)}
    return {"draft": str(draft.pk), "sessions": sessions}


def publish(version: Any, preparing: Any, approving: Any) -> None:
    """Of a cycle that lies back, so that no organization of another journey is in it."""
    from reports.releases.actions import approve_release, prepare_release
    from reports.releases.jobs import make_release
    from reports.releases.models import Kind, State
    from tests.reports.releases.factories import make_cycle
    from tests.reports.releases.joined import join, make_organization

    cycle = make_cycle(
        version, "Trial cycle 2021", opens=date(2021, 1, 1), closes=date(2021, 6, 30)
    )
    for place in range(ORGANIZATIONS):
        organization = make_organization(f"Trial organization {place}")
        join(cycle, organization, level=place % 5, signed_at=SIGNED)
    release = prepare_release(cycle, Kind.FIELD, preparing)
    # The portal's own worker may be the one that makes it.
    for _ in range(600):
        make_release(release.pk)
        release.refresh_from_db()
        if release.state == State.PREPARED:
            break
        time.sleep(0.2)
    approve_release(release.pk, approving)


if __name__ == "__main__":
    django.setup()
    print(json.dumps(scene()))
