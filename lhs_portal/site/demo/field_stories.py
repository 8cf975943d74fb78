"""The demo's stories: begun, released by a lead and moderated, as on a portal."""

from typing import Any

import yaml

from lhs_portal.accounts.actions.people import add_person
from lhs_portal.accounts.codes import PortalRole, Role
from lhs_portal.accounts.models import Membership, Organization, User
from lhs_portal.environment import BASE_DIR
from reports.field.models import FieldCycle
from reports.hub.actions.moderating import accept_story
from reports.hub.actions.writing import begin_story, offer_story
from reports.hub.basis import load_basis
from reports.hub.content import StoryContent, describe_setting
from reports.hub.models import Story

FILE = BASE_DIR / "fixtures" / "demo" / "stories.yaml"


class NobodyStandsHigh(Exception):
    """No organization of the demo's field could tell this story."""


def load_stories() -> bool:
    """Those of the file; False where there are any."""
    if Story.objects.exists():
        return False
    moderator = User.objects.filter(portal_roles__role=PortalRole.COMMUNICATION)[:1].get()
    told: set[Organization] = set()
    for one in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        teller = _teller(one, told)
        told.add(teller)
        _tell(one, teller, moderator)
    return True


def _teller(one: dict[str, Any], told: set[Organization]) -> Organization:
    newest = FieldCycle.objects.order_by("-opens")[:1].get()
    could = Organization.objects.filter(sector=one["sector"], participations__cycle=newest)
    for organization in could.order_by("name", "pk"):
        basis = None if organization in told else load_basis(organization)
        standing = basis.standing_in(one["subject"]) if basis else None
        if standing and standing.open:
            return organization
    raise NobodyStandsHigh(one["title"])


def _tell(one: dict[str, Any], teller: Organization, moderator: User) -> None:
    lead = add_person(email=one["lead"]["email"], name=one["lead"]["name"])
    # The field's organizations came without people: there is nobody who could invite this one.
    Membership.objects.create(organization=teller, user=lead, role=Role.LEAD)
    content = StoryContent(
        title=one["title"],
        setting=describe_setting(teller),
        did=one["did"],
        cost=one["cost"],
        differently=one["differently"],
        barriers=tuple(one["barriers"]),
    )
    story = begin_story(organization=teller.pk, subject=one["subject"], content=content, by=lead)
    version = offer_story(organization=teller.pk, story=story.pk, by=lead)
    if one["published"]:
        accept_story(version=version.pk, by=moderator)
