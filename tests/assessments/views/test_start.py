from datetime import date

import pytest
from django.urls import reverse

from assessments.models import Assessment
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import make_assessment, publish_framework, sign_all
from tests.cast import client_of
from tests.frameworks import make_document

VALID = {
    "title": "Baseline 2026",
    "period_start": "2026-01-01",
    "period_end": "2026-06-30",
    "mode": "together",
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


def test_start_rated_independently_begins_with_inviting(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    address = reverse("assessments:start", args=[organization.pk])
    response = client_of(alice).post(address, {**VALID, "mode": "independent"}, follow=True)
    assessment = Assessment.objects.get()
    assert (assessment.mode, assessment.state) == ("independent", "preparing")
    assert "Invite the people who are to rate." in response.content.decode()


def test_start_without_a_mode_says_so(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    address = reverse("assessments:start", args=[organization.pk])
    response = client_of(alice).post(address, {**VALID, "mode": ""})
    assert response.status_code == 422
    assert "Choose how it is answered." in response.content.decode()


def test_start_offers_signed_answers_alone(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    client = client_of(alice)
    address = reverse("assessments:start", args=[organization.pk])
    make_assessment(organization, framework, alice, title="Half done")
    assert "Begin from the answers of" not in client.get(address).content.decode()
    last = sign_all(make_assessment(organization, framework, alice, title="Pilot 2025"), alice)
    page = client.get(address).content.decode()
    assert "Pilot 2025, signed" in page
    assert "Half done" not in page
    client.post(address, {**VALID, "copied_from": str(last.pk)})
    begun = Assessment.objects.get(title=VALID["title"])
    assert begun.copied_from == last
    assert not begun.answers.exists()


def test_start_offers_no_answers_to_other_questions(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    sign_all(make_assessment(organization, framework, alice), alice)
    document = make_document(version="2026.1")
    for item in document["items"]:
        item["meaning"] = 2
    publish_framework(document)
    address = reverse("assessments:start", args=[organization.pk])
    assert "Begin from the answers of" not in client_of(alice).get(address).content.decode()


def test_start_from_answers_of_others_is_refused(
    organization: Organization,
    other_organization: Organization,
    framework: FrameworkVersion,
    alice: User,
    charlie: User,
) -> None:
    sign_all(make_assessment(organization, framework, alice), alice)
    theirs = sign_all(make_assessment(other_organization, framework, charlie), charlie)
    address = reverse("assessments:start", args=[organization.pk])
    response = client_of(alice).post(address, {**VALID, "copied_from": str(theirs.pk)})
    assert response.status_code == 422
    with pytest.raises(ValueError, match="your organization has signed"):
        make_assessment(organization, framework, alice, copied_from=theirs)
