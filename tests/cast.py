"""The fixed cast, and factories that reach every state through the product's own actions.

Alice leads Mercy Valley Hospital, bob contributes to it, rhea reads it. Charlie leads another
organization. Adam administers the portal and belongs to no organization.
"""

from typing import Any

import pytest
from django.test import Client

from lhs_portal.accounts import codes
from lhs_portal.accounts.actions.invitations import accept, invite
from lhs_portal.accounts.actions.organizations import register_organization
from lhs_portal.accounts.actions.people import add_person
from lhs_portal.accounts.actions.portal_roles import grant_role
from lhs_portal.accounts.models import Membership, Organization, User

PROFILE: dict[str, str] = {
    "name": "Mercy Valley Hospital",
    "sector": codes.Sector.CARE_DELIVERY,
    "type": codes.OrganizationType.HOSPITAL,
    "size_band": codes.SizeBand.UNDER_1000,
    "census_division": codes.CensusDivision.MOUNTAIN,
    "ownership": codes.Ownership.NONPROFIT,
    "rurality": codes.Rurality.MIXED,
    "parent_claimed": "",
}


def make_person(name: str, *, password: str | None = None) -> User:
    """`make_person("Alice Moreau")` is alice@example.org, with a confirmed address."""
    return add_person(email=f"{name.split()[0].lower()}@example.org", name=name, password=password)


def make_organization(by: User, **profile: str) -> Organization:
    return register_organization(by=by, **{**PROFILE, **profile})


def make_member(organization: Organization, person: User, *, role: str, by: User) -> Membership:
    invitation, _ = invite(organization, by=by, email=person.email, role=role)
    return accept(invitation, by=person)


def client_of(person: User | None = None) -> Client:
    """A browser in which the person is signed in; without a person, signed out."""
    client = Client()
    if person:
        client.force_login(person)
    return client


def seen_by(person: User, organization: Organization) -> Organization:
    """The organization as the person sees it, with `viewer_role`."""
    return Organization.objects.visible_to(person).get(pk=organization.pk)


@pytest.fixture
def alice(db: Any) -> User:
    return make_person("Alice Moreau")


@pytest.fixture
def organization(alice: User) -> Organization:
    return make_organization(alice)


@pytest.fixture
def bob(organization: Organization, alice: User) -> User:
    bob = make_person("Bob Okafor")
    make_member(organization, bob, role=codes.Role.CONTRIBUTOR, by=alice)
    return bob


@pytest.fixture
def rhea(organization: Organization, alice: User) -> User:
    rhea = make_person("Rhea Lindqvist")
    make_member(organization, rhea, role=codes.Role.READER, by=alice)
    return rhea


@pytest.fixture
def charlie(db: Any) -> User:
    return make_person("Charlie Nguyen")


@pytest.fixture
def other_organization(charlie: User) -> Organization:
    return make_organization(charlie, name="Prairie Health Plan")


@pytest.fixture
def adam(db: Any) -> User:
    adam = make_person("Adam Brooks")
    grant_role(adam, role=codes.PortalRole.ADMINISTRATOR, by=None)
    return adam
