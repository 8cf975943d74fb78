from django.urls import reverse

from assessments.models import Assessment
from lhs_portal.accounts.models import User
from tests.assessments.factories import sign_all, sign_answered, submit_all
from tests.cast import client_of


def url(assessment: Assessment) -> str:
    return reverse("assessments:reopen", args=[assessment.pk])


def test_reopen_needs_a_reason(assessment: Assessment, alice: User) -> None:
    submit_all(assessment, alice)
    response = client_of(alice).post(url(assessment), {"reason": " "})
    assert response.status_code == 422
    assessment.refresh_from_db()
    assert not assessment.open


def test_reopen_and_sign_again_makes_a_new_report(assessment: Assessment, alice: User) -> None:
    sign_all(assessment, alice)
    response = client_of(alice).post(url(assessment), {"reason": "Two units were left out"})
    assert response.url == reverse("assessments:home", args=[assessment.pk])
    sign_answered(assessment, alice)
    numbers = sorted(assessment.reports.values_list("number", flat=True))
    assert numbers == [1, 2]


def test_reopen_of_an_open_one_says_so(assessment: Assessment, alice: User) -> None:
    client = client_of(alice)
    assert "is open" in client.get(url(assessment)).content.decode()
    response = client.post(url(assessment), {"reason": "x"}, follow=True)
    assert "open already" in response.content.decode()
