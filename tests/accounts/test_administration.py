"""What administrators do, on their pages and through the command."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from lhs_portal.accounts.actions.organizations import verify_organization
from lhs_portal.accounts.actions.portal_roles import grant_role, revoke_role
from lhs_portal.accounts.models import Organization, ParentSystem, PortalRoleGrant, User
from lhs_portal.accounts.permissions import is_administrator
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import Event
from tests.cast import PROFILE, client_of, make_organization

LIST = "/administration/"


@pytest.mark.parametrize("count", [1, 3])
def test_list_has_as_many_queries_for_one_organization_as_for_three(adam, alice, count):
    for number in range(count):
        make_organization(alice, name=f"Hospital {number}")
    client = client_of(adam)
    # session, user, role, count, organizations
    with assertNumQueries(5):
        page = client.get(LIST).content.decode()
    assert page.count("Unverified") == count


def test_list_shows_those_that_wait_first(adam, organization, other_organization):
    verify_organization(organization, by=adam, parent=None)
    page = client_of(adam).get(LIST).content.decode()
    assert page.index("Prairie Health Plan") < page.index("Mercy Valley Hospital")


def test_list_finds_a_part_of_a_name_in_any_case_and_keeps_it_on_the_next_page(adam, alice):
    made = make_organization(alice, name="Fox River")
    copies = range(51)
    Organization.objects.bulk_create(
        Organization(**{**PROFILE, "name": f"Elk Valley {number}"}, created_by=alice)
        for number in copies
    )
    client = client_of(adam)
    found = client.get(LIST, {"q": "elk v"}).content.decode()
    assert found.count("Unverified") == 50
    assert made.name not in found
    assert 'href="?q=elk+v&amp;page=2"' in found
    assert client.get(LIST, {"q": "elk v", "page": 2}).content.decode().count("Unverified") == 1
    nothing = client.get(LIST, {"q": "<Wolf>"}).content.decode()
    assert "No organization has “&lt;Wolf&gt;” in its name" in nothing


def test_list_tells_what_cannot_be_in_a_name_and_shows_all(adam, organization):
    page = client_of(adam).get(LIST, {"q": "a\x00b"}).content.decode()
    assert "U+0000" in page
    assert "Mercy Valley Hospital" in page


def test_organization_page_confirms_with_a_known_parent_a_new_one_or_none(
    adam, organization, other_organization
):
    client = client_of(adam)
    address = reverse("accounts:administration_organization", args=[organization.pk])
    assert client.post(address, {"new_parent": "Sisters of Mercy"}).status_code == 302
    organization.refresh_from_db()
    assert organization.verified
    assert organization.verified_by == adam
    known = ParentSystem.objects.get(name="Sisters of Mercy")
    client.post(
        address.replace(str(organization.pk), str(other_organization.pk)), {"parent": known.pk}
    )
    other_organization.refresh_from_db()
    assert other_organization.parent == known
    client.post(address, {})
    organization.refresh_from_db()
    assert organization.parent is None


def test_organization_page_refuses_two_parents(adam, organization):
    known = ParentSystem.objects.create(name="Sisters of Mercy")
    address = reverse("accounts:administration_organization", args=[organization.pk])
    response = client_of(adam).post(address, {"parent": known.pk, "new_parent": "Another"})
    assert "not both" in response.content.decode()


def test_organization_page_warns_of_letters_that_look_alike(adam, alice):
    organization = make_organization(alice, name="Мercy Valley Hospital")
    address = reverse("accounts:administration_organization", args=[organization.pk])
    assert "letters of other alphabets" in client_of(adam).get(address).content.decode()


def test_author_may_sign_is_allowed_and_taken_back_once_each(adam, organization):
    client = client_of(adam)
    address = reverse("accounts:author_may_sign", args=[organization.pk])
    for allowed in ("yes", "yes", "no", "no"):
        response = client.post(address, {"allowed": allowed}, follow=True)
        organization.refresh_from_db()
        assert organization.author_may_sign is (allowed == "yes")
    assert "a sponsor signs what its leads submit" in response.content.decode()
    events = Event.objects.filter(verb="author may sign", subject_id=str(organization.pk))
    assert [event.after for event in events.order_by("pk")] == [
        {"allowed": True},
        {"allowed": False},
    ]


def test_withdraw_makes_it_unverified(adam, organization):
    verify_organization(organization, by=adam, parent=None)
    client_of(adam).post(reverse("accounts:verification_withdraw", args=[organization.pk]))
    organization.refresh_from_db()
    assert not organization.verified


def test_people_page_gives_and_takes_a_role(adam, charlie):
    client = client_of(adam)
    page = client.post(
        reverse("accounts:administration_people"),
        {"email": "Charlie@example.org", "role": "strategy-group"},
        follow=True,
    )
    assert "Charlie Nguyen has the role." in page.content.decode()
    grant = PortalRoleGrant.objects.get(user=charlie)
    assert grant.granted_by == adam
    client.post(reverse("accounts:role_revoke", args=[grant.pk]))
    assert not PortalRoleGrant.objects.filter(user=charlie).exists()
    assert [event.verb for event in Event.objects.all()[:2]] == ["role revoked", "role granted"]


def test_people_page_does_not_know_an_unconfirmed_address(adam, charlie):
    charlie.emailaddress_set.update(verified=False)
    response = client_of(adam).post(
        reverse("accounts:administration_people"),
        {"email": charlie.email, "role": "strategy-group"},
    )
    assert "No account has confirmed this address." in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_people_page_has_as_many_queries_for_one_role_as_for_three(adam, count):
    for role in ("strategy-group", "release-manager")[: count - 1]:
        grant_role(adam, role=role, by=adam)
    client = client_of(adam)
    # session, user, role, grants
    with assertNumQueries(4):
        client.get(reverse("accounts:administration_people"))


def test_last_administrator_cannot_take_the_role_from_herself(adam, charlie):
    with pytest.raises(Refused, match="needs an administrator"):
        revoke_role(adam, role="administrator", by=adam)
    grant = PortalRoleGrant.objects.get(user=adam)
    page = client_of(adam).post(reverse("accounts:role_revoke", args=[grant.pk]), follow=True)
    assert "needs an administrator" in page.content.decode()
    grant_role(charlie, role="administrator", by=adam)
    assert client_of(adam).post(reverse("accounts:role_revoke", args=[grant.pk])).url == "/"
    assert not is_administrator(adam)


def test_granting_twice_is_one_grant_and_one_event(adam, charlie):
    for _ in range(2):
        grant_role(charlie, role="release-manager", by=adam)
    assert Event.objects.filter(verb="role granted", after={"role": "release-manager"}).count() == 1


def create(*arguments, **options):
    out = io.StringIO()
    call_command("create_administrator", *arguments, stdout=out, **options)
    return out.getvalue()


def test_create_administrator_makes_an_account_that_can_sign_in(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("cedar-lantern-41\n"))
    told = create("Ada@example.org", name="Ada Brooks", password_stdin=True)
    assert told == "Ada Brooks <ada@example.org> is an administrator of the portal.\n"
    ada = User.objects.get(email="ada@example.org")
    assert is_administrator(ada)
    response = client_of().post(
        reverse("account_login"), {"login": "ada@example.org", "password": "cedar-lantern-41"}
    )
    assert response.url == "/"


def test_create_administrator_takes_the_password_from_the_environment(db, monkeypatch):
    monkeypatch.setenv("LHS_ADMINISTRATOR_PASSWORD", "cedar-lantern-41")
    create("ada@example.org", name="Ada Brooks")
    assert User.objects.get().check_password("cedar-lantern-41")


def test_create_administrator_asks_twice(db, monkeypatch):
    answers = iter(["cedar-lantern-41", "cedar-lantern-42"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(answers))
    with pytest.raises(CommandError, match="differ"):
        create("ada@example.org", name="Ada Brooks")
    assert not User.objects.exists()


def test_create_administrator_of_an_account_keeps_its_password(charlie):
    before = charlie.password
    create("charlie@example.org")
    charlie.refresh_from_db()
    assert charlie.password == before
    assert is_administrator(charlie)


@pytest.mark.parametrize(
    ("email", "name", "password", "words"),
    [
        ("nonsense", "Ada", "cedar-lantern-41", "valid email"),
        ("ada@example.org", "", "cedar-lantern-41", "give --name"),
        ("ada@example.org", "A\x00", "cedar-lantern-41", "character 2"),
        ("ada@example.org", "Ada", "short", "too short"),
    ],
)
def test_create_administrator_says_what_is_wrong(db, monkeypatch, email, name, password, words):
    monkeypatch.setenv("LHS_ADMINISTRATOR_PASSWORD", password)
    with pytest.raises(CommandError, match=words):
        create(email, name=name)
    assert not User.objects.exists()
