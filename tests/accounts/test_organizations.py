"""Registering, describing, confirming an organization: actions and pages."""

import pytest
from django.db import IntegrityError
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from lhs_portal.accounts.actions import organizations
from lhs_portal.accounts.actions.organizations import (
    edit_organization,
    verify_organization,
    withdraw_verification,
)
from lhs_portal.accounts.models import Membership, Organization, ParentSystem
from lhs_portal.audit.models import Event
from tests.cast import PROFILE, client_of, make_member, make_organization, make_person, seen_by


def test_register_page_makes_an_unverified_organization_with_its_lead(charlie):
    response = client_of(charlie).post(
        reverse("accounts:organization_new"), {**PROFILE, "name": "  Lakeside Clinic "}
    )
    organization = Organization.objects.get()
    assert response.url == reverse("accounts:organization", args=[organization.pk])
    assert organization.name == "Lakeside Clinic"
    assert not organization.verified
    assert seen_by(charlie, organization).viewer_role == "lead"
    assert Event.objects.filter(organization=organization).get().verb == "registered"


@pytest.mark.parametrize(
    "name", ["Mercy\x00Valley", "Mercy\r\nValley", "Mercy\u202eyellaV", "Mercy\u2066", "\u200b", ""]
)
def test_register_page_names_the_field_and_keeps_what_was_typed(charlie, name):
    response = client_of(charlie).post(
        reverse("accounts:organization_new"),
        {**PROFILE, "name": name, "parent_claimed": "Sisters of Mercy"},
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert 'href="#id_name">Name of the organization: ' in page
    assert 'value="Sisters of Mercy"' in page
    assert not Organization.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "{{7*7}}",
        '=HYPERLINK("x")',
        "İstanbul",
        "Мercy",
        "e\u0301" * 50,
        "a\u200db",
        "ﬁ",
    ],
)
def test_name_comes_back_exactly_and_harmless(charlie, name):
    client_of(charlie).post(reverse("accounts:organization_new"), {**PROFILE, "name": name})
    organization = Organization.objects.get()
    assert organization.name == name
    page = client_of(charlie).get(reverse("accounts:organization", args=[organization.pk]))
    assert "<script>alert" not in page.content.decode()


def test_unknown_code_is_refused_by_form_and_database(charlie):
    response = client_of(charlie).post(
        reverse("accounts:organization_new"), {**PROFILE, "sector": "magic"}
    )
    assert response.status_code == 200
    with pytest.raises(IntegrityError):
        make_organization(charlie, sector="magic")


def test_edit_records_what_changed_and_nothing_else(alice, organization):
    edit_organization(organization, by=alice, **{**PROFILE, "rurality": "rural"})
    event = Event.objects.first()
    assert (event.before, event.after) == ({"rurality": "mixed"}, {"rurality": "rural"})
    count = Event.objects.count()
    edit_organization(organization, by=alice, **{**PROFILE, "rurality": "rural"})
    assert Event.objects.count() == count


def test_edit_of_name_or_parent_ends_the_verification(alice, adam, organization):
    verify_organization(organization, by=adam, parent="Sisters of Mercy")
    edited = edit_organization(organization, by=alice, **{**PROFILE, "sector": "public-health"})
    assert edited.verified
    edited = edit_organization(organization, by=alice, **{**PROFILE, "name": "Mercy Peak"})
    assert not edited.verified
    assert edited.parent is None


def test_edit_page_shows_the_profile_and_saves(alice, organization):
    client = client_of(alice)
    address = reverse("accounts:organization_edit", args=[organization.pk])
    assert 'value="Mercy Valley Hospital"' in client.get(address).content.decode()
    client.post(address, {**PROFILE, "name": "Mercy Peak"})
    organization.refresh_from_db()
    assert organization.name == "Mercy Peak"


def test_verify_uses_a_known_parent_or_makes_one(adam, organization, other_organization):
    first = verify_organization(organization, by=adam, parent="Sisters of Mercy")
    second = verify_organization(other_organization, by=adam, parent=first.parent)
    assert first.parent == second.parent == ParentSystem.objects.get()
    assert second.verified


def test_withdraw_takes_the_parent_too(adam, organization):
    verified = verify_organization(organization, by=adam, parent="Sisters of Mercy")
    assert withdraw_verification(verified, by=adam).parent is None
    assert Event.objects.first().verb == "unverified"


def test_database_refuses_a_parent_without_verification(organization):
    organization.parent = ParentSystem.objects.create(name="Sisters of Mercy")
    with pytest.raises(IntegrityError):
        organization.save()


@pytest.mark.parametrize("members", [1, 3])
def test_organization_page_has_as_many_queries_for_one_member_as_for_three(
    alice, organization, members
):
    for number in range(1, members):
        make_member(organization, make_person(f"Person{number} X"), role="reader", by=alice)
    client = client_of(alice)
    # session, user, organization, members, invitations
    with assertNumQueries(5):
        page = client.get(reverse("accounts:organization", args=[organization.pk]))
    assert page.content.decode().count('<th scope="row">') == members


def test_organization_page_shows_addresses_and_invitations_to_leads_alone(
    alice, rhea, organization
):
    address = reverse("accounts:organization", args=[organization.pk])
    seen = client_of(rhea).get(address).content.decode()
    assert alice.email not in seen
    assert "Open invitations" not in seen
    assert "Alice Moreau" in seen
    assert rhea.email in client_of(alice).get(address).content.decode()


def test_one_person_has_a_role_in_each_of_several_organizations(
    bob, charlie, organization, other_organization
):
    make_member(other_organization, bob, role="reader", by=charlie)
    roles = {str(one): one.viewer_role for one in Organization.objects.visible_to(bob)}
    assert roles == {"Mercy Valley Hospital": "contributor", "Prairie Health Plan": "reader"}
    assert Membership.objects.filter(user=bob).count() == 2


def test_registrations_of_a_day_have_a_limit_that_a_deletion_does_not_lift(alice):
    for number in range(organizations.MOST_IN_A_DAY):
        made = make_organization(alice, name=f"Clinic {number}")
    organizations.delete_organization(made, by=alice)
    response = client_of(alice).post(reverse("accounts:organization_new"), PROFILE)
    assert "Go on tomorrow" in response.content.decode()
    assert Organization.objects.count() == organizations.MOST_IN_A_DAY - 1


def test_register_pressed_twice_is_one_organization(charlie):
    client = client_of(charlie)
    address = reverse("accounts:organization_new")
    once = client.get(address).context["form"]["once"].value()
    pages = [client.post(address, {**PROFILE, "once": str(once)}) for _ in range(2)]
    assert pages[0].url == pages[1].url
    assert str(Organization.objects.get().pk) == str(once)
