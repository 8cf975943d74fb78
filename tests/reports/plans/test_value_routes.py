"""The addresses of a value case × roles, its form, and two people on one line."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions.workflow import reopen
from assessments.models import Assessment
from lhs_portal.accounts.models import Organization, User
from lhs_portal.audit.models import Event
from reports.models import Report
from reports.plans import value_urls
from reports.plans.actions.value import MOST_LINES, ValueContent, add_value_line
from reports.plans.exports import organization_data
from reports.plans.forms.value import ValueForm
from reports.plans.models import ValueLine
from tests.cast import client_of, seen_by
from tests.reports.factories import make_signed
from tests.reports.plans.factories import finish

# GET and POST by lead, contributor, reader.
EXPECTED: dict[str, tuple[tuple[int, int, int], tuple[int, int, int]]] = {
    "plan_value": ((200, 200, 200), (302, 302, 403)),
    "plan_value_line": ((200, 200, 403), (302, 302, 403)),
    "plan_value_remove": ((405, 405, 405), (302, 302, 403)),
}


def body(**changes: str) -> dict[str, str]:
    return {
        "label": "Falls with injury",
        "quantity": "120",
        "unit": "falls",
        "period": "year",
        "value": "6,000",
        "value_unit": "$",
        "share": "10",
        "source": "Incident system, fiscal year 2026",
        "seen": "1",
        **changes,
    }


def content(**changes: str) -> ValueContent:
    form = ValueForm(body(**changes))
    assert form.is_valid(), form.errors
    return form.content


def add(assessment: Assessment, by: User, **changes: str) -> ValueLine:
    return add_value_line(assessment=assessment.pk, feature="S1", content=content(**changes), by=by)


def address(name: str, assessment: Assessment, by: User) -> str:
    more = [] if name == "plan_value" else [add(assessment, by).pk]
    return reverse(f"reports:{name}", args=[assessment.pk, "S1", *more])


def page_of(assessment: Assessment, feature: str = "S1") -> str:
    return reverse("reports:plan_value", args=[assessment.pk, feature])


def test_every_route_is_in_one_table() -> None:
    assert sorted(pattern.name for pattern in value_urls.urlpatterns) == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("place", [0, 1, 2], ids=["lead", "contributor", "reader"])
def test_route_by_role(
    signed: Assessment, alice: User, bob: User, rhea: User, name: str, place: int
) -> None:
    client = client_of((alice, bob, rhea)[place])
    url = address(name, signed, alice)
    get, post = EXPECTED[name]
    found = client.get(url).status_code, client.post(url, body()).status_code
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
    get = 405 if name == "plan_value_remove" else 404
    for person in (charlie, adam):
        client = client_of(person)
        assert (client.get(url).status_code, client.post(url, body()).status_code) == (get, 404)


@pytest.mark.parametrize("name", EXPECTED)
def test_route_signed_out_writes_nothing(signed: Assessment, alice: User, name: str) -> None:
    url = address(name, signed, alice)
    before = list(ValueLine.objects.values())
    assert Client().get(url).status_code in (302, 405)
    assert Client().post(url, body()).status_code in (302, 401)
    assert list(ValueLine.objects.values()) == before


@pytest.mark.parametrize("code", ["X9", "safe", "S1.1", "%00", "x" * 500])
def test_what_is_no_feature_is_not_found(signed: Assessment, alice: User, code: str) -> None:
    base = f"/a/{signed.pk}/plan/value/{code}/"
    assert client_of(alice).get(base).status_code == 404
    assert client_of(alice).post(base, body()).status_code == 404


def test_page_shows_the_sector_and_prefills_nothing(signed: Assessment, alice: User) -> None:
    finish(Report.objects.get(assessment=signed))
    response = client_of(alice).get(page_of(signed))
    page = response.content.decode()
    assert "Care delivery" in page
    assert "your patients and their families" in page
    form = response.context["form"]
    assert not any(form[name].value() for name in form.fields if name != "once")


def test_line_shows_its_arithmetic_and_is_told_in_the_history(
    signed: Assessment, alice: User, bob: User
) -> None:
    response = client_of(bob).post(page_of(signed), body(), follow=True)
    page = response.content.decode()
    assert "120 falls a year × $6,000 each = $720,000 a year" in page
    assert "(the share that you entered) = $72,000 a year" in page
    event = Event.objects.get(verb="entered value")
    assert (event.actor, event.what, event.after["quantity"]) == (bob, "S1", "120")
    row = organization_data(seen_by(alice, signed.organization))["value_cases"][0]
    assert (row["feature"], row["label"], row["made_by"]) == ("S1", "Falls with injury", bob.name)


def test_sent_twice_it_is_made_once(signed: Assessment, alice: User) -> None:
    once = "7f1c7a3e-0d2b-4c2f-9d3e-0b9a5a1c2d3e"
    for _ in range(2):
        client_of(alice).post(page_of(signed), body(once=once))
    assert [str(line.pk) for line in ValueLine.objects.all()] == [once]


def test_id_of_another_value_case_makes_a_line_of_its_own(
    signed: Assessment, alice: User, charlie: User, other_organization: Organization
) -> None:
    """Of a stranger's, and of another feature's: nothing is told of them, and nothing fails."""
    theirs = make_signed(other_organization, signed.framework_version, charlie).assessment
    once = "7f1c7a3e-0d2b-4c2f-9d3e-0b9a5a1c2d3e"
    pages = [(charlie, page_of(theirs)), (alice, page_of(signed)), (alice, page_of(signed, "S2"))]
    for person, page in pages:
        assert client_of(person).post(page, body(once=once)).status_code == 302
    assert ValueLine.objects.count() == 3
    assert str(ValueLine.objects.get(assessment=theirs).pk) == once


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("quantity", "many"),
        ("quantity", "-3"),
        ("quantity", "1e999"),
        ("quantity", "NaN"),
        ("quantity", "١٢٠"),
        ("quantity", "1.23456"),
        ("quantity", "1" * 4000),
        ("value", "$6,000"),
        ("value", "=1+1"),
        ("value", "6,00"),
        ("share", "101"),
        ("share", "0"),
        ("share", "0.001"),
        ("period", "century"),
        ("label", "a\0b"),
        ("label", "x" * 201),
        ("unit", "\u202efalls"),
        ("source", "   "),
        ("source", ""),
    ],
)
def test_what_cannot_be_taken_is_kept_and_named(
    signed: Assessment, alice: User, field: str, typed: str
) -> None:
    response = client_of(alice).post(page_of(signed), body(**{field: typed}))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"][field].value() == typed
    assert not ValueLine.objects.exists()


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", "{{7*7}}", "=HYPERLINK(1)", "病床 🛏", "عربي"]
)
def test_text_comes_back_as_it_was(signed: Assessment, alice: User, typed: str) -> None:
    client = client_of(alice)
    page = client.post(page_of(signed), body(label=typed, unit=typed), follow=True).content
    assert ValueLine.objects.get().label == typed
    assert b"<script>alert" not in page


def test_second_of_two_people_sees_both(signed: Assessment, alice: User, bob: User) -> None:
    line = add(signed, alice)
    url = reverse("reports:plan_value_line", args=[signed.pk, "S1", line.pk])
    client_of(alice).post(url, body(quantity="100"))
    response = client_of(bob).post(url, body(quantity="90"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "100 falls a year" in page
    assert response.context["form"]["quantity"].value() == "90"
    seen = response.context["form"]["seen"].value()
    assert client_of(bob).post(url, body(quantity="90", seen=seen)).status_code == 302
    line.refresh_from_db()
    assert (line.quantity, line.version) == (90, 3)


def test_saving_the_same_again_changes_nothing(signed: Assessment, alice: User) -> None:
    line = add(signed, alice)
    url = reverse("reports:plan_value_line", args=[signed.pk, "S1", line.pk])
    assert client_of(alice).post(url, body(quantity="120.0", seen="stale")).status_code == 302
    line.refresh_from_db()
    assert line.version == 1


def test_line_of_another_feature_or_assessment_is_not_found(
    signed: Assessment, alice: User
) -> None:
    line = add(signed, alice)
    url = reverse("reports:plan_value_line", args=[signed.pk, "S2", line.pk])
    assert client_of(alice).get(url).status_code == 404


def test_reopened_assessment_keeps_what_was_typed(signed: Assessment, alice: User) -> None:
    add(signed, alice)
    reopen(assessment=signed, reason="An answer was wrong.", by=alice)
    client = client_of(alice)
    assert b"The plan opens once the assessment is signed" in client.get(page_of(signed)).content
    response = client.post(page_of(signed), body(label="Typed meanwhile"))
    assert response.status_code == 409
    assert b"Typed meanwhile" in response.content
    assert ValueLine.objects.count() == 1


def test_lines_have_an_end(signed: Assessment, alice: User) -> None:
    for number in range(MOST_LINES):
        add(signed, alice, label=f"Line {number}")
    response = client_of(alice).post(page_of(signed), body(label="One more"))
    assert response.status_code == 409
    assert b"at most 30 lines" in response.content


def test_queries_do_not_grow_with_lines(
    signed: Assessment, alice: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    finish(Report.objects.get(assessment=signed))
    for number in range(12):
        add(signed, alice, label=f"Line {number}")
    client = client_of(alice)
    client.get(page_of(signed))
    with django_assert_max_num_queries(8):
        client.get(page_of(signed))
