import pytest
from django.utils import timezone
from pytest_django.asserts import assertNumQueries

from tests.assessments.factories import (
    make_assessment,
    publish_framework,
    sign_submitted,
    submit_all,
)
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
    # session, user, assessments, organizations, what is rated, four for what waits, role
    with assertNumQueries(10):
        page = client.get("/").content.decode()
    assert page.count("You are a lead here.") == count


def test_home_leads_administrators_to_their_pages(adam, charlie):
    assert 'href="/administration/"' in client_of(adam).get("/").content.decode()
    assert 'href="/administration/"' not in client_of(charlie).get("/").content.decode()


def test_home_leads_to_the_finished_report_and_to_what_is_open(organization, alice, rhea):
    assessment = make_assessment(organization, publish_framework(), alice)
    assert ">Continue</a>" in client_of(alice).get("/").content.decode()
    assert ">Continue</a>" not in client_of(rhea).get("/").content.decode()
    submitted = submit_all(assessment, alice)
    assert "Open the report" not in client_of(alice).get("/").content.decode()
    sign_submitted(submitted)
    assert "Open the report" not in client_of(alice).get("/").content.decode()
    assessment.reports.update(state="ready", finished_at=timezone.now(), score_card="{}")
    report = assessment.reports.get()
    for person in (alice, rhea):
        page = client_of(person).get("/").content.decode()
        assert f'<a class="btn primary" href="/r/{report.pk}/"' in page
