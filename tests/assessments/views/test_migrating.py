"""The pages on which an assessment goes to another framework version."""

from typing import Any

import pytest
from django.urls import reverse

from assessments.actions import accept_uncontested, migrate, undo_migration
from assessments.actions.talk import write_comment
from assessments.exports import organization_data
from assessments.models import Assessment
from assessments.queries import load_answers
from assessments.talk_queries import load_waiting
from commitments.actions import retire
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.evidence_factories import add_link
from tests.assessments.factories import answer_all, answer_items, sign_submitted, submit_answered
from tests.assessments.migrating_factories import CHANGED, publish_next
from tests.assessments.pages import fields_of
from tests.assessments.settling_factories import make_settling
from tests.cast import client_of, seen_by


@pytest.fixture
def newer(framework: FrameworkVersion) -> FrameworkVersion:
    return publish_next()


def url(name: str, assessment: Assessment, *args: object) -> str:
    return reverse(f"assessments:{name}", args=[assessment.pk, *args])


def text_of(person: User, address: str) -> str:
    answer = client_of(person).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_home_offers_it_to_leads_alone(
    assessment: Assessment, newer: FrameworkVersion, alice: User, bob: User
) -> None:
    assert "See what 2025.1 would change" in text_of(alice, url("home", assessment))
    assert "2025.1" not in text_of(bob, url("home", assessment))
    retire(version=newer)
    assert "2025.1" not in text_of(alice, url("home", assessment))


def test_preview_tells_what_would_become_of_each_item(
    assessment: Assessment, newer: FrameworkVersion, alice: User
) -> None:
    answer_all(assessment, alice)
    page = text_of(alice, url("version", assessment))
    confirm, new = page.index('id="confirm"'), page.index('id="new"')
    gone = page.index('id="gone"')
    assert "Safe, item 2" in page[confirm:new]
    assert "Answer: 3 Level 3" in page[confirm:new]
    assert "and by whom" in page[confirm:new]
    assert "How is engaged.5 done?" in page[new:gone]
    assert "Split: its content is asked in Feature S1" in page[gone:]
    assert load_answers(assessment)["safe.2"].entry.level == 3  # nothing has happened


def test_it_goes_and_the_item_asks_to_confirm_and_returns(
    assessment: Assessment, newer: FrameworkVersion, alice: User, bob: User
) -> None:
    answer_all(assessment, alice)
    client = client_of(alice)
    sent = fields_of(client.get(url("version", assessment)))
    assert sent["target"] == "2025.1"
    answer = client.post(url("version", assessment), sent, follow=True)
    assert "The assessment stands on framework 2025.1 now" in answer.content.decode()
    again = client.post(url("version", assessment), sent)
    assert again.status_code == 302

    section = text_of(bob, url("section", assessment, "safe"))
    assert "This question has changed: is the answer still right?" in section
    assert "Answer so far: 3 Level 3" in section
    assert 'name="i-safe.2-confirm" value="3"' in section
    assert "To be confirmed (1)" in text_of(bob, url("review", assessment))
    assert "1 answer waits to be confirmed" in text_of(bob, url("home", assessment))

    page = client_of(bob)
    fields = fields_of(page.get(url("section", assessment, "safe")))
    done = page.post(url("section", assessment, "safe"), fields | {"i-safe.2-confirm": "3"})
    assert done.headers["Location"].endswith("#safe.2")
    assessment.refresh_from_db()
    assert load_answers(assessment)["safe.2"].entry.level == 3
    assert "has changed" not in text_of(bob, url("section", assessment, "safe"))

    made = assessment.migration
    assert made
    detail = text_of(bob, url("migration", assessment, made.pk))
    assert "Take it back" not in detail
    assert "How is safe.4 done?" in detail
    assert "Take it back to 2024.12" in text_of(alice, url("migration", assessment, made.pk))
    client.post(url("migration_undo", assessment, made.pk))
    assessment.refresh_from_db()
    assert assessment.framework_version.version == "2024.12"
    kept = text_of(alice, url("migration", assessment, made.pk))
    assert "Kept from 2025.1" in kept
    assert CHANGED in kept


def test_every_page_opens_after_it_and_after_it_was_undone(
    assessment: Assessment, organization: Organization, newer: FrameworkVersion, alice: User
) -> None:
    answer_all(assessment, alice)
    for code in ("safe.1", "safe.2", "safe.4"):
        write_comment(assessment=assessment, item=code, text=f"On {code}", by=alice)
        add_link(assessment, alice, item=code, url=f"https://example.org/{code}")

    def open_all() -> None:
        for name in ("home", "review", "history", "history_csv", "compass", "evidence",
                     "comments", "tasks", "version"):  # fmt: skip
            assert client_of(alice).get(url(name, assessment)).status_code == 200
        for subject in ("safe", "S1", "effective", "engaged"):
            text_of(alice, url("section", assessment, subject))
        text_of(alice, reverse("assessments:organization_list", args=[organization.pk]))
        assert organization_data(seen_by(alice, organization))["assessments"]

    made = migrate(assessment=assessment, target=newer, by=alice)
    assessment.refresh_from_db()
    answer_items(assessment, alice, ["engaged.5"])
    write_comment(assessment=assessment, item="engaged.5", text="On new", by=alice)
    add_link(assessment, alice, item="engaged.5", url="https://example.org/new")
    open_all()
    history = text_of(alice, url("history", assessment) + "?item=safe.4")
    assert "Safe, item 4, framework 2024.12" in history
    assert "took the assessment from framework 2024.12 to 2025.1" in text_of(
        alice, url("history", assessment)
    )
    undo_migration(assessment=assessment, migration=made.pk, by=alice)
    open_all()
    migrate(assessment=assessment, target=newer, by=alice)
    assessment.refresh_from_db()
    answer_items(assessment, alice, ["safe.2", "S1.5", "S1.6"])
    sign_submitted(submit_answered(assessment, alice))
    text_of(alice, url("home", assessment))
    text_of(alice, url("history", assessment))


def test_what_stayed_behind_waits_for_nobody_and_is_nobodys_to_change(
    assessment: Assessment, newer: FrameworkVersion, alice: User, bob: User
) -> None:
    write_comment(assessment=assessment, item="safe.4", text="Bob?", calls=[bob.pk], by=alice)
    use = add_link(assessment, alice, item="safe.4")
    assert len(load_waiting(bob).calls) == 1
    migrate(assessment=assessment, target=newer, by=alice)
    assert load_waiting(bob).calls == ()
    page = client_of(alice).get(url("evidence_edit", assessment, use.pk))
    assert page.status_code == 404


def test_a_form_of_before_keeps_what_was_typed_for_an_item_that_is_gone(
    assessment: Assessment, newer: FrameworkVersion, alice: User, bob: User
) -> None:
    client = client_of(bob)
    fields = fields_of(client.get(url("section", assessment, "safe")))
    migrate(assessment=assessment, target=newer, by=alice)
    typed = fields | {
        "i-safe.1-choice": "2",
        "i-safe.2-choice": "4",
        "i-safe.4-choice": "1",
        "i-safe.4-note": "From the night shift.",
    }
    answer = client.post(url("section", assessment, "safe"), typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The assessment went to framework 2025.1 meanwhile" in page
    assert "From the night shift." in page
    assessment.refresh_from_db()
    stored = load_answers(assessment)
    assert stored["safe.1"].entry.level == 2
    assert stored["safe.2"].entry.level is None  # what was chosen for the old question
    assert "Use yours" in page

    autosaved: Any = client.post(
        url("section", assessment, "safe"),
        {"i-safe.4-choice": "1", "i-safe.4-version": "0"},
        headers={"X-Autosave": "1"},
    )
    assert autosaved.json()["state"] == "frozen"
    unknown = client.post(url("section", assessment, "safe"), {"i-nothing.1-choice": "1"})
    assert unknown.status_code == 400


def test_a_settled_answer_is_confirmed_with_the_reason_that_it_had(
    organization: Organization, framework: FrameworkVersion, newer: FrameworkVersion, alice: User
) -> None:
    settling = make_settling(organization, framework, alice, {"safe.1": "3 3 3", "safe.2": "2 2 2"})
    accept_uncontested(assessment=settling, by=alice)
    assert "Ratings of the former questions are kept" in text_of(alice, url("version", settling))
    migrate(assessment=settling, target=newer, by=alice)
    client = client_of(alice)
    page = client.get(url("settle_section", settling, "safe"))
    assert "Answer so far: 2 Level 2" in page.content.decode()
    done = client.post(
        url("settle_section", settling, "safe"), fields_of(page) | {"i-safe.2-confirm": "2"}
    )
    assert done.status_code == 302, done.content.decode()
    settling.refresh_from_db()
    assert load_answers(settling)["safe.2"].entry.level == 2
    consensus = settling.consensus.get(item__framework_version=newer, item__code="safe.2")
    assert consensus.reason == "Confirmed after the question changed with framework 2025.1."
    for name in ("settling", "history", "review", "evidence", "home"):
        text_of(alice, url(name, settling))


@pytest.mark.parametrize("answered", [0, 28])
def test_preview_costs_the_same_queries_whatever_is_answered(
    assessment: Assessment,
    newer: FrameworkVersion,
    alice: User,
    answered: int,
    django_assert_num_queries: Any,
) -> None:
    if answered:
        answer_all(assessment, alice)
    client = client_of(alice)
    client.get(url("version", assessment))
    # Session, person, assessment, newest version, answers; why it may not be done: four of raters.
    with django_assert_num_queries(9):
        client.get(url("version", assessment))
