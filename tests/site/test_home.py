import pytest
from pytest_django.asserts import assertNumQueries

from tests.cast import client_of, make_organization


def test_home_of_someone_signed_out_says_what_the_portal_is(db):
    page = client_of().get("/").content.decode()
    assert "Create an account" in page
    assert "How it works" in page
    assert "No patient information" in page


def test_home_without_organization_offers_to_register_one(charlie):
    page = client_of(charlie).get("/").content.decode()
    assert "You belong to no organization yet" in page
    assert "charlie@example.org" in page


def test_home_shows_own_organizations_with_role_and_no_others(
    bob, organization, other_organization
):
    page = client_of(bob).get("/").content.decode()
    assert "Mercy Valley Hospital" in page
    assert "You are a contributor here." in page
    assert "Prairie Health Plan" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_home_has_as_many_queries_for_one_organization_as_for_three(alice, count):
    for number in range(count):
        make_organization(alice, name=f"Hospital {number}")
    client = client_of(alice)
    # session, user, assessments, organizations, role on the portal
    with assertNumQueries(5):
        page = client.get("/").content.decode()
    assert page.count("You are a lead here.") == count


def test_home_leads_administrators_to_their_pages(adam, charlie):
    assert 'href="/administration/"' in client_of(adam).get("/").content.decode()
    assert 'href="/administration/"' not in client_of(charlie).get("/").content.decode()
