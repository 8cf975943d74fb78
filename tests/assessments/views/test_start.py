from datetime import date

from django.urls import reverse

from assessments.models import Assessment
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.cast import client_of

VALID = {
    "title": "Baseline 2026",
    "period_start": "2026-01-01",
    "period_end": "2026-06-30",
    "scope": "unit",
    "unit": "Surgery",
    "due": "2026-11-22",
}


def test_start_makes_an_assessment(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    url = reverse("assessments:start", args=[organization.pk])
    response = client_of(alice).post(url, VALID)
    assessment = Assessment.objects.get()
    assert response.url == reverse("assessments:home", args=[assessment.pk])
    assert (assessment.unit, assessment.due) == ("Surgery", date(2026, 11, 22))
    assert assessment.framework_version == framework


def test_start_with_a_fault_keeps_what_was_typed(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    url = reverse("assessments:start", args=[organization.pk])
    response = client_of(alice).post(url, {**VALID, "unit": ""})
    assert response.status_code == 422
    assert 'value="Baseline 2026"' in response.content.decode()
    assert "Give the name of the unit" in response.content.decode()


def test_start_without_a_published_framework_says_what_to_do(
    organization: Organization, alice: User
) -> None:
    response = client_of(alice).get(reverse("assessments:start", args=[organization.pk]))
    assert response.status_code == 409
    assert "load_framework" in response.content.decode()


def test_start_without_any_field_names_what_is_missing(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    address = reverse("assessments:start", args=[organization.pk])
    response = client_of(alice).post(address)
    assert response.status_code == 422
    assert "Give the assessment a title." in response.content.decode()


def test_start_pressed_twice_is_one_assessment(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    address = reverse("assessments:start", args=[organization.pk])
    client = client_of(alice)
    once = client.get(address).context["form"]["once"].value()
    first = client.post(address, {**VALID, "once": str(once)})
    second = client.post(address, {**VALID, "once": str(once)})
    assert first.url == second.url
    assert str(Assessment.objects.get().pk) == str(once)


def test_start_with_the_id_of_somebody_elses_makes_a_new_one(
    organization: Organization,
    other_organization: Organization,
    framework: FrameworkVersion,
    alice: User,
    charlie: User,
) -> None:
    theirs = reverse("assessments:start", args=[other_organization.pk])
    client_of(charlie).post(theirs, VALID)
    taken = Assessment.objects.get().pk
    mine = reverse("assessments:start", args=[organization.pk])
    response = client_of(alice).post(mine, {**VALID, "once": str(taken)})
    assert response.status_code == 302
    assert str(taken) not in response.url
    assert Assessment.objects.count() == 2
