"""The addresses of a plan × roles: leads and contributors write it, readers read it."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.actions.workflow import reopen
from assessments.models import Assessment
from lhs_portal.accounts.models import Organization, User
from reports.models import Report
from reports.plans import urls
from reports.plans.actions.feeds import make_feed
from reports.plans.codes import STATES
from tests.cast import client_of
from tests.reports.plans.factories import finish, plan_action, posted_action

# GET and POST by lead, contributor, reader.
EXPECTED: dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    "plan": ((200, 200, 200), (405, 405, 405)),
    "plan_action_new": ((200, 200, 403), (302, 302, 403)),
    "plan_action": ((200, 200, 200), (302, 302, 403)),
    "plan_action_move": ((405, 405, 405), (302, 302, 403)),
    "plan_calendar": ((200, 200, 200), (200, 200, 200)),
}
PUBLIC = ["plan_feed"]


def address(name: str, assessment: Assessment, by: User) -> str:
    more: list[Any] = []
    if name in ("plan_action", "plan_action_move"):
        more = [plan_action(assessment, by).pk]
    return reverse(f"reports:{name}", args=[assessment.pk, *more])


def body(name: str) -> dict[str, Any]:
    return {"state": "doing", "seen": "planned"} if "move" in name else posted_action()


def test_every_route_is_in_one_table() -> None:
    own = [pattern.name for pattern in urls.urlpatterns]
    assert sorted(own) == sorted([*EXPECTED, *PUBLIC])


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("place", [0, 1, 2], ids=["lead", "contributor", "reader"])
def test_route_by_role(
    signed: Assessment, alice: User, bob: User, rhea: User, name: str, place: int
) -> None:
    client = client_of((alice, bob, rhea)[place])
    url = address(name, signed, alice)
    get, post = EXPECTED[name]
    found = client.get(url).status_code, client.post(url, body(name)).status_code
    assert found == (get[place], post[place])


@pytest.mark.parametrize("name", EXPECTED)
def test_route_of_others_is_not_found(
    signed: Assessment,
    alice: User,
    charlie: User,
    adam: User,
    other_organization: Organization,
    name: str,
) -> None:
    url = address(name, signed, alice)
    get, post = EXPECTED[name]
    expected = (405 if get[0] == 405 else 404, 405 if post[0] == 405 else 404)
    for person in (charlie, adam):
        client = client_of(person)
        assert (client.get(url).status_code, client.post(url, body(name)).status_code) == expected


@pytest.mark.parametrize("name", EXPECTED)
def test_route_signed_out_keeps_nothing_open(signed: Assessment, alice: User, name: str) -> None:
    url = address(name, signed, alice)
    assert Client().get(url).status_code in (302, 405)
    assert Client().post(url, body(name)).status_code in (302, 401, 405)


def test_an_action_of_another_plan_is_not_found(
    signed: Assessment, alice: User, organization: Organization
) -> None:
    other = signed.organization.assessments.create(
        framework_version=signed.framework_version,
        title="Other",
        period_start=signed.period_start,
        period_end=signed.period_end,
        scope="whole",
    )
    action = plan_action(signed, alice)
    for name in ("plan_action", "plan_action_move"):
        url = reverse(f"reports:{name}", args=[other.pk, action.pk])
        assert client_of(alice).post(url, body(name)).status_code in (302, 404)
        action.refresh_from_db()
        assert action.version == 1


@pytest.mark.parametrize("name", ["plan", "plan_action", "plan_calendar"])
def test_pages_of_an_assessment_that_is_open_again_are_read_only(
    signed: Assessment, alice: User, name: str
) -> None:
    url = address(name, signed, alice)
    reopen(assessment=signed, reason="One level was wrong.", by=alice)
    assert client_of(alice).get(url).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("plan", 7), ("plan_action", 8)])
def test_pages_cost_the_same_for_one_and_for_three_actions(
    signed: Assessment,
    report: Report,
    alice: User,
    bob: User,
    count: int,
    name: str,
    queries: int,
    django_assert_num_queries: Any,
) -> None:
    finish(report)
    for number in range(count):
        action = plan_action(
            signed,
            alice,
            owner=str((alice, bob)[number % 2].pk),
            state=list(STATES)[number],
            barriers=("solution-fatigue", "other"),
            barrier_other="The weather",
        )
    client = client_of(alice)
    more = [action.pk] if name == "plan_action" else []
    with django_assert_num_queries(queries):
        page = client.get(reverse(f"reports:{name}", args=[signed.pk, *more]))
    assert "The weather" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_feed_costs_two_queries_beside_its_limit(
    signed: Assessment,
    alice: User,
    organization: Organization,
    count: int,
) -> None:
    for _ in range(count):
        plan_action(signed, alice, due=date(2030, 1, 1))
    token = make_feed(organization=organization, by=alice)
    with CaptureQueriesContext(connection) as queries:
        content = Client().get(reverse("reports:plan_feed", args=[token])).content
    assert content.count(b"BEGIN:VEVENT") == count
    # The limit for guessing counts in the cache, which is a table where there is no Redis.
    own = [query["sql"] for query in queries if "plans_" in query["sql"]]
    assert len(own) == 2
