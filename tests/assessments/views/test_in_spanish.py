"""The pages of answering in Spanish: the framework's texts translated, and what is kept as it is."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions import open_vote
from assessments.models import Answer, Assessment
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.meeting_factories import meeting_address, phones_of
from tests.assessments.settling_factories import make_settling
from tests.cast import client_of
from tests.commitments.translating.conftest import add_spanish

QUESTION = "items/safe.1/question"


def spanish(person: User) -> Client:
    person.language = "es"
    person.save()
    return client_of(person)


def section(assessment: Assessment) -> str:
    return reverse("assessments:section", args=[assessment.pk, "safe"])


def test_section_speaks_the_language_of_its_reader(assessment: Assessment, bob: User) -> None:
    add_spanish(assessment.framework_version)
    page = spanish(bob).get(section(assessment)).content.decode()
    assert "es: How is safe.1 done?" in page
    assert "1." in page
    english = assessment.framework_version.commitment_set.get(code="safe").entry["definition"]
    assert f'<span lang="en">{english["en"]}</span>' in page


def test_section_marks_what_is_missing(assessment: Assessment, bob: User) -> None:
    add_spanish(assessment.framework_version, but={QUESTION: ""})
    page = spanish(bob).get(section(assessment)).content.decode()
    assert '<span lang="en">How is safe.1 done?</span> <span class="tag">inglés</span>' in page


LEFT_IN_ENGLISH = '<span lang="en">How is safe.1 done?</span> <span class="tag">inglés</span>'


def test_review_marks_what_is_missing(assessment: Assessment, alice: User) -> None:
    add_spanish(assessment.framework_version, but={QUESTION: ""})
    review = reverse("assessments:review", args=[assessment.pk])
    assert LEFT_IN_ENGLISH in spanish(alice).get(review).content.decode()


def test_settling_and_the_meeting_mark_what_is_missing(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    add_spanish(framework, but={QUESTION: "", "items/safe.1/descriptors/2": ""})
    rated = make_settling(organization, framework, alice, {"safe.1": "0 0 4 4"})
    facilitator, rater = spanish(alice), spanish(phones_of(rated)[0])
    screen = meeting_address("meeting", rated) + "?item=safe.1"
    for url in (reverse("assessments:settle_section", args=[rated.pk, "safe"]), screen):
        assert LEFT_IN_ENGLISH in facilitator.get(url).content.decode()
    open_vote(assessment=rated, item="safe.1", by=alice)
    page = rater.get(meeting_address("vote", rated)).content.decode()
    assert LEFT_IN_ENGLISH in page
    assert '<span lang="en">safe.1 at level 2.</span> <span class="tag">inglés</span>' in page


def test_section_in_english_is_as_before(assessment: Assessment, bob: User) -> None:
    client = client_of(bob)
    before = client.get(section(assessment)).content.decode()
    add_spanish(assessment.framework_version)
    after = client.get(section(assessment)).content.decode()
    assert "es: " not in after
    assert 'class="tag">English' not in after
    assert before.count("How is safe.1 done?") == after.count("How is safe.1 done?")


@pytest.mark.parametrize("route", ["home", "review", "compass", "evidence", "history"])
def test_other_pages_speak_too(assessment: Assessment, alice: User, route: str) -> None:
    add_spanish(assessment.framework_version)
    url = reverse(f"assessments:{route}", args=[assessment.pk])
    response = spanish(alice).get(url, follow=True)
    assert response.status_code == 200


def test_answer_given_in_spanish_is_the_same_answer(assessment: Assessment, bob: User) -> None:
    add_spanish(assessment.framework_version)
    sent = {"i-safe.1-choice": "3", "i-safe.1-version": "0"}
    response = spanish(bob).post(section(assessment), sent)
    assert response.status_code == 302
    answer = Answer.objects.get(assessment=assessment, item__code="safe.1")
    assert answer.level == 3
    assert FrameworkVersion.objects.get().digest == assessment.framework_version.digest
