from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from assessments.actions import (
    choose_named,
    decline_section,
    open_round,
    remove_rater,
)
from assessments.models import Assessment, Rater
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from commitments.rating_guide_importing import import_rating_guide
from lhs_portal.accounts.models import Organization, User
from tests.assessments.rating_factories import fresh, rate_all, rate_items
from tests.assessments.rounds_factories import (
    close,
    make_independent,
    make_rater,
    open_again,
    open_for_rating,
)
from tests.cast import client_of
from tests.rating_guides import make_guide

AUTUMN = "2026-11-22 09:00:00+00:00"


@pytest.fixture
def independent(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    return make_independent(organization, framework, alice)


@pytest.fixture
def ines(independent: Assessment, alice: User) -> Rater:
    """A nurse who is no member; asked about “safe” and “S1”. The round is open."""
    rater = make_rater(independent, alice, sections=["safe", "S1"])
    open_for_rating(independent, alice)
    return rater


def address(rater: Rater, name: str = "rate", *more: str) -> str:
    return reverse(f"assessments:{name}", args=[rater.assessment_id, *more])


def client(rater: Rater) -> Client:
    assert rater.user
    return client_of(rater.user)


def page_of(rater: Rater) -> str:
    return client(rater).get(address(rater)).content.decode()


def test_rate_says_what_is_asked_of_whom_until_when(
    independent: Assessment, framework: FrameworkVersion, alice: User
) -> None:
    import_rating_guide(make_guide(load_definition(framework)), version=framework)
    partner = make_rater(independent, alice, role_group="patient-partner")
    nurse = make_rater(independent, alice, "Jo Hahn")
    with time_machine.travel(AUTUMN, tick=False):
        open_round(assessment=independent, closes_on=date(2026, 12, 4), by=alice)
        page, of_nurse = page_of(partner), page_of(nurse)
    assert "You see what we cannot see." in page
    assert "Patient or family partner. Who is in patient-partner." in page
    assert "2 sections with 6 questions, about 3 minutes" in page
    assert 'until <span class="nowrap">Friday, December 4</span>' in page
    assert ">Begin: Safe</a>" in page
    assert "2 sections with 8 questions, about 4 minutes" in of_nurse
    assert "Choose what is true." in of_nurse


def test_rate_after_its_last_day_is_open_until_somebody_closes_it(
    independent: Assessment, ines: Rater
) -> None:
    independent.rounds.update(closes_on=date(2026, 11, 20))
    with time_machine.travel(AUTUMN, tick=False):
        page = page_of(ines)
    assert "The last day was Friday, November 20; the round is still open" in page


def test_rate_resumes_where_it_was(ines: Rater) -> None:
    rate_items(ines, ["safe.1", "safe.2"])
    page = page_of(ines)
    assert "2 of 8 rated · about 3 minutes left" in page
    assert ">Continue: Safe</a>" in page
    assert "In progress" in page
    rate_items(ines, ["safe.3", "safe.4"])
    assert "Rated, not finished" in page_of(ines)
    client(ines).post(address(ines, "rate_section", "safe"), {"go": "next"})
    page = page_of(ines)
    assert ">Continue: Feature S1 (provisional title)</a>" in page
    assert '<span class="status">Finished</span>' in page


def test_rate_with_nothing_left_thanks(ines: Rater) -> None:
    rate_all(ines)
    page = page_of(ines)
    assert "Thank you: that is all we ask of you" in page
    assert "What happens next" in page
    assert "btn primary" not in page


def test_rate_declines_and_takes_up_with_one_click(ines: Rater) -> None:
    browser = client(ines)
    browser.post(address(ines, "rate_decline", "safe"))
    page = page_of(ines)
    assert ">Begin: Feature S1 (provisional title)</a>" in page
    assert page.count(">Not in a position to say<") == 1
    assert page.count("Take it up again") == 1
    browser.post(address(ines, "rate_take_up", "safe"))
    assert ">Begin: Safe</a>" in page_of(ines)


def test_rate_before_the_round_says_so(independent: Assessment, alice: User) -> None:
    page = page_of(make_rater(independent, alice, sections=["safe"]))
    assert "Rating has not begun" in page
    assert "btn primary" not in page


def test_named_is_off_and_can_be_chosen_until_the_round_is_closed(
    independent: Assessment, alice: User, ines: Rater
) -> None:
    browser, url = client(ines), address(ines, "rate_named")
    assert 'name="named" id="id_named">' in page_of(ines)
    said = browser.post(url, {"named": "on"}, follow=True).content.decode()
    assert "Your name will stand beside your ratings." in said
    assert 'name="named" id="id_named" checked>' in said
    browser.post(url, {})
    assert not fresh(ines).named
    close(independent, alice)
    assert 'name="named"' not in page_of(ines)
    said = browser.post(url, {"named": "on"}, follow=True).content.decode()
    assert "others could tell who gave which rating" in said
    assert not fresh(ines).named


def test_rate_after_the_close_is_hers_to_read(
    independent: Assessment, alice: User, ines: Rater
) -> None:
    assert ines.user
    rate_items(ines, ["safe.1"])
    choose_named(assessment=independent, named=True, by=ines.user)
    close(independent, alice)
    page = page_of(ines)
    assert "The round is closed. Thank you for your part." in page
    assert "You chose to have your name beside your ratings." in page
    assert "<button" not in page.partition("<main")[2].partition("</main>")[0]
    assert "not in the figures" not in page


def test_rating_in_a_declined_section_is_not_in_the_figures_and_says_so(
    independent: Assessment, alice: User, ines: Rater
) -> None:
    assert ines.user
    rate_items(ines, ["safe.1"])
    decline_section(assessment=independent, subject="safe", by=ines.user)
    close(independent, alice)
    assert "1 of your ratings is not in the figures" in page_of(ines)


def test_choice_after_the_close_says_why_not(
    independent: Assessment, alice: User, ines: Rater
) -> None:
    close(independent, alice)
    response = client(ines).post(address(ines, "rate_decline", "safe"), follow=True)
    assert "The round is closed, so ratings are not taken any more." in response.content.decode()


def test_rate_again_says_that_ratings_in_the_figures_stay(
    independent: Assessment, alice: User, ines: Rater
) -> None:
    rate_items(ines, ["safe.1"])
    close(independent, alice)
    open_again(independent, alice)
    page = page_of(ines)
    assert "The round was opened again for late ratings." in page
    assert ">Continue: Safe</a>" in page


@pytest.mark.parametrize("count", [1, 3])
def test_rate_costs_as_many_queries_for_one_section_as_for_three(
    independent: Assessment, alice: User, count: int, django_assert_num_queries: Any
) -> None:
    rater = make_rater(independent, alice, sections=["safe", "engaged", "S1"][:count])
    open_for_rating(independent, alice)
    rate_all(rater, note="Minutes of May 4")
    browser = client(rater)
    with django_assert_num_queries(7):  # session, person, rater, sections, guide, ratings, rounds
        browser.get(address(rater))


def test_start_page_leads_a_rater_without_organization_to_her_part(
    ines: Rater, alice: User, independent: Assessment
) -> None:
    page = client(ines).get("/").content.decode()
    assert "You are asked to rate" in page
    assert "Mercy Valley Hospital" in page
    assert "2 sections left" in page
    assert f'<a class="btn primary" href="{address(ines)}"' in page
    assert "You belong to no organization yet" not in page
    rate_all(ines)
    assert "<span>Finished</span>" in client(ines).get("/").content.decode()
    close(independent, alice)
    page = client(ines).get("/").content.decode()
    assert "You are asked to rate" not in page
    assert "Your ratings: Baseline 2026" in page


def test_start_page_says_that_rating_is_not_open_yet(independent: Assessment, alice: User) -> None:
    early = make_rater(independent, alice, sections=["safe"])
    assert "Not open yet" in client(early).get("/").content.decode()


def test_start_page_of_a_removed_rater_has_nothing(ines: Rater, alice: User) -> None:
    remove_rater(ines, by=alice)
    page = client(ines).get("/").content.decode()
    assert "You are asked to rate" not in page
    assert "You belong to no organization yet" in page


@pytest.mark.parametrize("count", [1, 3])
def test_start_page_costs_as_many_queries_for_one_part_as_for_three(
    organization: Organization,
    framework: FrameworkVersion,
    alice: User,
    charlie: User,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    for number in range(count):
        assessment = make_independent(organization, framework, alice, title=f"No {number}")
        make_rater(assessment, alice, sections=["safe", "S1"], person=charlie)
        open_for_rating(assessment, alice)
    browser = client_of(charlie)
    # session, user, assessments, organizations, what is rated, what waits (four), role on the portal
    with django_assert_num_queries(10):
        page = browser.get("/").content.decode()
    assert page.count("2 sections left") == count
