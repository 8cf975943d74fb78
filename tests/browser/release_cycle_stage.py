"""Who takes part in the cycle that a journey opened: `python -m tests.browser.release_cycle_stage`.

Forty made-up organizations have joined and consent, as rows: nothing can be published of five. Five
more have signed and not joined; each has a lead. Prints JSON: by lead's name the assessment, and a
session for each person of the journey.
"""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import django

from tests.browser.staging import make_session

CYCLE = "Journey through a cycle"
ORGANIZATIONS = 45
# The made-up organizations signed so long after the first day.
OPENED_AGO = timedelta(days=120)
LEADS = ("Leonor Castellanos", "Lars Whitfield", "Lydia Onyango", "Leif Sorensen", "Lucia Moreno")
MANAGERS = ("Marta Prepares", "Miguel Approves")
READER = "Greta Reads"
SEED = 11


def stage() -> dict[str, Any]:
    from lhs_portal.accounts.actions.portal_roles import grant_role
    from lhs_portal.accounts.codes import PortalRole
    from reports.field.models import FieldCycle, Participation
    from tests.cast import make_person

    cycle = FieldCycle.objects.select_related("framework_version").get(name=CYCLE)
    fill(cycle, called="journey", count=ORGANIZATIONS)
    managers = [make_person(name) for name in MANAGERS]
    for manager in managers:
        grant_role(manager, role=PortalRole.RELEASE_MANAGER, by=None)
    reader = make_person(READER)
    grant_role(reader, role=PortalRole.OPERATIONS, by=None)
    leads = [make_person(name) for name in LEADS]
    theirs = Participation.objects.filter(cycle=cycle).order_by("organization__name")[: len(LEADS)]
    assessments = [lead_it(joined, lead) for joined, lead in zip(theirs, leads, strict=True)]
    return {
        "assessments": [f"/a/{assessment}/" for assessment in assessments],
        "sessions": {person.name: make_session(person) for person in [*managers, reader, *leads]},
    }


def lead_it(joined: Any, lead: Any) -> Any:
    """The organization as if it had not joined; its assessment."""
    from lhs_portal.accounts.codes import Role
    from lhs_portal.accounts.models import Membership

    Membership.objects.create(organization=joined.organization, user=lead, role=Role.LEAD)
    joined.delete()
    return joined.assessment_id


def fill(cycle: Any, *, called: str, count: int) -> None:
    """As the demo fills its cycles, with other names and identities: both may be there."""
    from commitments.queries import load_definition
    from lhs_portal.accounts.models import User
    from lhs_portal.site.demo import field
    from reports.releases.synthetic import make_field

    definition = load_definition(cycle.framework_version)
    made = make_field(
        SEED, count, 1, subjects=[item.subject for item in definition.items], dont_know=0
    )
    members = made.cycles[0].members
    synthetic = replace(
        made.cycles[0],
        members=replace(
            members,
            cards=tuple(f"{called}-{card}" for card in members.cards),
            organizations=tuple(f"{called}-{known}" for known in members.organizations),
        ),
    )
    administrator = User.objects.get(email="adaeze@portal.example")
    organizations = field.make_organizations([synthetic], administrator, called=f"{{}} ({called})")
    field.fill_cycle(cycle, synthetic, organizations, definition)


if __name__ == "__main__":
    django.setup()
    print(json.dumps(stage(), default=str))
