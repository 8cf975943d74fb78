"""Every route of accounts and of the organization pages of the site, for every role."""

import pytest
from django.urls import get_resolver, reverse

from lhs_portal.accounts.actions.invitations import invite
from lhs_portal.accounts.models import Membership, Organization, PortalRoleGrant
from tests.cast import client_of, seen_by

SIGN_IN = 302
ROLES = ("nobody", "charlie", "rhea", "bob", "alice", "adam")
INSIDE = {"nobody": SIGN_IN, "charlie": 404, "rhea": 200, "bob": 200, "alice": 200, "adam": 404}
LEADS = {**INSIDE, "rhea": 403, "bob": 403}
PEOPLE = dict.fromkeys(ROLES, 200) | {"nobody": SIGN_IN}
ADMINISTRATORS = dict.fromkeys(ROLES, 404) | {"nobody": SIGN_IN, "adam": 200}
# Only by POST; a GET changes nothing, and says so to those who could do it.
POST_ONLY = dict.fromkeys(ROLES, 405)

ROUTES = {
    "accounts:profile": PEOPLE,
    "accounts:profile_delete": PEOPLE,
    "accounts:organization_new": PEOPLE,
    "accounts:organization": INSIDE,
    "accounts:organization_edit": LEADS,
    "accounts:organization_history": INSIDE,
    "accounts:organization_leave": INSIDE,
    "accounts:member": LEADS,
    "accounts:member_remove": LEADS,
    "accounts:invitation_new": LEADS,
    "accounts:invitation_send_again": POST_ONLY,
    "accounts:invitation_withdraw": POST_ONLY,
    "accounts:invitation": dict.fromkeys(ROLES, 200),
    "accounts:administration": ADMINISTRATORS,
    "accounts:administration_organization": ADMINISTRATORS,
    "accounts:verification_withdraw": POST_ONLY,
    "accounts:author_may_sign": POST_ONLY,
    "accounts:administration_people": ADMINISTRATORS,
    "accounts:role_revoke": POST_ONLY,
    "accounts:language": dict.fromkeys(ROLES, 405),
    "organization_export": LEADS,
    "organization_delete": LEADS,
    "home": dict.fromkeys(ROLES, 200),
    "about": dict.fromkeys(ROLES, 200),
    "privacy": dict.fromkeys(ROLES, 200),
}

# What a POST without any field does: 200 is the form again, 302 the action done or a sign-in.
INSIDE_POST = INSIDE | {"alice": 200, "bob": 302, "rhea": 302}  # the last lead may not leave
ACTS = {role: 302 if status == 200 else status for role, status in LEADS.items()}
ADMINISTRATOR_ACTS = ADMINISTRATORS | {"adam": 302}
POSTS = {
    "accounts:organization_new": PEOPLE,
    "accounts:organization_edit": LEADS,
    "accounts:organization_leave": INSIDE_POST,
    "accounts:member": LEADS,
    "accounts:member_remove": ACTS,
    "accounts:invitation_new": LEADS,
    "accounts:invitation_send_again": ACTS,
    "accounts:invitation_withdraw": ACTS,
    "accounts:invitation": dict.fromkeys(ROLES, 403) | {"nobody": 200},
    "accounts:verification_withdraw": ADMINISTRATOR_ACTS,
    "accounts:author_may_sign": ADMINISTRATOR_ACTS,
    "accounts:administration_people": ADMINISTRATORS,
    "accounts:role_revoke": ADMINISTRATOR_ACTS,
    "organization_export": dict.fromkeys(ROLES, 405),
    "organization_delete": LEADS,
}


@pytest.fixture
def cast(alice, bob, rhea, charlie, adam, organization, other_organization):
    return {
        "nobody": None,
        "alice": alice,
        "bob": bob,
        "rhea": rhea,
        "charlie": charlie,
        "adam": adam,
    }


@pytest.fixture
def address(cast, organization):
    """The address of a route in Mercy Valley Hospital; the member is bob."""
    invitation, token = invite(
        seen_by(cast["alice"], organization),
        by=cast["alice"],
        email="dana@example.org",
        role="reader",
    )
    known = {
        "organization_id": organization.pk,
        "membership_id": Membership.objects.get(user=cast["bob"]).pk,
        "invitation_id": invitation.pk,
        "token": token,
        "grant_id": PortalRoleGrant.objects.get(user=cast["adam"]).pk,
    }

    def of(route):
        for names in parameters(route):
            return reverse(route, kwargs={name: known[name] for name in names})
        raise LookupError(route)

    return of


def parameters(route):
    namespace, _, name = route.rpartition(":")
    resolver = get_resolver()
    if namespace:
        resolver = resolver.namespace_dict[namespace][1]
    for _, arguments in resolver.reverse_dict.getlist(name)[0][0]:
        yield arguments


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", ROUTES)
def test_get_answers_each_role_as_the_table_says(route, role, cast, address):
    response = client_of(cast[role]).get(address(route))
    response.close()
    assert response.status_code == ROUTES[route][role]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", POSTS)
def test_post_answers_each_role_as_the_table_says(route, role, cast, address):
    response = client_of(cast[role]).post(address(route))
    assert response.status_code == POSTS[route][role]
    assert Organization.objects.filter(name="Mercy Valley Hospital").exists()


def test_tables_name_every_route_of_accounts():
    routes = {
        f"accounts:{name}"
        for name in get_resolver().namespace_dict["accounts"][1].reverse_dict
        if isinstance(name, str)
    }
    assert routes == {route for route in ROUTES if route.startswith("accounts:")}


def test_foreign_member_or_invitation_under_own_organization_is_not_found(
    cast, other_organization, organization
):
    foreign = Membership.objects.get(organization=other_organization)
    invitation, _ = invite(
        other_organization, by=cast["charlie"], email="eve@example.org", role="reader"
    )
    client = client_of(cast["alice"])
    for route, key in (
        ("accounts:member", foreign.pk),
        ("accounts:member_remove", foreign.pk),
        ("accounts:invitation_withdraw", invitation.pk),
        ("accounts:invitation_send_again", invitation.pk),
        ("accounts:member", 10**30),
    ):
        assert client.post(reverse(route, args=[organization.pk, key])).status_code == 404
