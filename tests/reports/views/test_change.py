"""The part on change of a report page, from cycles that were signed one after the other."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from reports.jobs.making import make_report
from reports.models import Report
from tests.cast import client_of
from tests.reports.cycles import only_json, sign_cycle, sign_rated_cycle

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def made(
    organization: Organization,
    framework: FrameworkVersion,
    alice: User,
    media: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Report:
    """The third of three rated cycles, in which Safe rose."""
    only_json(monkeypatch)
    said = "2 2 2 2 1 2"
    for year in (2024, 2025):
        make_report(sign_rated_cycle(organization, framework, alice, year, said=said).pk)
    rose = {f"safe.{number}": "3 4 3 4 3 4" for number in range(1, 5)}
    report = sign_rated_cycle(organization, framework, alice, 2026, said=said, ratings=rose)
    make_report(report.pk)
    return report


def address(report: Report) -> str:
    return reverse("reports:detail", args=[report.pk])


def test_third_cycle_shows_change_to_every_role(
    made: Report, alice: User, bob: User, rhea: User
) -> None:
    for person in (alice, bob, rhea):
        response = client_of(person).get(address(made))
        html = response.content.decode()
        change = response.context["page"].change
        assert change.headline.startswith("Since Cycle 2025 Safe rose by ")
        assert change.headline in html
        assert "Six raters took part in Cycle 2025, six in Cycle 2026, and six in both." in html
        assert "1 in 20" in html
        assert change.over_time.cycles == ("Cycle 2024", "Cycle 2025", "Cycle 2026")


def test_change_of_others_is_not_found(made: Report, charlie: User, adam: User) -> None:
    chart = reverse("reports:chart_csv", args=[made.pk, "change-of-features"])
    for person in (charlie, adam):
        assert client_of(person).get(address(made)).status_code == 404
        assert client_of(person).get(chart).status_code == 404
    assert Client().get(chart).status_code == 302


@pytest.mark.parametrize(
    ("chart", "first"),
    [
        ("change-of-commitments", '"Commitment","Cycle 2025","Cycle 2026","Difference","Verdict"'),
        ("change-of-features", '"Feature","Cycle 2025","Cycle 2026","Difference","Verdict"'),
        (
            "over-time",
            '"Commitment or feature","Cycle 2024","Cycle 2025","Cycle 2026","Verdict on the last step"',
        ),
    ],
)
def test_charts_of_change_have_their_figures_as_csv(
    made: Report, bob: User, chart: str, first: str
) -> None:
    response = client_of(bob).get(reverse("reports:chart_csv", args=[made.pk, chart]))
    content = response.content.decode("utf-8-sig")
    assert content.splitlines()[0] == first
    assert '"Not distinguishable from noise"' in content


def test_page_with_change_takes_at_most_12_queries(
    made: Report, alice: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = client_of(alice)
    client.get(address(made))
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(address(made))


def test_second_cycle_answered_together_is_not_tested(
    organization: Organization,
    framework: FrameworkVersion,
    alice: User,
    media: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    only_json(monkeypatch)
    sign_cycle(organization, framework, alice, 2024)
    second = sign_cycle(organization, framework, alice, 2025, choice="3")
    make_report(second.pk)
    html = client_of(alice).get(address(second)).content.decode()
    assert (
        "Since Cycle 2024 no commitment or feature could be tested for change: "
        "the answers were given together." in html
    )
    assert "Changed" not in html.partition('id="part-change"')[2].partition("How to read")[0]
