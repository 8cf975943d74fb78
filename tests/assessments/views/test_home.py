import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from assessments.actions import reopen
from assessments.models import Assessment
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import answer_items, item_codes, sign_all, submit_all
from tests.assessments.rating_factories import rate_all
from tests.assessments.rounds_factories import make_rater, make_raters, open_for_rating
from tests.assessments.settling_factories import make_settling
from tests.assessments.signing_factories import make_awaiting, return_submitted, settle_all
from tests.cast import client_of

# What the database asks of reports in their states.
FINISHED: dict[str, Any] = {
    "finished_at": datetime(2026, 6, 30, tzinfo=UTC),
    "score_card": "{}",
    "error": "The disk is full.",
}


def page_of(assessment: Assessment, person: User, query: str = "") -> str:
    response = client_of(person).get(reverse("assessments:home", args=[assessment.pk]) + query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_home_says_where_things_stand(assessment: Assessment, bob: User) -> None:
    answer_items(assessment, bob, item_codes(assessment)[:6])
    page = page_of(assessment, bob)
    assert "6 of 28 answered · about 15 minutes left" in page
    assert "Continue: Safe" in page
    assert page.count(">Completed<") + page.count("Completed</span>") >= 1
    assert page.count("In progress") == 1
    assert page.count("Not started") == 5
    assert page.count("provisional title") == 4


def test_home_with_essentials_first_is_a_filter(assessment: Assessment, bob: User) -> None:
    answer_items(assessment, bob, ["engaged.1", "engaged.2", "safe.3"])
    page = page_of(assessment, bob, "?only=essential")
    assert "2 of 14 essential items answered · about 10 minutes left" in page
    assert "Continue: Safe" in page
    assert f"/a/{assessment.pk}/s/S1/?only=essential" in page
    assert "2 of 2" in page


def test_home_marks_a_missing_reason(assessment: Assessment, bob: User) -> None:
    answer_items(assessment, bob, [f"safe.{number}" for number in range(1, 5)], choice="na")
    assert page_of(assessment, bob).count("Needs a reason") == 1


def test_home_complete_leads_to_the_review(assessment: Assessment, alice: User, bob: User) -> None:
    answer_items(assessment, alice, item_codes(assessment))
    assert "Review and submit" in page_of(assessment, alice)
    assert "Review and submit" not in page_of(assessment, bob)


def test_home_submitted_offers_no_answering(assessment: Assessment, alice: User) -> None:
    submit_all(assessment, alice)
    page = page_of(assessment, alice)
    assert "Continue:" not in page
    assert reverse("assessments:reopen", args=[assessment.pk]) in page
    assert not assessment.reports.exists()


def test_home_signed_leads_to_the_report(assessment: Assessment, alice: User) -> None:
    sign_all(assessment, alice)
    page = page_of(assessment, alice)
    assert "Continue:" not in page
    assert reverse("assessments:reopen", args=[assessment.pk]) in page
    report: Any = assessment.reports.get()
    assert reverse("reports:detail", args=[report.pk]) in page


@pytest.mark.parametrize(("who", "offered"), [("alice", True), ("bob", False)])
def test_home_offers_a_preliminary_report_to_leads(
    assessment: Assessment, alice: User, bob: User, who: str, offered: bool
) -> None:
    page = page_of(assessment, alice if who == "alice" else bob)
    assert (reverse("reports:request_preliminary", args=[assessment.pk]) in page) is offered


def test_home_with_the_essentials_done_offers_the_preliminary_report_and_the_rest(
    assessment: Assessment, alice: User, bob: User
) -> None:
    items = load_definition(assessment.framework_version).items
    answer_items(assessment, bob, [item.code for item in items if item.essential])
    page = page_of(assessment, alice, "?only=essential")
    assert page.count("Ask for a preliminary report</button>") == 1
    assert f'href="/a/{assessment.pk}/s/engaged/">Continue: Engaged</a>' in page
    assert "Ask for a preliminary report" not in page_of(assessment, bob, "?only=essential")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("queued", "See how far it is"),
        ("ready", "Open the report"),
        ("failed", "See what happened"),
    ],
)
def test_home_signed_has_its_report_as_the_primary_thing(
    assessment: Assessment, alice: User, state: str, words: str
) -> None:
    sign_all(assessment, alice)
    assessment.reports.update(state=state, **FINISHED)
    report: Any = assessment.reports.get()
    page = page_of(assessment, alice)
    address = reverse("reports:detail", args=[report.pk])
    assert f'<a class="btn primary" href="{address}">{words}</a>' in page
    assert page.count("btn primary") == 1


def test_home_reopened_keeps_the_way_to_the_finished_report(
    assessment: Assessment, alice: User
) -> None:
    sign_all(assessment, alice)
    assessment.reports.update(state="ready", **FINISHED)
    reopen(assessment=assessment, reason="A newer count", by=alice)
    page = page_of(assessment, alice)
    assert "The newest finished report stays as it was" in page


def address_of(name: str, assessment: Assessment) -> str:
    return reverse(f"assessments:{name}", args=[assessment.pk])


def primary_of(page: str) -> list[str]:
    """Where the primary buttons of the page lead."""
    return re.findall(r'<a class="btn primary" href="([^"]+)"', page)


def test_home_names_the_stages_and_the_one_of_now(
    assessment: Assessment, preparing: Assessment, alice: User
) -> None:
    assert '<li aria-current="step"><b>Open</b></li>' in page_of(assessment, alice)
    page = page_of(preparing, alice)
    names = ("Preparing", "Rating", "Settling", "Awaiting sign-off", "Signed")
    places = [page.index(f"{name}<") for name in names]
    assert places == sorted(places)
    assert '<li aria-current="step"><b>Preparing</b></li>' in page


def test_home_preparing_leads_to_the_raters(preparing: Assessment, alice: User, bob: User) -> None:
    page = page_of(preparing, alice)
    assert "0 raters, 0 open invitations" in page
    assert primary_of(page) == [address_of("raters", preparing)]
    page = page_of(preparing, bob)
    assert "The leads are inviting the raters" in page
    assert primary_of(page) == []
    assert "Commitments</h2>" not in page


def test_home_rating_tells_leads_who_has_finished_and_others_until_when(
    preparing: Assessment, alice: User, bob: User
) -> None:
    rater = make_rater(preparing, alice, sections=["safe"])
    make_rater(preparing, alice, "Jo Berg", sections=["safe"])
    assert "2 raters, 0 open invitations" in page_of(preparing, alice)
    open_for_rating(preparing, alice)
    rate_all(rater)
    page = page_of(preparing, alice)
    assert "1 of 2 raters have finished · closes on" in page
    assert primary_of(page) == [address_of("raters", preparing)]
    page = page_of(preparing, bob)
    assert "Rating is open until" in page
    assert "raters have finished" not in page
    assert primary_of(page) == []


def test_home_rating_leads_a_rater_to_her_sections_first(
    preparing: Assessment, alice: User, bob: User
) -> None:
    rater = make_rater(preparing, alice, person=bob, sections=["safe"])
    make_rater(preparing, alice, person=alice, sections=["safe"])
    open_for_rating(preparing, alice)
    for person in (alice, bob):
        page = page_of(preparing, person)
        assert primary_of(page) == [address_of("rate", preparing)]
        assert "Rate your sections" in page
    rate_all(rater)
    assert "Your ratings" in page_of(preparing, bob)


def test_home_settling_leads_to_what_is_left_and_then_to_the_review(
    organization: Organization, framework: FrameworkVersion, alice: User, bob: User
) -> None:
    settling = make_settling(organization, framework, alice, {"safe.1": "3 3 3 3"})
    page = page_of(settling, alice)
    assert "0 of 28 items settled" in page
    assert primary_of(page) == [address_of("settling", settling)]
    assert f"/a/{settling.pk}/settle/safe/" in page
    settle_all(settling, alice)
    page = page_of(settling, alice)
    assert "28 of 28 items settled" in page
    assert primary_of(page) == [address_of("review", settling)]
    page = page_of(settling, bob)
    assert primary_of(page) == [address_of("settling", settling)]


def test_home_awaiting_leads_the_sponsor_to_the_reading(
    assessment: Assessment, alice: User, bob: User
) -> None:
    sponsor = submit_all(assessment, alice).sponsor
    assert sponsor
    page = page_of(assessment, sponsor)
    assert "It waits for you to sign" in page
    assert primary_of(page) == [address_of("sign", assessment)]
    for person in (alice, bob):
        page = page_of(assessment, person)
        assert "It waits for Sonia Ekberg to sign" in page
        assert primary_of(page) == []
        assert (address_of("sponsor", assessment) in page) is (person == alice)
        assert (address_of("reopen", assessment) in page) is (person == alice)


def test_home_signed_says_by_whom(assessment: Assessment, alice: User, bob: User) -> None:
    sign_all(assessment, alice)
    page = page_of(assessment, bob)
    assert "Signed by <b>Sonia Ekberg</b>, Chief executive, on" in page
    assert address_of("sign", assessment) in page
    assert address_of("reopen", assessment) not in page


def test_home_returned_begins_with_the_remarks(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    returned = return_submitted(make_awaiting(organization, framework, alice))
    page = page_of(returned, alice)
    assert page.index("Sonia Ekberg returned it on") < page.index("28 of 28 items settled")
    assert f'href="/a/{returned.pk}/settle/safe/#safe.2">Safe, item 2</a>' in page
    section = reverse("assessments:settle_section", args=[returned.pk, "safe"])
    settle = client_of(alice).get(section).content.decode()
    assert settle.count("Remark of Sonia Ekberg") == 1
    assert "Which unit?" in settle


@pytest.mark.parametrize("count", [1, 3])
def test_home_of_a_round_costs_as_many_queries_for_one_rater_as_for_three(
    preparing: Assessment, alice: User, count: int, django_assert_num_queries: Any
) -> None:
    make_raters(preparing, alice, count, sections=["safe"])
    open_for_rating(preparing, alice)
    client = client_of(alice)
    client.get(address_of("home", preparing))  # the items of the version are remembered
    # …, answers, targets, reports, raters, round, local questions.
    with django_assert_num_queries(9):
        client.get(address_of("home", preparing))
