import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Assessment
from assessments.queries import history_of, load_answers
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import (
    answer_all,
    answer_items,
    make_assessment,
    publish_framework,
    sign_answered,
    submit_all,
)
from tests.assessments.pages import fields_of
from tests.cast import client_of
from tests.frameworks import make_document

AUTOSAVE = {"X-Autosave": "1"}


def url(assessment: Assessment, code: str = "safe", query: str = "") -> str:
    return reverse("assessments:section", args=[assessment.pk, code]) + query


def autosave(client: Client, assessment: Assessment, query: str = "", **parts: str) -> Any:
    data = {f"i-safe.1-{part}": value for part, value in parts.items()}
    response = client.post(url(assessment, query=query), data, headers=AUTOSAVE)
    return response.status_code, response.json()


def test_section_shows_every_descriptor_and_the_rule(assessment: Assessment, bob: User) -> None:
    page = client_of(bob).get(url(assessment)).content.decode()
    for item in range(1, 5):
        for level in range(5):
            assert f"safe.{item} at level {level}." in page
    assert "highest level of which every statement is true today" in page
    assert page.count("No patient information") >= 8


def test_section_with_essentials_alone_carries_the_filter(
    assessment: Assessment, bob: User
) -> None:
    client = client_of(bob)
    response = client.get(url(assessment, query="?only=essential"))
    assert {name.split("-")[1] for name in fields_of(response)} - {"button"} == {"safe.1", "safe.2"}
    saved = client.post(url(assessment, query="?only=essential"), fields_of(response))
    assert saved.url == url(assessment, "effective", "?only=essential")
    last = url(assessment, "F2", "?only=essential")
    # What is missing of all 88 is not what someone who answers the essential items asks for.
    home = reverse("assessments:home", args=[assessment.pk])
    assert client.post(last, {"go": "next"}).url == f"{home}?only=essential"


@pytest.mark.parametrize(
    ("code", "go", "target"),
    [("safe", "next", "s/effective/"), ("safe", "back", ""), ("F2", "next", "review/")],
)
def test_section_saves_and_goes_on(
    assessment: Assessment, bob: User, code: str, go: str, target: str
) -> None:
    client = client_of(bob)
    fields = fields_of(client.get(url(assessment, code)))
    response = client.post(url(assessment, code), {**fields, f"i-{code}.1-choice": "3", "go": go})
    assert response.url == f"/a/{assessment.pk}/{target}"
    assert load_answers(assessment)[f"{code}.1"].entry.level == 3
    assert load_answers(assessment)[f"{code}.2"].version == 0


def test_section_sent_again_untouched_changes_nothing(assessment: Assessment, bob: User) -> None:
    answer_items(assessment, bob, ["safe.1"], choice="na", reason="\nNo\n beds", note=" x\n\n")
    client = client_of(bob)
    events = history_of(assessment).count()
    client.post(url(assessment), fields_of(client.get(url(assessment))))
    assert history_of(assessment).count() == events


def test_section_with_a_fault_saves_the_rest_and_keeps_the_text(
    assessment: Assessment, bob: User
) -> None:
    client = client_of(bob)
    long = "x" * 40_001
    changes = {"i-safe.1-note": long, "i-safe.1-choice": "2", "i-safe.2-choice": "4"}
    response = client.post(url(assessment), {**fields_of(client.get(url(assessment))), **changes})
    assert response.status_code == 422
    assert fields_of(response)["i-safe.1-note"] == long
    assert fields_of(response)["i-safe.1-choice"] == "2"
    assert "Item 1 of 4: Note: Use at most 40,000 characters" in response.content.decode()
    assert load_answers(assessment)["safe.1"].version == 0
    assert load_answers(assessment)["safe.2"].entry.level == 4


def test_section_in_conflict_shows_both_and_takes_mine(
    assessment: Assessment, alice: User, bob: User
) -> None:
    client = client_of(bob)
    fields = fields_of(client.get(url(assessment)))
    answer_items(assessment, alice, ["safe.1"], choice="1", note="Alice's words")
    fields |= {"i-safe.1-choice": "4", "i-safe.1-note": "Bob's words", "i-safe.2-choice": "2"}
    response = client.post(url(assessment), fields)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Alice&#x27;s words" in page
    assert "Alice Moreau changed this" in page
    assert fields_of(response)["i-safe.1-note"] == "Bob's words"
    assert load_answers(assessment)["safe.2"].entry.level == 2

    unresolved = client.post(url(assessment), fields_of(response))
    assert unresolved.status_code == 409
    assert load_answers(assessment)["safe.1"].entry.note == "Alice's words"

    done = client.post(url(assessment), {**fields_of(unresolved), "i-safe.1-keep": "mine"})
    assert done.url == url(assessment) + "#safe.1"
    assert load_answers(assessment)["safe.1"].entry.note == "Bob's words"


def test_section_in_conflict_takes_theirs(assessment: Assessment, alice: User, bob: User) -> None:
    client = client_of(bob)
    fields = fields_of(client.get(url(assessment)))
    answer_items(assessment, alice, ["safe.1"], choice="1", note="Alice's words")
    response = client.post(url(assessment), {**fields, "i-safe.1-note": "Bob's words"})
    client.post(url(assessment), {**fields_of(response), "i-safe.1-keep": "theirs"})
    assert load_answers(assessment)["safe.1"].entry.note == "Alice's words"
    assert load_answers(assessment)["safe.1"].version == 1


def test_section_in_conflict_twice_asks_again(
    assessment: Assessment, alice: User, bob: User
) -> None:
    client = client_of(bob)
    fields = fields_of(client.get(url(assessment)))
    answer_items(assessment, alice, ["safe.1"], choice="1")
    response = client.post(url(assessment), {**fields, "i-safe.1-choice": "4"})
    answer_items(assessment, alice, ["safe.1"], choice="2")
    again = client.post(url(assessment), {**fields_of(response), "i-safe.1-keep": "mine"})
    assert again.status_code == 409
    assert load_answers(assessment)["safe.1"].entry.level == 2


def test_section_untouched_items_never_collide(
    assessment: Assessment, alice: User, bob: User
) -> None:
    client = client_of(bob)
    fields = fields_of(client.get(url(assessment)))
    answer_items(assessment, alice, ["safe.1", "safe.2"], choice="1", note="Alice's")
    response = client.post(url(assessment), {**fields, "i-safe.3-choice": "4"})
    assert response.status_code == 302
    assert load_answers(assessment)["safe.1"].entry.note == "Alice's"


def test_autosave_answers_with_time_version_and_progress(assessment: Assessment, bob: User) -> None:
    status, body = autosave(client_of(bob), assessment, choice="3", note="x", version="0")
    assert status == 200
    assert body["versions"]["i-safe.1"].startswith("1:")
    assert body["summary"] == "1 of 28 answered · about 15 minutes left"
    assert (body["answered"], body["conflicts"], body["errors"]) == (1, {}, {})
    assert body["at"].endswith("+00:00")


def test_autosave_sent_again_is_one_save(assessment: Assessment, bob: User) -> None:
    client = client_of(bob)
    first = autosave(client, assessment, choice="3", version="0")
    second = autosave(client, assessment, choice="3", version="0")
    assert first[1]["versions"] == second[1]["versions"]
    assert history_of(assessment).filter(verb="answered").count() == 1


def test_autosave_in_conflict_brings_the_panel(
    assessment: Assessment, alice: User, bob: User
) -> None:
    answer_items(assessment, alice, ["safe.1"], choice="na", reason="No beds <b>")
    status, body = autosave(client_of(bob), assessment, choice="3", version="0")
    panel = body["conflicts"]["i-safe.1"]
    assert (status, body["state"], body["versions"]) == (200, "conflict", {"i-safe.1": "1"})
    assert "Not applicable: No beds &lt;b&gt;" in panel
    assert 'name="i-safe.1-keep"' in panel


def test_autosave_in_conflict_with_oneself_says_so(assessment: Assessment, bob: User) -> None:
    answer_items(assessment, bob, ["safe.1"], choice="1")
    _, body = autosave(client_of(bob), assessment, choice="3", version="0")
    assert "You, in another window, changed this answer" in body["conflicts"]["i-safe.1"]


def test_autosave_names_a_fault(assessment: Assessment, bob: User) -> None:
    status, body = autosave(client_of(bob), assessment, note="a\x00b", version="0")
    assert (status, body["state"]) == (200, "refused")
    assert body["errors"]["i-safe.1"][0].startswith("Note: Take out character 2 (U+0000)")


def test_autosave_by_someone_signed_out_names_the_sign_in(assessment: Assessment) -> None:
    status, body = autosave(Client(), assessment, choice="3")
    assert (status, body["state"]) == (200, "signed_out")
    assert body["sign_in"] == f"/accounts/login/?next=%2Fa%2F{assessment.pk}%2Fs%2Fsafe%2F"


def test_autosave_after_submission_says_frozen(assessment: Assessment, alice: User) -> None:
    submit_all(assessment, alice)
    status, body = autosave(client_of(alice), assessment, choice="1", version="1")
    assert (status, body["state"]) == (200, "frozen")
    assert "frozen" in body["refusal"]


def test_autosave_refuses_a_bad_token_in_words_for_the_script(
    assessment: Assessment, bob: User
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(bob)
    status, body = autosave(client, assessment, choice="1")
    assert (status, body) == (200, {"state": "token_expired"})


def test_post_after_submission_keeps_what_was_typed(assessment: Assessment, alice: User) -> None:
    client = client_of(alice)
    fields = fields_of(client.get(url(assessment)))
    submit_all(assessment, alice)
    response = client.post(url(assessment), {**fields, "i-safe.1-note": "Too late"})
    assert response.status_code == 409
    assert fields_of(response)["i-safe.1-note"] == "Too late"
    assert "not saved, and is kept below" in response.content.decode()


def test_post_by_someone_signed_out_keeps_what_was_typed(assessment: Assessment, bob: User) -> None:
    client = client_of(bob)
    fields = {**fields_of(client.get(url(assessment))), "i-safe.1-note": "Two\r\nlines <kept>"}
    client.logout()
    kept = client.post(url(assessment), fields, headers={"Origin": "http://testserver"})
    assert kept.status_code == 401
    assert "You were signed out" in kept.content.decode()
    assert "Two\nlines &lt;kept&gt;" in kept.content.decode().replace("\r", "")
    client.force_login(bob)
    assert client.post(url(assessment), fields_of(kept)).status_code == 302
    assert load_answers(assessment)["safe.1"].entry.note == "Two\nlines <kept>"


@pytest.mark.parametrize("who", ["rhea", "alice"])
def test_section_read_only_has_no_field(
    assessment: Assessment, alice: User, rhea: User, who: str
) -> None:
    answer_items(assessment, alice, ["safe.1"], choice="na", reason="No beds", note="Kept")
    if who == "alice":
        answer_items(assessment, alice, ["safe.1"], choice="1")
        submit_all(assessment, alice)
    response = client_of(alice if who == "alice" else rhea).get(url(assessment))
    page = response.content.decode()
    assert page.count("<fieldset") == page.count(" disabled>") == 4
    assert "<textarea" not in page
    assert "autosave.js" not in page
    assert "Kept" in page


def test_section_unknown_is_not_found(assessment: Assessment, bob: User) -> None:
    assert client_of(bob).get(url(assessment, "nope")).status_code == 404


def test_post_of_an_unknown_item_is_refused(assessment: Assessment, bob: User) -> None:
    response = client_of(bob).post(url(assessment), {"i-nope.9-choice": "1"})
    assert response.status_code == 400


def test_post_of_too_many_fields_has_a_page_in_words(assessment: Assessment, bob: User) -> None:
    fields = {f"i-x{number}-note": "x" for number in range(1001)}
    response = client_of(bob).post(url(assessment), fields)
    assert response.status_code == 400
    assert "too large" in response.content.decode()


def test_post_of_a_megabyte_without_a_space_keeps_it(assessment: Assessment, bob: User) -> None:
    response = client_of(bob).post(url(assessment), {"i-safe.1-note": "x" * 1_000_000})
    assert response.status_code == 422
    assert len(fields_of(response)["i-safe.1-note"]) == 1_000_000


def test_post_beyond_the_limit_of_a_request_has_a_page_in_words(
    assessment: Assessment, bob: User
) -> None:
    response = client_of(bob).post(url(assessment), {"i-safe.1-note": "x" * 3_000_000})
    assert response.status_code == 400
    assert "too large" in response.content.decode()


def test_number_keys_can_be_turned_off(assessment: Assessment, bob: User) -> None:
    client = client_of(bob)
    assert "number_keys.js" in client.get(url(assessment)).content.decode()
    User.objects.filter(pk=bob.pk).update(number_keys=False)
    assert "number_keys.js" not in client.get(url(assessment)).content.decode()


def test_history_of_a_save_reads_as_json(assessment: Assessment, bob: User) -> None:
    autosave(client_of(bob), assessment, choice="dk", version="0")
    event = history_of(assessment).first()
    assert event is not None
    assert json.loads(json.dumps(event.after))["safe.1"]["dont_know"] is True


def test_section_shows_when_and_by_whom(assessment: Assessment, alice: User, bob: User) -> None:
    answer_all(assessment, bob)
    page = client_of(alice).get(url(assessment)).content.decode()
    assert page.count("UTC by Bob Okafor") == 4


def test_section_shows_the_answer_of_the_last_cycle(
    organization: Organization, framework: FrameworkVersion, alice: User, bob: User
) -> None:
    last = make_assessment(organization, framework, alice, title="Pilot 2025")
    answer_all(last, alice)
    answer_items(last, alice, ["safe.2"], choice="dk")
    sign_answered(last, alice)
    unit = make_assessment(organization, framework, alice, scope="unit", unit="Surgery")
    now = make_assessment(organization, framework, alice)
    page = client_of(bob).get(url(now)).content.decode()
    assert page.count("Last time (Pilot 2025): 3 Level 3") == 3
    assert page.count("Last time (Pilot 2025): Don’t know") == 1
    assert "Last time" not in client_of(bob).get(url(unit)).content.decode()
    assert "Last time" not in client_of(bob).get(url(last)).content.decode()


def test_section_leaves_out_last_answers_to_another_meaning(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    last = make_assessment(organization, framework, alice)
    answer_all(last, alice)
    sign_answered(last, alice)
    document = make_document(version="2026.1")
    next(item for item in document["items"] if item["code"] == "safe.1")["meaning"] = 2
    now = make_assessment(organization, publish_framework(document), alice)
    assert client_of(alice).get(url(now)).content.decode().count("Last time") == 3
