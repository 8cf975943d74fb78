"""The pages of local questions: what they show, and what they keep when something goes wrong."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse

from assessments.actions import migrate
from assessments.actions.local import edit_local_item, remove_local_item
from assessments.local_items import MOST
from assessments.local_queries import load_local_items
from assessments.models import Assessment
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import (
    answer_all,
    make_assessment,
    sign_all,
    submit_all,
)
from tests.assessments.local_factories import OWN_LEVELS, answer_local, ask
from tests.assessments.migrating_factories import publish_next
from tests.assessments.pages import fields_of
from tests.cast import client_of

LEVELS = {f"level_{level}": text for level, text in enumerate(OWN_LEVELS)}
HOSTILE = "<script>alert(1)</script> {{7*7}} ﷽ =1+1"


def url(assessment: Assessment, name: str = "local", *more: int) -> str:
    return reverse(f"assessments:{name}", args=[assessment.pk, *more])


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


def test_list_shows_cards_that_are_marked_local(assessment: Assessment, alice: User) -> None:
    ask(assessment, alice, "With its own?", why="So.", subject="safe", descriptors=OWN_LEVELS)
    ask(assessment, alice, "Without?")
    page = text_of(client_of(alice).get(url(assessment)))
    assert page.count('<span class="tag">Local</span>') == 2
    assert all(text in page for text in OWN_LEVELS)
    assert "no rating rounds for them" in page
    assert "What to look for" not in page
    assert page.count("No patient information") >= 4
    assert "Belongs to: General" in page


def test_answers_are_saved_and_counted_apart(assessment: Assessment, alice: User) -> None:
    ask(assessment, alice)
    ask(assessment, alice, "And this?")
    client = client_of(alice)
    fields = fields_of(client.get(url(assessment)))
    fields |= {"i-local.1-choice": "3", "i-local.1-note": "Minutes"}
    home = client.post(url(assessment), fields, follow=True)
    [first, second] = load_local_items(assessment)
    assert (first.level, first.note, second.answered) == (3, "Minutes", False)
    page = text_of(home)
    assert "Local questions: what you ask yourselves" in page
    assert "1 of 2 answered" in page
    assert "0 of 28 answered" in page


@pytest.mark.parametrize("asked", [1, MOST])
def test_list_costs_the_same_queries_for_one_and_for_twenty(
    assessment: Assessment, alice: User, asked: int, django_assert_num_queries: Any
) -> None:
    for number in range(asked):
        ask(assessment, alice, f"Number {number}?")
    client = client_of(alice)
    # Session, person, assessment, questions, names, those of the last assessment.
    with django_assert_num_queries(6):
        client.get(url(assessment))


def test_home_and_review_say_nothing_to_readers_where_there_are_none(
    assessment: Assessment, alice: User, bob: User
) -> None:
    answer_all(assessment, alice)
    for name in ("home", "review"):
        assert "Local questions" not in text_of(client_of(bob).get(url(assessment, name)))
    assert "Local questions" in text_of(client_of(alice).get(url(assessment, "home")))


def test_unanswered_ones_never_block_submission(assessment: Assessment, alice: User) -> None:
    ask(assessment, alice)
    answer_all(assessment, alice)
    page = text_of(client_of(alice).get(url(assessment, "review")))
    assert "0 of 1 answered" in page
    assert "Every item has an answer" in page
    assert submit_all(assessment, alice).awaiting


def test_who_signs_reads_them(assessment: Assessment, alice: User) -> None:
    ask(assessment, alice, "Do we greet?", descriptors=OWN_LEVELS)
    ask(assessment, alice, "Do we thank?")
    answer_local(assessment, alice, 1, "3", note="Seen on the ward")
    sign_all(assessment, alice)
    page = text_of(client_of(alice).get(url(assessment, "sign")))
    assert "They are signed with the rest, and reported apart." in page
    assert all(text in page for text in ("Do we greet?", "Seen on the ward", "Not answered"))
    listed = text_of(client_of(alice).get(url(assessment)))
    assert "the answers are frozen" in listed
    assert "Add a question" not in listed


def test_question_with_all_levels_is_added(assessment: Assessment, alice: User) -> None:
    client = client_of(alice)
    form = fields_of(client.get(url(assessment, "local_new")))
    sent = form | {"question": HOSTILE, "why": "So.\r\nAnd so.", "subject": "safe"} | LEVELS
    page = text_of(client.post(url(assessment, "local_new"), sent, follow=True))
    [item] = load_local_items(assessment)
    assert (item.question, item.why, item.subject) == (HOSTILE, "So.\nAnd so.", "safe")
    assert item.descriptors == OWN_LEVELS
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    client.post(url(assessment, "local_new"), sent)  # the button was pressed twice
    assert len(load_local_items(assessment)) == 1


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"question": ""}, "Write the question."),
        ({"question": " \u200b "}, "Write the question."),
        ({"question": "x" * 401}, "Use at most 400 characters: this has 401."),
        ({"question": "a\u202eb"}, "it cannot be shown"),
        ({"why": "x" * 2_001}, "Use at most 2,000 characters"),
        ({"level_0": "x" * 601} | dict.fromkeys(list(LEVELS)[1:], "y"), "at most 600 characters"),
        ({"level_4": ""}, "Describe this level as well, or leave all five empty."),
        (dict.fromkeys(list(LEVELS)[1:], ""), "Describe this level as well"),
        ({"subject": "nowhere"}, "nowhere"),
    ],
)
def test_fault_is_said_and_all_that_was_typed_is_kept(
    assessment: Assessment, alice: User, given: dict[str, str], fault: str
) -> None:
    sent = {"question": "Is it so?", "why": "Because.", "subject": "safe"} | LEVELS | given
    response = client_of(alice).post(url(assessment, "local_new"), sent)
    assert response.status_code == 422
    assert fault in text_of(response)
    kept = fields_of(response)
    assert all(kept[name] == text for name, text in sent.items() if name != "subject")
    assert not load_local_items(assessment)


def test_twenty_first_is_refused_and_kept(assessment: Assessment, alice: User) -> None:
    for number in range(MOST):
        ask(assessment, alice, f"Number {number}?")
    response = client_of(alice).post(url(assessment, "local_new"), {"question": "One more?"})
    assert response.status_code == 409
    assert "at most 20 local questions" in text_of(response)
    assert fields_of(response)["question"] == "One more?"


def test_change_that_collides_shows_both(assessment: Assessment, alice: User) -> None:
    item = ask(assessment, alice, "First?")
    client = client_of(alice)
    form = fields_of(client.get(url(assessment, "local_edit", 1)))
    edit_local_item(
        assessment=assessment, number=1, question="Theirs?", seen=item.wording, by=alice
    )
    response = client.post(url(assessment, "local_edit", 1), form | {"question": "Mine?"})
    assert response.status_code == 409
    assert "Theirs?" in text_of(response)
    again = fields_of(response)
    assert again["question"] == "Mine?"
    assert client.post(url(assessment, "local_edit", 1), again).status_code == 302
    assert load_local_items(assessment)[0].question == "Mine?"


def test_answer_that_collides_shows_both(assessment: Assessment, alice: User, bob: User) -> None:
    ask(assessment, alice)
    answer_local(assessment, alice, 1, "1")
    client = client_of(bob)
    form = fields_of(client.get(url(assessment)))
    answer_local(assessment, alice, 1, "4", note="Alice's")
    response = client.post(url(assessment), form | {"i-local.1-choice": "2"})
    assert response.status_code == 409
    assert "Alice&#x27;s" in text_of(response)
    kept = fields_of(response) | {"i-local.1-keep": "mine"}
    client.post(url(assessment), kept)
    assert load_local_items(assessment)[0].level == 2


def test_what_was_typed_for_a_removed_one_comes_back(
    assessment: Assessment, alice: User, bob: User
) -> None:
    ask(assessment, alice, "Gone?")
    ask(assessment, alice, "Stays?")
    remove_local_item(assessment=assessment, number=1, by=alice)
    sent = {"i-local.1-choice": "2", "i-local.1-note": "Long text", "i-local.2-choice": "4"}
    response = client_of(bob).post(url(assessment), sent)
    assert response.status_code == 409
    page = text_of(response)
    assert all(text in page for text in ("Gone?", "Long text", "removed a question meanwhile"))
    assert load_local_items(assessment)[0].level == 4
    assert client_of(bob).post(url(assessment), {"i-local.9-choice": "2"}).status_code == 400


@pytest.mark.parametrize(
    "parts",
    [{"choice": "9"}, {"choice": "2", "note": "a\u202eb"}, {"choice": "2", "reason": "x" * 40_001}],
)
def test_answer_with_a_fault_is_shown_as_it_was_typed(
    assessment: Assessment, alice: User, parts: dict[str, str]
) -> None:
    ask(assessment, alice)
    sent = {f"i-local.1-{part}": text for part, text in parts.items()}
    response = client_of(alice).post(url(assessment), sent)
    assert response.status_code == 422
    kept = fields_of(response)
    assert all(kept[n] == text for n, text in sent.items() if not n.endswith("choice"))
    assert not load_local_items(assessment)[0].answered


def test_answer_after_submission_is_refused_and_kept(
    assessment: Assessment, alice: User, bob: User
) -> None:
    ask(assessment, alice)
    submit_all(assessment, alice)
    sent = {"i-local.1-choice": "2", "i-local.1-note": "Too late"}
    response = client_of(bob).post(url(assessment), sent)
    assert response.status_code == 409
    assert fields_of(response)["i-local.1-note"] == "Too late"
    refused = client_of(alice).post(url(assessment, "local_new"), {"question": "Late?"})
    assert refused.status_code == 409
    assert fields_of(refused)["question"] == "Late?"


def test_copy_is_offered_where_the_last_one_asked(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    last = make_assessment(organization, framework, alice)
    ask(last, alice, "Kept?")
    now = make_assessment(organization, framework, alice)
    client = client_of(alice)
    assert "The last assessment asked 1 local question that" in text_of(client.get(url(now)))
    page = text_of(client.post(url(now, "local_copy"), follow=True))
    assert "1 local question is copied, without its answer." in page
    assert "Copy local questions" not in page


def test_history_tells_each_step_in_words(assessment: Assessment, alice: User) -> None:
    item = ask(assessment, alice, "First?", subject="safe")
    answer_local(assessment, alice, 1, "3")
    edit_local_item(assessment=assessment, number=1, question="Now?", seen=item.wording, by=alice)
    remove_local_item(assessment=assessment, number=1, by=alice)
    page = text_of(client_of(alice).get(url(assessment, "history")))
    for told in ("added a local question", "answered 1 local question", "removed a local question"):
        assert told in page
    assert page.count("Local question 1") == 4
    assert "<del>First?</del>" in page


def test_they_go_along_to_another_version(assessment: Assessment, alice: User) -> None:
    ask(assessment, alice, "Here?", subject="safe")
    answer_local(assessment, alice, 1, "3")
    before = load_local_items(assessment)
    migrate(assessment=assessment, target=publish_next(), by=alice)
    assessment.refresh_from_db()
    assert load_local_items(assessment) == before


def test_one_of_a_section_that_is_gone_is_general(assessment: Assessment, alice: User) -> None:
    ask(assessment, alice, "Here?", subject="safe")
    assessment.local_items.update(subject="gone")
    client = client_of(alice)
    assert "Belongs to: General" in text_of(client.get(url(assessment)))
    form = fields_of(client.get(url(assessment, "local_edit", 1)))
    assert client.post(url(assessment, "local_edit", 1), form).status_code == 302


def test_pages_speak_spanish_and_keep_the_words_of_the_organization(
    assessment: Assessment, alice: User
) -> None:
    ask(assessment, alice, "Do we greet everyone?", descriptors=OWN_LEVELS)
    alice.language = "es"
    alice.save()
    client = client_of(alice)
    page = text_of(client.get(url(assessment)))
    assert "Preguntas locales" in page
    assert "Do we greet everyone?" in page
    assert "Local questions" not in page
    assert "Guardar la pregunta" in text_of(client.get(url(assessment, "local_edit", 1)))
