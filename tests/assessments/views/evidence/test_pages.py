"""All evidence of an assessment; what is here already; one piece; what is said of it."""

import html
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from assessments.actions import add_version, edit_use, remove_use
from assessments.actions.evidence_uses import seen_of
from assessments.models import Assessment, EvidenceUse
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.evidence_factories import (
    DATED,
    SHOWS,
    accepted,
    add_file,
    add_link,
    sent_file,
)
from tests.assessments.factories import answer_items, make_assessment
from tests.assessments.pages import fields_of
from tests.assessments.rounds_factories import close, make_raters, open_again, open_for_rating
from tests.cast import client_of


def address(name: str, assessment: Assessment, *more: Any) -> str:
    return reverse(f"assessments:{name}", args=[assessment.pk, *more])


def text_of(response: Any) -> str:
    return html.unescape(response.content.decode())


# All of an assessment


@pytest.mark.parametrize("count", [1, 3])
def test_overview_costs_the_same_queries(
    assessment: Assessment, bob: User, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        add_file(assessment, bob, item=f"safe.{number + 1}", content=bytes([65 + number]))
    client = client_of(bob)
    client.get(address("evidence", assessment))
    with django_assert_num_queries(5):  # session, person, assessment, answers, evidence
        client.get(address("evidence", assessment))


def test_overview_names_what_claims_a_high_level_on_nothing(
    assessment: Assessment, bob: User
) -> None:
    answer_items(assessment, bob, ["safe.1", "safe.2"], choice="3")
    answer_items(assessment, bob, ["safe.3"], choice="2")
    answer_items(assessment, bob, ["effective.1"], choice="4")
    page = text_of(client_of(bob).get(address("evidence", assessment)))
    assert "0 pieces at 0 of 28 items" in page
    assert "With the first piece the report begins to show the evidenced score" in page
    assert "on nothing" not in page
    add_file(assessment, bob)
    page = text_of(client_of(bob).get(address("evidence", assessment)))
    assert "1 piece at 1 of 28 items" in page
    assert "2 items claim level 3 or 4 and rest on nothing" in page
    assert page.count(", on nothing</span>") == 2
    assert SHOWS in page


def test_overview_says_no_level_in_a_round_nor_in_one_that_was_opened_again(
    preparing: Assessment, alice: User
) -> None:
    make_raters(preparing, alice, 3)
    add_file(preparing, alice)
    client = client_of(alice)

    def page() -> str:
        return text_of(client.get(address("evidence", preparing)))

    assert "once the round is closed" in page()
    open_for_rating(preparing, alice)
    assert "once the round is closed" in page()
    close(preparing, alice)
    assert "No item claims level 3 or 4 on nothing" in page()
    open_again(preparing, alice)
    assert "once the round is closed" in page()


# What is here already


def test_search_finds_by_words_and_says_where_each_piece_stands(
    assessment: Assessment, bob: User
) -> None:
    add_file(assessment, bob, title="Falls by unit")
    add_link(assessment, bob, title="Policy on falls", dated=date(2020, 1, 1))
    client = client_of(bob)
    url = address("evidence_search", assessment, "safe.2")
    page = text_of(client.get(url))
    assert "Falls by unit" in page
    assert "Policy on falls" in page
    assert "item 1 (Baseline 2026)" in page
    assert "Older than two years" in page
    page = text_of(client.get(url, {"q": "policy"}))
    assert "Falls by unit" not in page
    page = text_of(client.get(url, {"q": "nothing like it"}))
    assert "Nothing here has all these words" in page


def test_search_without_any_piece_leads_to_the_form(assessment: Assessment, bob: User) -> None:
    page = text_of(client_of(bob).get(address("evidence_search", assessment, "safe.2")))
    assert "Your organization has no evidence here yet" in page


def test_search_shows_so_many_and_asks_for_words(
    assessment: Assessment, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessments.views.evidence.reuse.SHOWN", 1)
    add_file(assessment, bob)
    url = address("evidence_search", assessment, "safe.2")
    assert "There are more" not in text_of(client_of(bob).get(url))
    add_link(assessment, bob)
    assert "There are more. Search for words" in text_of(client_of(bob).get(url))


@pytest.mark.parametrize("count", [1, 3])
def test_search_costs_the_same_queries(
    assessment: Assessment, bob: User, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        add_file(assessment, bob, content=bytes([65 + number]))
    client = client_of(bob)
    url = address("evidence_search", assessment, "safe.2")
    client.get(url)
    with django_assert_num_queries(5):  # session, person, assessment, pieces, uses
        client.get(url)


def test_reuse_suggests_what_was_said_at_the_same_item_of_the_last_cycle(
    organization: Organization,
    framework: FrameworkVersion,
    use: EvidenceUse,
    alice: User,
    bob: User,
) -> None:
    later = make_assessment(organization, framework, alice, title="Next cycle")
    client = client_of(bob)
    url = address("evidence_reuse", later, "safe.1", use.version_id)
    response = client.get(url)
    assert fields_of(response)["shows"] == SHOWS
    assert '<option value="3" selected>' in response.content.decode()
    assert later.evidence_uses.count() == 0, "a suggestion counts for nothing"
    assert client.post(url, {"shows": SHOWS, "level": "3"}).status_code == 302
    assert client.post(url, {"shows": SHOWS, "level": "3"}).status_code == 302, "a second press"
    assert later.evidence_uses.count() == 1
    response = client.post(url, {"shows": "Other words", "level": "3"})
    assert response.status_code == 409
    assert "This piece is at this item already" in text_of(response)
    assert fields_of(response)["shows"] == "Other words"
    response = client.post(url, {"shows": "", "level": "9"})
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"shows", "level"}


# What is said of it


def test_edit_shows_both_where_two_people_changed_it(
    use: EvidenceUse, alice: User, bob: User
) -> None:
    client = client_of(bob)
    url = address("evidence_edit", use.assessment, use.pk)
    fields = {**fields_of(client.get(url)), "level": "3"}
    assert fields["shows"] == SHOWS
    edit_use(
        assessment=use.assessment, use=use.pk, shows="Alice’s", level=2, seen=seen_of(use), by=alice
    )
    response = client.post(url, {**fields, "shows": "Bob’s"})
    assert response.status_code == 409
    assert "Alice’s" in text_of(response)
    kept = {**fields_of(response), "level": "3"}
    assert kept["shows"] == "Bob’s"
    assert client.post(url, kept).status_code == 302
    use.refresh_from_db()
    assert (use.shows, use.level) == ("Bob’s", 3)


def test_edit_of_what_was_taken_off_keeps_the_text(
    use: EvidenceUse, alice: User, bob: User
) -> None:
    remove_use(assessment=use.assessment, use=use.pk, by=alice)
    url = address("evidence_edit", use.assessment, use.pk)
    response = client_of(bob).post(url, {"shows": "Mine", "level": "3", "seen": seen_of(use)})
    assert response.status_code == 409
    assert "Somebody has taken this piece off the item" in text_of(response)
    assert fields_of(response)["shows"] == "Mine"


def test_remove_twice_is_as_once(use: EvidenceUse, bob: User) -> None:
    client = client_of(bob)
    url = address("evidence_remove", use.assessment, use.pk)
    for _ in range(2):
        response: Any = client.post(url)
        assert response.status_code == 302
    page = text_of(client.get(response.url))
    assert "is taken off this item" in page
    assert "Nothing yet" in page


# One piece


def test_piece_shows_versions_and_places_and_moves_a_use(
    organization: Organization,
    framework: FrameworkVersion,
    use: EvidenceUse,
    alice: User,
    bob: User,
) -> None:
    client = client_of(bob)
    url = address("evidence_piece", use.assessment, use.version.evidence_id)
    response: Any = client.post(url, {"file": sent_file(b"second"), "dated": "2026-06-01"})
    assert response.status_code == 302
    page = text_of(client.get(url))
    assert "Version 2 is added" in page
    assert "dated Jun 1, 2026" in page
    assert "Use version 2 there" in page
    later = make_assessment(organization, framework, alice, title="Next cycle")
    page = text_of(client.get(address("evidence_piece", later, use.version.evidence_id)))
    assert "Baseline 2026" in page
    assert "Use version 2 there" not in page, "only in the assessment that is open here"
    client.post(address("evidence_newest", use.assessment, use.pk))
    assert "Use version 2 there" not in text_of(client.get(url))


def test_piece_takes_no_version_twice(use: EvidenceUse, bob: User) -> None:
    client = client_of(bob)
    url = address("evidence_piece", use.assessment, use.version.evidence_id)
    response = client.post(url, {"file": sent_file(), "dated": "2026-06-01"})
    assert response.status_code == 409
    assert "This is the same as version 1: nothing was added." in text_of(response)
    assert fields_of(response)["dated"] == "2026-06-01"
    other = add_file(use.assessment, bob, content=b"other", title="Other piece")
    response = client.post(url, {"file": sent_file(b"other"), "dated": "2026-06-01"})
    assert "This is here already, as “Other piece”" in text_of(response)
    assert other.version.evidence.versions.count() == 1
    pressed_twice = client.post(url, {"file": sent_file(), "dated": DATED.isoformat()})
    assert pressed_twice.status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_piece_costs_the_same_queries(
    use: EvidenceUse, bob: User, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count - 1):
        add_version(
            assessment=use.assessment,
            piece=use.version.evidence_id,
            source=accepted(bytes([65 + number])),
            dated=DATED,
            by=bob,
        )
    client = client_of(bob)
    url = address("evidence_piece", use.assessment, use.version.evidence_id)
    client.get(url)
    # Session, person, assessment, piece, versions, names, uses.
    with django_assert_num_queries(7):
        client.get(url)


# Beside the item


def test_section_shows_evidence_and_saves_before_it_leads_there(
    use: EvidenceUse, bob: User, rhea: User
) -> None:
    client = client_of(bob)
    url = address("section", use.assessment, "safe")
    page = text_of(client.get(url))
    assert "Evidence: 1 piece" in page
    assert SHOWS in page
    assert page.count('value="evidence:safe.') == 4
    response: Any = client.post(url, {"i-safe.2-choice": "3", "go": "evidence:safe.2"})
    assert (response.status_code, response.url) == (
        302,
        address("item_evidence", use.assessment, "safe.2"),
    )
    assert use.assessment.answers.get().level == 3
    response = client.post(url, {"go": "evidence:nonsense"})
    assert response.url == address("section", use.assessment, "effective")
    page = text_of(client_of(rhea).get(url))
    assert SHOWS in page
    assert 'value="evidence:safe.' not in page


def test_history_tells_of_evidence_in_words(use: EvidenceUse, bob: User, alice: User) -> None:
    add_version(
        assessment=use.assessment,
        piece=use.version.evidence_id,
        source=accepted(b"second", "later.txt"),
        dated=date(2026, 6, 1),
        by=bob,
    )
    edit_use(
        assessment=use.assessment, use=use.pk, shows="Anew", level=None, seen=seen_of(use), by=alice
    )
    remove_use(assessment=use.assessment, use=use.pk, by=bob)
    page = text_of(client_of(bob).get(address("history", use.assessment)))
    for words in (
        "Bob Okafor added the evidence “Minutes of May”.",
        "Bob Okafor added a newer version of the evidence “Minutes of May”.",
        "Alice Moreau changed what the evidence “Minutes of May” shows.",
        "Bob Okafor took the evidence “Minutes of May” off an item.",
        "File or link: <ins>later.txt</ins>",
        "What it shows: <del>",
        "For level: <ins>3 ",
    ):
        assert words in page, words
    assert "{'" not in page
    page = text_of(client_of(bob).get(address("history", use.assessment), {"item": "safe.1"}))
    assert "added the evidence" in page
