import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions import decline_section, remove_rater
from assessments.actions.evidence import add_evidence_link
from assessments.models import Assessment, Rater, RaterSection, Rating
from assessments.own_ratings import load_asked, load_own
from assessments.queries import history_of
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import (
    answer_all,
    make_assessment,
    publish_real_framework,
    sign_all,
)
from tests.assessments.pages import fields_of
from tests.assessments.rating_factories import fresh, rate_all, rate_items
from tests.assessments.rounds_factories import (
    close,
    make_independent,
    make_rater,
    open_again,
    open_for_rating,
)
from tests.cast import client_of

AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture
def independent(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    return make_independent(organization, framework, alice)


@pytest.fixture
def ines(independent: Assessment, alice: User) -> Rater:
    """A nurse who is no member; asked about “safe” and “S1”. The round is open."""
    rater = make_rater(independent, alice, sections=["safe", "S1"])
    open_for_rating(independent, alice)
    return rater


def url(rater: Rater, code: str = "safe") -> str:
    return reverse("assessments:rate_section", args=[rater.assessment_id, code])


def home(rater: Rater) -> str:
    return reverse("assessments:rate", args=[rater.assessment_id])


def client(rater: Rater) -> Client:
    assert rater.user
    return client_of(rater.user)


def autosave(rater: Rater, code: str = "safe.1", **parts: str) -> Any:
    data = {f"i-{code}-{part}": value for part, value in parts.items()}
    response = client(rater).post(url(rater), data, headers=AUTOSAVE)
    return response.status_code, response.json()


def stored(rater: Rater, code: str = "safe.1") -> Any:
    now = fresh(rater)
    return load_own(now, load_asked(now), notes_of=[code]).stored[code]


def row(rater: Rater, code: str = "safe") -> RaterSection:
    return rater.sections.get(subject=code)


def test_section_shows_levels_and_asks_for_no_reason(ines: Rater) -> None:
    page = client(ines).get(url(ines)).content.decode()
    for item in range(1, 5):
        for level in range(5):
            assert f"safe.{item} at level {level}." in page
    assert "Your rating is yours alone" in page
    assert "What makes you say so?" in page
    assert "without your name" in page
    assert "-reason" not in page
    assert "whom to ask" not in page
    assert page.count("nothing about a patient") == 4


def test_section_never_shows_the_last_cycle(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    last = make_assessment(organization, framework, alice, title="Pilot 2025")
    sign_all(last, alice)
    now = make_independent(organization, framework, alice)
    rater = make_rater(now, alice, sections=["safe"])
    open_for_rating(now, alice)
    page = client(rater).get(url(rater)).content.decode()
    assert "Last time" not in page
    assert "Pilot 2025" not in page
    assert " checked" not in page


def test_section_shows_the_evidence_of_its_items(
    independent: Assessment, alice: User, ines: Rater
) -> None:
    for item in ("safe.1", "effective.1"):
        add_evidence_link(
            assessment=independent,
            item=item,
            url=f"https://example.org/{item}",
            title=f"Audit for {item}",
            shows="How often",
            level=3,
            dated=timezone.localdate(),
            by=alice,
        )
    page = client(ines).get(url(ines)).content.decode()
    assert "Audit for safe.1" in page
    assert "Audit for effective.1" not in page
    assert "add or change evidence" not in page


@pytest.mark.parametrize(
    ("code", "go", "target"),
    [("safe", "next", "rate/s/S1/"), ("safe", "back", "rate/"), ("S1", "next", "rate/")],
)
def test_section_saves_and_goes_on(ines: Rater, code: str, go: str, target: str) -> None:
    fields = fields_of(client(ines).get(url(ines, code)))
    response = client(ines).post(url(ines, code), {**fields, f"i-{code}.1-choice": "3", "go": go})
    assert response.url == f"/a/{ines.assessment_id}/{target}"
    assert stored(ines, f"{code}.1").entry.level == 3
    assert stored(ines, f"{code}.2").version == 0
    assert row(ines, code).finished_at is None


def test_section_that_is_complete_is_finished_by_going_on(ines: Rater) -> None:
    page = client(ines)
    rate_items(ines, ["safe.1", "safe.2", "safe.3", "safe.4"])
    page.post(url(ines), {**fields_of(page.get(url(ines))), "go": "back"})
    assert row(ines).finished_at is None
    page.post(url(ines), {**fields_of(page.get(url(ines))), "go": "next"})
    assert row(ines).finished_at
    assert history_of(ines.assessment).filter(verb="finished section").count() == 1


def test_last_section_leads_to_the_thanks(ines: Rater) -> None:
    page = client(ines)
    rate_all(ines)
    done = page.post(url(ines), {**fields_of(page.get(url(ines))), "go": "next"}, follow=True)
    assert done.redirect_chain == [(home(ines), 302)]
    assert "Thank you: that is all we ask of you" in done.content.decode()


def test_going_on_skips_what_is_finished_or_declined(independent: Assessment, alice: User) -> None:
    rater = make_rater(independent, alice, sections=["engaged", "safe", "effective", "S1"])
    open_for_rating(independent, alice)
    assert rater.user
    decline_section(assessment=independent, subject="safe", by=rater.user)
    response = client(rater).post(url(rater, "engaged"), {"go": "next"})
    assert response.url == url(rater, "effective")


def test_decline_saves_what_was_typed_first(ines: Rater) -> None:
    page = client(ines)
    fields = {**fields_of(page.get(url(ines))), "i-safe.1-note": "Never seen it", "go": "decline"}
    assert page.post(url(ines), fields).url == url(ines, "S1")
    assert row(ines).declined_at
    assert stored(ines).entry.note == "Never seen it"
    shown = page.get(url(ines)).content.decode()
    assert "You said that you are not in a position to say" in shown
    assert "Never seen it" in shown


def test_section_sent_again_untouched_changes_nothing(ines: Rater) -> None:
    rate_items(ines, ["safe.1"], choice="na", note=" x\n\n")
    page = client(ines)
    page.post(url(ines), fields_of(page.get(url(ines))))
    assert Rating.objects.get().version == 1


def test_section_with_a_fault_saves_the_rest_and_keeps_the_text(ines: Rater) -> None:
    page, long = client(ines), "x" * 40_001
    changes = {"i-safe.1-note": long, "i-safe.1-choice": "2", "i-safe.2-choice": "4"}
    response = page.post(url(ines), {**fields_of(page.get(url(ines))), **changes})
    assert response.status_code == 422
    assert fields_of(response)["i-safe.1-note"] == long
    assert "Item 1 of 4: Note: Use at most 40,000 characters" in response.content.decode()
    assert stored(ines).version == 0
    assert stored(ines, "safe.2").entry.level == 4


def test_section_in_two_windows_shows_both_and_takes_mine(ines: Rater) -> None:
    page = client(ines)
    fields = fields_of(page.get(url(ines)))
    rate_items(ines, ["safe.1"], choice="1", note="first words")
    fields |= {"i-safe.1-choice": "4", "i-safe.1-note": "second words"}
    response = page.post(url(ines), fields)
    assert response.status_code == 409
    shown = response.content.decode()
    assert "You, in another window, changed this" in shown
    assert "first words" in shown
    assert stored(ines).entry.note == "first words"
    done = page.post(url(ines), {**fields_of(response), "i-safe.1-keep": "mine"})
    assert done.url == url(ines) + "#safe.1"
    assert stored(ines).entry.note == "second words"


def test_autosave_answers_with_version_and_progress(ines: Rater) -> None:
    status, body = autosave(ines, choice="3", note="x", version="0")
    assert (status, body["state"]) == (200, "saved")
    assert body["versions"]["i-safe.1"].startswith("1:")
    assert body["summary"] == "1 of 8 rated · about 4 minutes left"


def test_autosave_in_conflict_brings_the_panel(ines: Rater) -> None:
    rate_items(ines, ["safe.1"], choice="1")
    status, body = autosave(ines, choice="3", version="0")
    assert (status, body["state"]) == (200, "conflict")
    assert "You, in another window, changed this answer" in body["conflicts"]["i-safe.1"]


def test_autosave_never_finishes_a_section(ines: Rater) -> None:
    rate_items(ines, ["safe.1", "safe.2", "safe.3"])
    autosave(ines, "safe.4", choice="3", version="0")
    assert row(ines).finished_at is None


def test_autosave_of_what_is_not_asked_says_so(ines: Rater) -> None:
    status, body = autosave(ines, "effective.1", choice="3", version="0")
    assert (status, body["state"]) == (200, "frozen")
    assert "asked" in body["refusal"]
    assert not Rating.objects.exists()


def test_autosave_into_a_closed_round_says_so(
    independent: Assessment, alice: User, ines: Rater
) -> None:
    close(independent, alice)
    status, body = autosave(ines, choice="3", version="0")
    assert (status, body["state"]) == (200, "frozen")
    assert "The round is closed" in body["refusal"]


def test_autosave_by_a_removed_rater_is_not_found(ines: Rater, alice: User) -> None:
    remove_rater(ines, by=alice)
    response = client(ines).post(url(ines), {"i-safe.1-note": "x"}, headers=AUTOSAVE)
    assert response.status_code == 404


def test_post_into_a_closed_round_keeps_what_was_typed(
    independent: Assessment, alice: User, ines: Rater
) -> None:
    page = client(ines)
    fields = fields_of(page.get(url(ines)))
    close(independent, alice)
    typed = {"i-safe.1-choice": "4", "i-safe.1-note": "Too <late>"}
    response = page.post(url(ines), {**fields, **typed})
    assert response.status_code == 409
    assert fields_of(response)["i-safe.1-note"] == "Too <late>"
    assert fields_of(response)["i-safe.1-choice"] == "4"
    assert "The round is closed" in response.content.decode()
    assert "not saved, and is kept below" in response.content.decode()
    assert not Rating.objects.exists()


def test_post_before_the_round_keeps_what_was_typed(independent: Assessment, alice: User) -> None:
    early = make_rater(independent, alice, sections=["safe"])
    response = client(early).post(url(early), {"i-safe.1-note": "Early"})
    assert response.status_code == 409
    assert fields_of(response)["i-safe.1-note"] == "Early"
    assert "not open yet" in response.content.decode()


@pytest.mark.parametrize("code", ["effective", "nonsense"])
def test_section_that_is_not_asked_is_not_found(ines: Rater, code: str) -> None:
    page = client(ines)
    assert page.get(url(ines, code)).status_code == 404
    assert page.post(url(ines, code), {f"i-{code}.1-choice": "3"}).status_code == 404
    assert page.post(url(ines, code), {}).status_code == 404
    assert not Rating.objects.exists()


def test_post_of_a_section_that_is_not_asked_hands_back_the_words(ines: Rater) -> None:
    fields = {"i-effective.1-choice": "3", "i-effective.1-note": "My <words>"}
    response = client(ines).post(url(ines, "effective"), fields)
    assert response.status_code == 404
    assert "My &lt;words&gt;" in response.content.decode()
    assert not Rating.objects.exists()


def test_post_by_a_removed_rater_hands_back_the_words(ines: Rater, alice: User) -> None:
    page = client(ines)
    fields = fields_of(page.get(url(ines)))
    remove_rater(ines, by=alice)
    response = page.post(url(ines), {**fields, "i-safe.2-note": "Half a\r\nsentence"})
    assert response.status_code == 404
    assert "no longer, asked to rate" in response.content.decode()
    assert "Half a\nsentence" in response.content.decode()
    assert page.get(url(ines)).status_code == 404
    assert not Rating.objects.exists()


def test_post_by_someone_signed_out_keeps_what_was_typed(ines: Rater) -> None:
    page = client(ines)
    fields = {**fields_of(page.get(url(ines))), "i-safe.1-note": "Two\r\nlines <kept>"}
    page.logout()
    kept = page.post(url(ines), fields, headers={"Origin": "http://testserver"})
    assert kept.status_code == 401
    assert ines.user
    page.force_login(ines.user)
    assert page.post(url(ines), fields_of(kept)).status_code == 302
    assert stored(ines).entry.note == "Two\nlines <kept>"


def test_section_after_the_close_is_read_only(
    independent: Assessment, alice: User, ines: Rater
) -> None:
    rate_items(ines, ["safe.1"], choice="2", note="What I saw")
    close(independent, alice)
    page = client(ines).get(url(ines)).content.decode()
    assert page.count("<fieldset") == page.count(" disabled>") == 4
    assert "<textarea" not in page
    assert "autosave.js" not in page
    assert "What I saw" in page
    assert page.count('<span class="tag">In the figures</span>') == 1


def test_late_rating_that_is_alone_says_that_it_is_not_in_the_figures(
    independent: Assessment, alice: User, ines: Rater
) -> None:
    rate_items(ines, ["safe.1"])
    close(independent, alice)
    open_again(independent, alice)
    page = client(ines)
    shown = page.get(url(ines)).content.decode()
    assert shown.count(" disabled>") == 1
    assert shown.count('<span class="tag">In the figures</span>') == 1
    fields = {**fields_of(page.get(url(ines))), "i-safe.2-choice": "4"}
    page.post(url(ines), fields)
    close(independent, alice)
    closed = page.get(url(ines)).content.decode()
    assert closed.count('<span class="tag">Not in the figures</span>') == 1
    assert "1 of your ratings is not in the figures" in page.get(home(ines)).content.decode()


def test_old_window_cannot_change_what_is_in_the_figures_and_keeps_its_text(
    independent: Assessment, alice: User, ines: Rater
) -> None:
    page = client(ines)
    rate_items(ines, ["safe.1"], choice="1")
    fields = fields_of(page.get(url(ines)))
    close(independent, alice)
    open_again(independent, alice)
    changes = {"i-safe.1-note": "An afterthought", "i-safe.2-choice": "2"}
    response = page.post(url(ines), {**fields, **changes})
    assert response.status_code == 409
    assert fields_of(response)["i-safe.1-note"] == "An afterthought"
    assert "is in the figures, so it stays as it is" in response.content.decode()
    assert stored(ines).entry.note == ""
    assert stored(ines, "safe.2").entry.level == 2
    _, body = autosave(ines, choice="4", version="1")
    assert body["state"] == "refused"
    assert "stays as it is" in json.dumps(body["errors"])


def test_lead_who_rates_sees_her_own_ratings_alone(
    independent: Assessment, alice: User, ines: Rater
) -> None:
    hers = make_rater(independent, alice, sections=["safe"], role_group="leadership", person=alice)
    rate_items(ines, ["safe.1"], choice="0", note="Words of Ines")
    page = client(hers).get(url(hers)).content.decode()
    assert " checked" not in page
    assert "Words of Ines" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_section_costs_as_many_queries_for_one_section_as_for_three(
    independent: Assessment, alice: User, count: int, django_assert_num_queries: Any
) -> None:
    rater = make_rater(independent, alice, sections=["safe", "engaged", "S1"][:count])
    open_for_rating(independent, alice)
    rate_all(rater, note="Minutes of May 4")
    page = client(rater)
    # session, person, rater, sections, guide, ratings, rounds, evidence
    with django_assert_num_queries(8):
        page.get(url(rater))
    # session, person, savepoint, assessment under its lock, rater, sections, guide, ratings,
    # round, rating, end of the savepoint
    data = {"i-safe.1-choice": "1", "i-safe.1-note": "New", "i-safe.1-version": "1"}
    with django_assert_num_queries(11):
        response = page.post(url(rater), data, headers=AUTOSAVE)
    assert response.json()["state"] == "saved"


def test_section_weighs_as_the_section_page_does(organization: Organization, alice: User) -> None:
    version = publish_real_framework()
    together = make_assessment(organization, version, alice)
    answer_all(together, alice)
    other = client_of(alice).get(reverse("assessments:section", args=[together.pk, "safe"]))
    apart = make_independent(organization, version, alice)
    rater = make_rater(apart, alice, sections=["safe"], role_group="quality")
    open_for_rating(apart, alice)
    rate_all(rater)
    assert len(client(rater).get(url(rater)).content) < 1.05 * len(other.content)
