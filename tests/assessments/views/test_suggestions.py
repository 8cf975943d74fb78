"""Answers of the last cycle as suggestions: shown, confirmed one by one, never counted before."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions import reopen
from assessments.models import Assessment
from assessments.queries import load_answers
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import (
    answer_all,
    answer_items,
    make_assessment,
    sign_answered,
)
from tests.assessments.pages import fields_of
from tests.cast import client_of

REASON = "We have no beds of our own."


@pytest.fixture
def last(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    """Signed: level 3 at each item but “safe.2”, which does not apply, and “safe.3”, unknown."""
    assessment = make_assessment(organization, framework, alice, title="Pilot 2025")
    answer_all(assessment, alice)
    answer_items(assessment, alice, ["safe.2"], choice="na", reason=REASON)
    answer_items(assessment, alice, ["safe.3"], choice="dk")
    return sign_answered(assessment, alice)


@pytest.fixture
def begun(
    organization: Organization, framework: FrameworkVersion, alice: User, last: Assessment
) -> Assessment:
    return make_assessment(organization, framework, alice, copied_from=last)


def url(assessment: Assessment) -> str:
    return reverse("assessments:section", args=[assessment.pk, "safe"])


def home_of(client: Client, assessment: Assessment) -> str:
    response = client.get(reverse("assessments:home", args=[assessment.pk]))
    return " ".join(response.content.decode().split())


def test_suggestions_are_shown_and_count_as_nothing(begun: Assessment, bob: User) -> None:
    client = client_of(bob)
    page = client.get(url(begun)).content.decode()
    for code, value in (("safe.1", "3"), ("safe.2", "na"), ("safe.3", "dk"), ("safe.4", "3")):
        assert f'name="i-{code}-confirm" value="{value}"' in page
    assert "Last time (Pilot 2025): 3 Level 3" in page
    assert " checked" not in page
    home = home_of(client, begun)
    assert "0 of 28 answered" in home
    assert "28 answers from “Pilot 2025” wait as suggestions." in home


def test_section_sent_without_the_button_confirms_nothing(begun: Assessment, bob: User) -> None:
    client = client_of(bob)
    client.post(url(begun), {**fields_of(client.get(url(begun))), "go": "next"})
    assert not begun.answers.exists()


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        ("safe.1", "3", (3, False, False, "")),
        ("safe.2", "na", (None, True, False, REASON)),
        ("safe.3", "dk", (None, False, True, "")),
    ],
)
def test_confirming_one_saves_that_one(
    begun: Assessment, bob: User, code: str, value: str, expected: tuple[Any, ...]
) -> None:
    client = client_of(bob)
    posted = {**fields_of(client.get(url(begun))), f"i-{code}-confirm": value}
    response = client.post(url(begun), posted)
    assert response.url == f"{url(begun)}#{code}"  # type: ignore[attr-defined]
    stored = load_answers(begun)
    answer = stored[code].entry
    assert (answer.level, answer.not_applicable, answer.dont_know, answer.reason) == expected
    assert sum(row.entry.complete for row in stored.values()) == 1
    page = client.get(url(begun)).content.decode()
    assert f"i-{code}-confirm" not in page
    assert page.count("-confirm") == 3
    assert "27 answers from “Pilot 2025” wait" in home_of(client, begun)


def test_confirming_keeps_what_is_typed_elsewhere_on_the_page(begun: Assessment, bob: User) -> None:
    client = client_of(bob)
    posted = {
        **fields_of(client.get(url(begun))),
        "i-safe.1-confirm": "3",
        "i-safe.1-note": "As in the minutes of May 4",
        "i-safe.4-choice": "1",
    }
    client.post(url(begun), posted)
    stored = load_answers(begun)
    assert stored["safe.1"].entry.note == "As in the minutes of May 4"
    assert stored["safe.4"].entry.level == 1


def test_own_reason_goes_before_the_one_of_last_time(begun: Assessment, bob: User) -> None:
    client = client_of(bob)
    posted = {
        **fields_of(client.get(url(begun))),
        "i-safe.2-confirm": "na",
        "i-safe.2-reason": "Closed in March",
    }
    client.post(url(begun), posted)
    assert load_answers(begun)["safe.2"].entry.reason == "Closed in March"


def test_readers_confirm_nothing(begun: Assessment, rhea: User) -> None:
    client = client_of(rhea)
    page = client.get(url(begun)).content.decode()
    assert "Last time (Pilot 2025)" in page
    assert "-confirm" not in page
    assert client.post(url(begun), {"i-safe.1-confirm": "3"}).status_code == 403


@pytest.mark.parametrize(
    ("field", "status"), [("i-nope.1-confirm", 400), ("t-safe-confirm", 302), ("i-x-confirm", 400)]
)
def test_confirming_what_is_not_there_does_no_harm(
    begun: Assessment, bob: User, field: str, status: int
) -> None:
    assert client_of(bob).post(url(begun), {field: "na"}).status_code == status
    assert not begun.answers.exists()


def test_without_copying_the_last_cycle_is_shown_and_not_suggested(
    organization: Organization, framework: FrameworkVersion, alice: User, last: Assessment
) -> None:
    plain = make_assessment(organization, framework, alice)
    page = client_of(alice).get(url(plain)).content.decode()
    assert page.count("Last time (Pilot 2025)") == 4
    assert "-confirm" not in page
    assert "wait as suggestions" not in home_of(client_of(alice), plain)


def test_answers_that_are_open_again_are_not_suggested(
    begun: Assessment, last: Assessment, alice: User
) -> None:
    reopen(assessment=last, reason="A newer count", by=alice)
    assert "-confirm" not in client_of(alice).get(url(begun)).content.decode()


def test_suggestions_cost_no_query_on_a_section_and_one_on_the_home_page(
    begun: Assessment, bob: User, django_assert_num_queries: Any
) -> None:
    client = client_of(bob)
    with django_assert_num_queries(7):  # as without suggestions
        client.get(url(begun))
    # Session, person, assessment, reports, answers, targets, suggestions, local questions.
    with django_assert_num_queries(8):
        home_of(client, begun)
