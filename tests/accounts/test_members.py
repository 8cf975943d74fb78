"""The actions on memberships: roles change, people leave, a lead remains."""

import threading

import pytest
from django.db import connection, models
from django.urls import reverse

from lhs_portal.accounts.actions.members import change_role, remove_member
from lhs_portal.accounts.models import Invitation, Membership, User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import Event
from tests.cast import client_of, make_member, make_organization, make_person


def membership_of(person):
    return Membership.objects.get(user=person)


def test_change_role_of_a_colleague_is_recorded(alice, bob):
    change_role(membership_of(bob), by=alice, role="lead")
    assert membership_of(bob).role == "lead"
    event = Event.objects.first()
    assert (event.verb, event.actor) == ("role changed", alice)
    assert event.before["role"] == "contributor"
    assert event.after == {"user": bob.pk, "role": "lead"}


def test_change_role_to_the_same_records_nothing(alice, bob):
    count = Event.objects.count()
    change_role(membership_of(bob), by=alice, role="contributor")
    assert Event.objects.count() == count


def test_last_lead_cannot_be_demoted_removed_or_leave(alice, bob):
    membership = membership_of(alice)
    with pytest.raises(Refused, match="needs a lead"):
        change_role(membership, by=alice, role="reader")
    with pytest.raises(Refused, match="needs a lead"):
        remove_member(membership, by=alice)
    assert membership_of(alice).role == "lead"


def test_one_of_two_leads_can_leave(alice, bob):
    change_role(membership_of(bob), by=alice, role="lead")
    remove_member(membership_of(alice), by=alice)
    assert not Membership.objects.filter(user=alice).exists()
    assert Event.objects.first().verb == "left"


def test_remove_member_takes_the_address_out_of_the_invitations(alice, bob, organization):
    assert Invitation.objects.filter(email=bob.email).exists()
    remove_member(membership_of(bob), by=alice)
    assert not Invitation.objects.filter(email=bob.email).exists()


def test_remove_member_twice_is_refused(alice, bob):
    membership = membership_of(bob)
    remove_member(membership, by=alice)
    with pytest.raises(Refused, match="no longer a member"):
        remove_member(membership, by=alice)


def test_account_cannot_be_deleted_past_the_memberships(bob):
    with pytest.raises(models.ProtectedError):
        User.objects.get(pk=bob.pk).delete()


@pytest.mark.django_db(transaction=True)
def test_two_leads_who_demote_each_other_at_once_leave_one_lead():
    alice, bob = make_person("Alice Moreau"), make_person("Bob Okafor")
    organization = make_organization(alice)
    make_member(organization, bob, role="lead", by=alice)
    start, refused = threading.Barrier(2), []

    def demote(person):
        membership = membership_of(person)
        start.wait()
        try:
            change_role(membership, by=alice, role="reader")
        except Refused:
            refused.append(person)
        finally:
            connection.close()

    threads = [threading.Thread(target=demote, args=[person]) for person in (alice, bob)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert Membership.objects.filter(role="lead").count() == 1


def test_member_page_refuses_to_demote_the_last_lead_and_says_why(alice, organization):
    address = reverse("accounts:member", args=[organization.pk, membership_of(alice).pk])
    response = client_of(alice).post(address, {"role": "reader"})
    assert response.status_code == 200
    assert "there is no other" in response.content.decode()


def test_member_page_changes_the_role(alice, bob, organization):
    address = reverse("accounts:member", args=[organization.pk, membership_of(bob).pk])
    response = client_of(alice).post(address, {"role": "reader"}, follow=True)
    assert "The role of Bob Okafor is changed." in response.content.decode()
    assert membership_of(bob).role == "reader"


def test_leave_page_takes_the_member_home(bob, organization):
    client = client_of(bob)
    address = reverse("accounts:organization_leave", args=[organization.pk])
    response = client.post(address, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert client.get(reverse("accounts:organization", args=[organization.pk])).status_code == 404
