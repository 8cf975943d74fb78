"""A person's own pages."""

from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from lhs_portal.accounts.actions.people import delete_person
from lhs_portal.accounts.models import Membership, Organization, User
from lhs_portal.accounts.queries import load_events, load_naming
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import sentence_of
from tests.cast import client_of, make_member, make_person, seen_by


def test_profile_saves_name_and_preference(bob):
    client = client_of(bob)
    client.post(reverse("accounts:profile"), {"name": "  Robert Okafor "})
    bob.refresh_from_db()
    assert (bob.name, bob.number_keys) == ("Robert Okafor", False)
    client.post(reverse("accounts:profile"), {"name": "Bob", "number_keys": "on"})
    bob.refresh_from_db()
    assert bob.number_keys


@pytest.mark.parametrize("name", ["Bob\r\nBcc: x@example.org", "B\x00b", "\u202eboB", " "])
def test_profile_refuses_a_name_that_is_no_line(bob, name):
    response = client_of(bob).post(reverse("accounts:profile"), {"name": name})
    assert 'href="#id_name">Your name: ' in response.content.decode()
    bob.refresh_from_db()
    assert bob.name == "Bob Okafor"


def test_delete_takes_the_account_and_leaves_the_work(alice, bob, organization):
    key = bob.pk
    client = client_of(bob)
    response = client.post(reverse("accounts:profile_delete"), {"typed": bob.email}, follow=True)
    assert "Your account is deleted." in response.content.decode()
    assert not User.objects.filter(pk=key).exists()
    assert not EmailAddress.objects.filter(user_id=key).exists()
    naming = load_naming(seen_by(alice, organization))
    told = [sentence_of(event, naming) for event in load_events(organization)]
    assert "A former member joined as contributor." in told
    assert not any("Bob" in sentence or "bob@" in sentence for sentence in told)
    assert Event.objects.get(verb="deleted").actor is None


def test_delete_wants_the_address_typed(bob):
    response = client_of(bob).post(reverse("accounts:profile_delete"), {"typed": "bob"})
    assert "not the same text" in response.content.decode()
    assert User.objects.filter(pk=bob.pk).exists()


def test_delete_of_the_last_lead_anywhere_changes_nothing(
    alice, charlie, organization, other_organization
):
    make_member(other_organization, alice, role="reader", by=charlie)
    response = client_of(alice).post(reverse("accounts:profile_delete"), {"typed": alice.email})
    assert "Mercy Valley Hospital: An organization needs a lead" in response.content.decode()
    assert Membership.objects.filter(user=alice).count() == 2
    assert Organization.objects.visible_to(alice).count() == 2


def test_delete_of_the_last_administrator_is_refused(adam):
    with pytest.raises(Refused, match="needs an administrator"):
        delete_person(adam, by=adam)
    assert User.objects.filter(pk=adam.pk).exists()


def test_delete_asks_for_the_password_first(db):
    dana = make_person("Dana Reyes", password="cedar-lantern-41")
    client = client_of(dana)
    address = reverse("accounts:profile_delete")
    response = client.get(address)
    assert response.url == f"{reverse('account_reauthenticate')}?next={quote(address, safe='')}"
    response = client.post(response.url, {"password": "cedar-lantern-41", "next": address})
    assert response.url == address
    client.post(address, {"typed": dana.email})
    assert not User.objects.filter(pk=dana.pk).exists()
