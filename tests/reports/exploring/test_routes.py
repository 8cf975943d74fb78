"""The pages that lead on from a report × roles, and what else may come to their addresses."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from lhs_portal.accounts.models import Organization, User
from reports.jobs.making import make_report
from reports.models import Report
from tests.cast import client_of

pytestmark = pytest.mark.django_db

NAMES = ("what_if", "through_line", "through_line_of", "crosswalk")


@pytest.fixture
def ready(report: Report) -> Report:
    make_report(report.pk)
    report.refresh_from_db()
    return report


def address(name: str, report: Report, code: str = "safe") -> str:
    more = {"through_line_of": [code], "crosswalk": [code]}
    return reverse(f"reports:{name}", args=[report.pk, *more.get(name, [])])


@pytest.mark.parametrize("name", NAMES[:3])
def test_route_by_role(ready: Report, alice: User, bob: User, rhea: User, name: str) -> None:
    for person in (alice, bob, rhea):
        client = client_of(person)
        assert client.get(address(name, ready)).status_code == 200
        assert client.post(address(name, ready)).status_code == 405


@pytest.mark.parametrize("name", NAMES)
def test_route_of_others_is_not_found(
    ready: Report, charlie: User, adam: User, other_organization: Organization, name: str
) -> None:
    for person in (charlie, adam):
        assert client_of(person).get(address(name, ready)).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_route_asks_a_stranger_to_sign_in(ready: Report, name: str) -> None:
    response = Client().get(address(name, ready))
    assert response.status_code == 302
    assert "next=" in response["Location"]


def test_choice_of_a_person_who_was_signed_out_loads_anew(ready: Report) -> None:
    response = Client().get(address("what_if", ready), headers={"HX-Request": "true"})
    assert response["HX-Refresh"] == "true"


@pytest.mark.parametrize("name", NAMES)
def test_report_that_is_not_ready_leads_to_its_page(report: Report, alice: User, name: str) -> None:
    response = client_of(alice).get(address(name, report))
    assert response["Location"] == reverse("reports:detail", args=[report.pk])


@pytest.mark.parametrize("name", NAMES[:3])
def test_page_takes_at_most_6_queries(
    ready: Report,
    alice: User,
    name: str,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    client = client_of(alice)
    client.get(address(name, ready))
    with django_assert_max_num_queries(6):  # type: ignore[attr-defined]
        client.get(address(name, ready))


@pytest.mark.parametrize(
    "code", ["nothing", "safe.9", "S1%00", "%F0%9F%92%A9", "x" * 900, "{{7*7}}"]
)
def test_unknown_code_is_not_found(ready: Report, alice: User, code: str) -> None:
    client = client_of(alice)
    base = reverse("reports:through_line", args=[ready.pk])
    assert client.get(f"{base}{code}/").status_code == 404
    assert client.get(f"/r/{ready.pk}/crosswalk/{code}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"safe.99": "3"}, "&quot;safe.99&quot; is no item of this report."),
        ({"safe.1": "5"}, "safe.1: &quot;5&quot; is no level. Choose one from 0 to 4."),
        ({"safe.1": "-1"}, "is no level"),
        ({"safe.1": "1e999"}, "is no level"),
        ({"safe.1": "٣"}, "is no level"),
        ({"safe.1": "3\0"}, "\\u0000"),
        ({"a\0b": "3"}, "\\u0000"),
        ({"section": "nowhere"}, "There is no section"),
        ({"<script>": "3"}, "&lt;script&gt;"),
        ({f"x{number}": "1" for number in range(300)}, "And 295 more of this kind."),
        ({"x" * 5000: "1"}, "is no item"),
    ],
)
def test_query_that_asks_nothing_sensible_is_left_out_in_words(
    ready: Report, alice: User, query: dict[str, str], said: str
) -> None:
    response = client_of(alice).get(f"{address('what_if', ready)}?{urlencode(query)}")
    assert response.status_code == 200
    assert said in response.content.decode()


def test_query_of_1001_parameters_is_refused_in_words(ready: Report, alice: User) -> None:
    query = urlencode({f"x{number}": "1" for number in range(1001)})
    response = client_of(alice).get(f"{address('what_if', ready)}?{query}")
    assert response.status_code == 400


def test_query_in_no_known_encoding_is_left_out(ready: Report, alice: User) -> None:
    response = client_of(alice).get(f"{address('what_if', ready)}?%FF%FE=%80&safe.1=%ED%A0%80")
    assert response.status_code == 200
