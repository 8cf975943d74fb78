from django.urls import reverse

from assessments.models import Assessment
from assessments.queries import history_of
from lhs_portal.accounts.models import User
from tests.assessments.factories import answer_all, answer_items, make_sponsor
from tests.cast import client_of


def url(assessment: Assessment) -> str:
    return reverse("assessments:review", args=[assessment.pk])


def test_review_links_to_what_is_missing(assessment: Assessment, alice: User) -> None:
    answer_all(assessment, alice)
    answer_items(assessment, alice, ["safe.2"], choice="na")
    answer_items(assessment, alice, ["S1.1"], choice="")
    page = client_of(alice).get(url(assessment)).content.decode()
    assert "Needs a reason (1)" in page
    assert "Not answered (1)" in page
    assert f"/a/{assessment.pk}/s/safe/#safe.2" in page
    assert f"/a/{assessment.pk}/s/S1/#S1.1" in page
    assert "Submit the assessment" not in page


def test_review_submits_with_a_confirmation(assessment: Assessment, alice: User) -> None:
    answer_all(assessment, alice)
    client = client_of(alice)
    refused = client.post(url(assessment))
    assert refused.status_code == 422
    assert "Tick the box to confirm" in refused.content.decode()
    assert "Choose who is to sign" in refused.content.decode()
    sponsor = make_sponsor(assessment, alice)
    done = client.post(url(assessment), {"confirm": "on", "sponsor": sponsor.pk})
    assert done.url == reverse("assessments:home", args=[assessment.pk])
    assessment.refresh_from_db()
    assert assessment.awaiting
    assert assessment.sponsor == sponsor
    assert not assessment.reports.exists()


def test_review_submitted_twice_is_one_submission(assessment: Assessment, alice: User) -> None:
    answer_all(assessment, alice)
    client = client_of(alice)
    posted = {"confirm": "on", "sponsor": make_sponsor(assessment, alice).pk}
    for _ in range(2):
        response = client.post(url(assessment), posted, follow=True)
    assert "submitted already" in response.content.decode()
    assert history_of(assessment).filter(verb="submitted").count() == 1


def test_review_incomplete_is_not_submitted(assessment: Assessment, alice: User) -> None:
    posted = {"confirm": "on", "sponsor": make_sponsor(assessment, alice).pk}
    response = client_of(alice).post(url(assessment), posted)
    assert response.status_code == 422
    assert "not complete yet" in response.content.decode()


def test_review_tells_contributors_who_submits(assessment: Assessment, bob: User) -> None:
    answer_all(assessment, bob)
    client = client_of(bob)
    page = client.get(url(assessment)).content.decode()
    assert "Submit the assessment" not in page
    assert "A lead of the organization submits it" in page
    assert client.post(url(assessment), {"confirm": "on"}).status_code == 403
