from django.urls import reverse

from assessments.actions import save_targets
from assessments.changes import Declared, TargetChange
from assessments.merging import Seen
from assessments.models import Assessment
from assessments.queries import load_targets
from lhs_portal.accounts.models import User
from tests.assessments.factories import submit_all
from tests.assessments.pages import fields_of
from tests.cast import client_of


def url(assessment: Assessment) -> str:
    return reverse("assessments:compass", args=[assessment.pk])


def test_compass_saves_level_and_sentence(assessment: Assessment, bob: User) -> None:
    client = client_of(bob)
    fields = fields_of(client.get(url(assessment)))
    response = client.post(
        url(assessment), {**fields, "t-safe-choice": "4", "t-safe-note": "No harm\r\nby 2028"}
    )
    assert response.url == reverse("assessments:home", args=[assessment.pk])
    assert load_targets(assessment)["safe"].entry == Declared("safe", 4, "No harm\nby 2028")
    assert load_targets(assessment)["engaged"].version == 0


def test_compass_in_conflict_shows_both_and_takes_mine(
    assessment: Assessment, alice: User, bob: User
) -> None:
    client = client_of(bob)
    fields = fields_of(client.get(url(assessment)))
    theirs = TargetChange("safe", Seen(0), "3", "Alice's sentence")
    save_targets(assessment=assessment, changes=[theirs], by=alice)
    response = client.post(
        url(assessment), {**fields, "t-safe-choice": "2", "t-safe-note": "Bob's sentence"}
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert "Alice&#x27;s sentence" in page
    assert "Target 2 Level 2" in page
    done = client.post(url(assessment), {**fields_of(response), "t-safe-keep": "mine"})
    assert done.url == url(assessment) + "#safe"
    assert load_targets(assessment)["safe"].entry == Declared("safe", 2, "Bob's sentence")


def test_compass_with_a_fault_keeps_the_text(assessment: Assessment, bob: User) -> None:
    response = client_of(bob).post(url(assessment), {"t-safe-note": "x" * 40_001})
    assert response.status_code == 422
    assert "Sentence: Use at most 40,000 characters" in response.content.decode()
    assert fields_of(response)["t-safe-note"] == "x" * 40_001


def test_compass_autosave_answers_with_the_version(assessment: Assessment, bob: User) -> None:
    response = client_of(bob).post(
        url(assessment), {"t-safe-choice": "4"}, headers={"X-Autosave": "1"}
    )
    assert response.status_code == 200
    assert response.json()["versions"]["t-safe"].startswith("1:")


def test_compass_autosave_in_conflict_brings_the_panel(
    assessment: Assessment, alice: User, bob: User
) -> None:
    theirs = TargetChange("safe", Seen(0), "3")
    save_targets(assessment=assessment, changes=[theirs], by=alice)
    response = client_of(bob).post(
        url(assessment),
        {"t-safe-choice": "", "t-safe-note": "Mine", "t-safe-version": "0"},
        headers={"X-Autosave": "1"},
    )
    assert (response.status_code, response.json()["state"]) == (200, "conflict")
    assert 'name="t-safe-keep"' in response.json()["conflicts"]["t-safe"]


def test_compass_after_submission_keeps_what_was_typed(assessment: Assessment, alice: User) -> None:
    client = client_of(alice)
    fields = fields_of(client.get(url(assessment)))
    submit_all(assessment, alice)
    response = client.post(url(assessment), {**fields, "t-safe-note": "Too late"})
    assert response.status_code == 409
    assert fields_of(response)["t-safe-note"] == "Too late"
    late = client.post(url(assessment), {"t-safe-choice": "1"}, headers={"X-Autosave": "1"})
    assert (late.status_code, late.json()["state"]) == (200, "frozen")


def test_compass_read_only_has_no_field(assessment: Assessment, alice: User, rhea: User) -> None:
    theirs = TargetChange("safe", Seen(0), "3", "Alice's sentence")
    save_targets(assessment=assessment, changes=[theirs], by=alice)
    page = client_of(rhea).get(url(assessment)).content.decode()
    assert "<textarea" not in page
    assert "Alice&#x27;s sentence" in page


def test_compass_post_of_an_unknown_commitment_is_refused(
    assessment: Assessment, bob: User
) -> None:
    assert client_of(bob).post(url(assessment), {"t-nope-choice": "1"}).status_code == 400
