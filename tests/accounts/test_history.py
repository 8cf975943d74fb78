"""The history of an organization, in sentences."""

from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from lhs_portal.accounts.actions.invitations import invite
from lhs_portal.accounts.actions.members import change_role, remove_member
from lhs_portal.accounts.actions.organizations import (
    allow_author_to_sign,
    edit_organization,
    verify_organization,
    withdraw_verification,
)
from lhs_portal.accounts.models import Membership
from lhs_portal.accounts.queries import load_events, load_naming
from lhs_portal.audit.models import record_event
from lhs_portal.audit.sentences import is_told, sentence_of
from tests.cast import PROFILE, client_of, seen_by


def history(person, organization):
    naming = load_naming(seen_by(person, organization))
    return [sentence_of(event, naming) for event in load_events(organization).order_by("pk")]


def test_history_tells_every_event_of_accounts_in_a_sentence(alice, bob, adam, organization):
    change_role(Membership.objects.get(user=bob), by=alice, role="reader")
    invite(organization, by=alice, email="dana@example.org", role="lead")
    edit_organization(
        organization, by=alice, **{**PROFILE, "rurality": "rural", "parent_claimed": "Sisters"}
    )
    verify_organization(organization, by=adam, parent=None)
    withdraw_verification(organization, by=adam)
    for allowed in (True, False):
        allow_author_to_sign(organization, allowed=allowed, by=adam)
    assert history(alice, organization) == [
        "Alice Moreau registered the organization.",
        "Alice Moreau invited bob@example.org as contributor.",
        "Bob Okafor joined as contributor.",
        "Alice Moreau changed the role of Bob Okafor from contributor to reader.",
        "Alice Moreau invited dana@example.org as lead.",
        "Alice Moreau changed the communities from “A mix of these” to “Mostly small towns and "
        "rural”; the parent system from “none” to “Sisters”.",
        "An administrator of the portal verified the organization as an organization of its own.",
        "An administrator of the portal withdrew the verification.",
        "An administrator of the portal allowed leads to sign what they submit themselves.",
        "An administrator of the portal no longer allows leads to sign what they submit "
        "themselves.",
    ]
    assert all(is_told(event) for event in load_events(organization))


def test_history_shows_addresses_to_leads_alone(bob, organization):
    assert "Alice Moreau invited someone as contributor." in history(bob, organization)


def test_person_who_left_is_taken_from_the_history_by_name(alice, bob, organization):
    change_role(Membership.objects.get(user=bob), by=alice, role="lead")
    invite(organization, by=bob, email="dana@example.org", role="reader")
    remove_member(Membership.objects.get(user=bob), by=bob)
    told = history(alice, organization)
    assert not any("Bob" in sentence or "bob@" in sentence for sentence in told)
    assert told[-2:] == [
        "A former member invited dana@example.org as reader.",
        "A former member left the organization.",
    ]


def test_event_that_no_app_tells_is_shown_by_its_own_words(alice, organization):
    record_event("report_failed", organization, by=None, organization=organization, what="No 1")
    assert history(alice, organization)[-1] == "report failed (No 1)."


def test_braces_in_what_people_typed_are_only_text(alice, organization):
    edit_organization(organization, by=alice, **{**PROFILE, "name": "{who} {0.__class__}"})
    assert "{0.__class__}" in history(alice, organization)[-1]


def test_history_page_has_pages_and_a_fixed_number_of_queries(alice, rhea, organization):
    client = client_of(rhea)
    address = reverse("accounts:organization_history", args=[organization.pk])
    # session, user, organization, count, names, events
    with assertNumQueries(6):
        client.get(address)
    for number in range(60):
        record_event("noted", organization, by=alice, organization=organization, what=str(number))
    with assertNumQueries(6):
        page = client.get(address, {"page": "2"}).content.decode()
    assert "Page 2 of 2" in page
    assert "registered the organization" in page


def test_history_page_with_a_senseless_page_shows_one(alice, organization):
    address = reverse("accounts:organization_history", args=[organization.pk])
    for page in ("0", "-1", "x", "\x00", "9" * 400):
        assert client_of(alice).get(address, {"page": page}).status_code == 200
