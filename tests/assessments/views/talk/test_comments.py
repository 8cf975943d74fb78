from typing import Any

import pytest
from django.urls import reverse

from assessments.actions.talk import write_comment
from assessments.models import Assessment, Mention
from lhs_portal.accounts.models import User
from tests.assessments.factories import sign_all
from tests.cast import client_of


def item_page(assessment: Assessment) -> str:
    return reverse("assessments:item_comments", args=[assessment.pk, "safe.1"])


def test_comment_is_written_replied_to_and_resolved(
    assessment: Assessment, alice: User, bob: User
) -> None:
    url = item_page(assessment)
    response = client_of(alice).post(url, {"text": "Is it so? @Bob Okafor"})
    first = assessment.comments.get()
    assert response.url == f"{url}#comment-{first.pk}"
    client = client_of(bob)
    page = client.get(url, {"reply": first.pk})
    assert f'name="reply_to" value="{first.pk}"' in page.content.decode()
    assert Mention.objects.get().seen_at
    client.post(url, {"text": "It is.", "reply_to": first.pk})
    client.post(reverse("assessments:comment_resolve", args=[assessment.pk, first.pk]))
    text = client.get(url).content.decode()
    assert "It is." in text
    assert "Resolved" in text
    everything = client.get(reverse("assessments:comments", args=[assessment.pk])).content.decode()
    assert "Safe, item 1" in everything


def test_empty_comment_keeps_the_page_and_the_thread(assessment: Assessment, alice: User) -> None:
    first = write_comment(assessment=assessment, item="safe.1", text="x", by=alice)
    response = client_of(alice).post(
        item_page(assessment), {"text": "   ", "reply_to": str(first.pk)}
    )
    assert response.status_code == 422
    assert f'name="reply_to" value="{first.pk}"' in response.content.decode()
    assert assessment.comments.count() == 1


def test_comment_on_a_signed_assessment_is_refused_with_its_text(
    assessment: Assessment, alice: User
) -> None:
    sign_all(assessment, alice)
    response = client_of(alice).post(item_page(assessment), {"text": "Too late, dear <b>"})
    assert response.status_code == 409
    text = response.content.decode()
    assert "Too late, dear &lt;b&gt;" in text
    assert "kept below" in text


def test_reply_to_nothing_is_not_found(assessment: Assessment, alice: User) -> None:
    other = "00000000-0000-4000-8000-000000000000"
    response = client_of(alice).post(item_page(assessment), {"text": "x", "reply_to": other})
    assert response.status_code == 404


def test_unknown_item_is_not_found(assessment: Assessment, alice: User) -> None:
    url = reverse("assessments:item_comments", args=[assessment.pk, "nope.1"])
    assert client_of(alice).get(url).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_comments_cost_the_same_for_one_and_three(
    assessment: Assessment, alice: User, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        first = write_comment(assessment=assessment, item="safe.1", text="x", by=alice)
        write_comment(assessment=assessment, reply_to=first.pk, text="y", by=alice)
    client = client_of(alice)
    client.get(item_page(assessment))
    # Session, person, assessment, other members, comments, calls.
    with django_assert_num_queries(6):
        client.get(item_page(assessment))
