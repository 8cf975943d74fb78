from django.urls import reverse

from assessments.models import Assessment
from lhs_portal.accounts.models import User
from tests.assessments.factories import submit_all
from tests.cast import client_of

NEW = {"title": "Renamed", "period_start": "2026-01-01", "period_end": "2026-06-30", "due": ""}


def test_edit_changes_the_details(assessment: Assessment, alice: User) -> None:
    response = client_of(alice).post(reverse("assessments:edit", args=[assessment.pk]), NEW)
    assert response.url == reverse("assessments:home", args=[assessment.pk])
    assessment.refresh_from_db()
    assert assessment.title == "Renamed"


def test_edit_shows_what_is_there(assessment: Assessment, alice: User) -> None:
    page = client_of(alice).get(reverse("assessments:edit", args=[assessment.pk])).content.decode()
    assert 'value="Baseline 2026"' in page
    assert 'value="2026-06-30"' in page


def test_edit_with_a_fault_names_the_field(assessment: Assessment, alice: User) -> None:
    url = reverse("assessments:edit", args=[assessment.pk])
    response = client_of(alice).post(url, {**NEW, "period_end": "2025-01-01"})
    assert response.status_code == 422
    assert "not before the first one" in response.content.decode()


def test_edit_after_submission_changes_nothing(assessment: Assessment, alice: User) -> None:
    submit_all(assessment, alice)
    client = client_of(alice)
    url = reverse("assessments:edit", args=[assessment.pk])
    assert client.post(url, NEW).status_code == 422
    assert "frozen" in client.get(url).content.decode()
    assessment.refresh_from_db()
    assert assessment.title == "Baseline 2026"
