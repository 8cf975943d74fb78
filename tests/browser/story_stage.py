"""Who tells a story, and who finds it: `python -m tests.browser.story_stage` on a running portal.

Prints JSON: the organization that stands high and one that does not, and a session for each person.
"""

import json
from datetime import timedelta
from typing import Any

import django

from tests.browser.release_cycle_stage import fill
from tests.browser.staging import make_session

ORGANIZATIONS = 30
TELLER, SEEKER, MODERATOR = "Tova Arslan", "Selma Byrd", "Mina Castro"


def stage() -> dict[str, Any]:
    from django.utils import timezone

    from assessments.queries import newest_framework
    from lhs_portal.accounts.actions.portal_roles import grant_role
    from lhs_portal.accounts.codes import PortalRole, Role
    from lhs_portal.accounts.models import Membership
    from reports.field.models import FieldCycle
    from tests.cast import make_person

    today = timezone.localdate()
    cycle = FieldCycle.objects.create(
        name="Cycle of storytellers",
        opens=today - timedelta(days=500),
        closes=today - timedelta(days=300),
        framework_version=newest_framework(),
    )
    fill(cycle, called="stories", count=ORGANIZATIONS)
    subject, teller, seeker = choose(cycle)
    people = {name: make_person(name) for name in (TELLER, SEEKER, MODERATOR)}
    Membership.objects.create(organization=teller, user=people[TELLER], role=Role.LEAD)
    Membership.objects.create(organization=seeker, user=people[SEEKER], role=Role.LEAD)
    grant_role(people[MODERATOR], role=PortalRole.COMMUNICATION, by=None)
    return {
        "subject": subject,
        "teller": teller.pk,
        "organization": teller.name,
        "report": seeker.assessments.get().reports.get().pk,
        "sessions": {name: make_session(person) for name, person in people.items()},
    }


def choose(cycle: Any) -> tuple[str, Any, Any]:
    """A subject, the first organization that stands high in it, and one for which it is a gap."""
    from assessments.scoring.card import read_card
    from lhs_portal.accounts.models import Organization
    from reports.hub.basis import load_basis

    took_part = Organization.objects.filter(participations__cycle=cycle).order_by("name")
    found = [(organization, load_basis(organization)) for organization in took_part]
    return next(
        (standing.subject, teller, seeker)
        for teller, high in found
        if high
        for standing in high.standings
        if standing.open
        for seeker, low in found
        if low and standing.subject in read_card(low.report.score_card).gaps
    )


if __name__ == "__main__":
    django.setup()
    print(json.dumps(stage(), default=str))
