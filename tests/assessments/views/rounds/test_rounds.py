"""Opening, closing and reopening a round on the lead's pages."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.actions import invite_rater
from assessments.models import Assessment, Round
from lhs_portal.accounts import codes
from lhs_portal.accounts.models import Organization, User
from tests.assessments.rounds_factories import (
    close,
    in_days,
    make_rater,
    make_raters,
    open_for_rating,
)
from tests.cast import client_of, make_member, make_person


def post(person: User, name: str, assessment: Assessment, **data: str) -> Any:
    url = reverse(f"assessments:{name}", args=[assessment.pk])
    return client_of(person).post(url, data, follow=True)


def page_of(person: User, name: str, assessment: Assessment) -> str:
    url = reverse(f"assessments:{name}", args=[assessment.pk])
    return client_of(person).get(url).content.decode()


def test_open_page_opens_with_a_date(preparing: Assessment, alice: User) -> None:
    response = post(alice, "round_open", preparing, closes_on=in_days(3).isoformat())
    assert response.status_code == 422
    assert "Invite somebody first" in response.content.decode()
    make_rater(preparing, alice)
    assert f'value="{in_days(14).isoformat()}"' in page_of(alice, "round_open", preparing)
    page = post(alice, "round_open", preparing, closes_on=in_days(3).isoformat())
    assert "The round is open." in page.content.decode()
    again = post(alice, "round_open", preparing, closes_on=in_days(3).isoformat())
    assert "has been opened already" in again.content.decode()
    assert "has been opened already" in page_of(alice, "round_open", preparing)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("", "Enter the last day for ratings."),
        ("soon", "valid date"),
        (in_days(-1).isoformat(), "not in the past"),
        (in_days(400).isoformat(), "within a year"),
        ("0226-01-01", "Choose a year from 1990"),
    ],
)
def test_open_page_refuses_a_day_that_cannot_be_meant(
    preparing: Assessment, alice: User, day: str, words: str
) -> None:
    make_rater(preparing, alice)
    response = post(alice, "round_open", preparing, closes_on=day)
    assert response.status_code == 422
    assert words in response.content.decode()
    preparing.refresh_from_db()
    assert preparing.state == "preparing"


def test_date_page_moves_the_date(preparing: Assessment, alice: User) -> None:
    make_rater(preparing, alice)
    assert "No round is open." in page_of(alice, "round_date", preparing)
    open_for_rating(preparing, alice)
    page = post(alice, "round_date", preparing, closes_on=in_days(3).isoformat())
    assert "The closing date is moved." in page.content.decode()
    assert preparing.rounds.get().closes_on == in_days(3)


def test_close_page_says_who_has_not_finished(preparing: Assessment, alice: User) -> None:
    ines, _ = make_raters(preparing, alice, 2, sections=["safe"])
    open_for_rating(preparing, alice)
    ines.sections.update(finished_at=preparing.started_at)
    page = page_of(alice, "round_close", preparing)
    assert "1 of 2 finished" in page
    assert "Jo Berg: 0 of 1 section finished, 1 open" in page
    assert "Ines Berg" not in page
    assert "Fewer than 3 people rate." in page
    closed = post(alice, "round_close", preparing)
    assert "The round is closed. Now the answers can be settled." in closed.content.decode()


def test_second_lead_who_closes_is_told_who_was_first(
    preparing: Assessment, organization: Organization, alice: User
) -> None:
    nora = make_person("Nora Vance")
    make_member(organization, nora, role=codes.Role.LEAD, by=alice)
    make_rater(preparing, alice)
    open_for_rating(preparing, alice)
    post(alice, "round_close", preparing)
    page = post(nora, "round_close", preparing).content.decode()
    assert "Alice Moreau has closed the round already." in page
    Round.objects.update(closed_by=None)
    assert "has been closed already" in post(nora, "round_close", preparing).content.decode()


def test_close_before_any_round_is_told(preparing: Assessment, alice: User) -> None:
    assert "No round is open." in page_of(alice, "round_close", preparing)
    assert "none has been opened" in post(alice, "round_close", preparing).content.decode()


def test_reopen_page_keeps_what_was_typed(preparing: Assessment, alice: User) -> None:
    make_rater(preparing, alice)
    open_for_rating(preparing, alice)
    assert "The round is open." in page_of(alice, "round_reopen", preparing)
    reason = "Two <b>nurses</b> were on leave."
    early = post(alice, "round_reopen", preparing, reason=reason, closes_on=in_days(3).isoformat())
    assert early.status_code == 422
    assert "Two &lt;b&gt;nurses&lt;/b&gt; were on leave." in early.content.decode()
    close(preparing, alice)
    assert "once there are enough of them, at least 3." in page_of(alice, "round_reopen", preparing)
    for blank in ("", "\u200b "):
        response = post(
            alice, "round_reopen", preparing, reason=blank, closes_on=in_days(3).isoformat()
        )
        assert response.status_code == 422
    page = post(alice, "round_reopen", preparing, reason=reason, closes_on=in_days(3).isoformat())
    assert "The round is open again" in page.content.decode()
    last = preparing.rounds.last()
    assert last is not None
    assert (last.number, last.reason) == (2, reason)


def test_history_tells_the_rounds_to_all_and_the_addresses_to_leads(
    preparing: Assessment, alice: User, bob: User
) -> None:
    ines = make_rater(preparing, alice)
    invite_rater(assessment=preparing, email="dana@example.org", role_group="board", by=alice)
    open_for_rating(preparing, alice)
    close(preparing, alice)
    url = reverse("assessments:history", args=[preparing.pk])
    lead, contributor = (client_of(person).get(url).content.decode() for person in (alice, bob))
    for page in (lead, contributor):
        assert "Alice Moreau opened the rating." in page
        assert "Alice Moreau closed the rating." in page
    assert "Alice Moreau invited dana@example.org to rate." in lead
    assert "Ines Falk joined the raters." in lead
    assert "Alice Moreau invited someone to rate." in contributor
    assert "A rater joined the raters." in contributor
    assert "dana@example.org" not in contributor
    assert ines.user
    assert ines.user.name not in contributor
    wide = reverse("accounts:organization_history", args=[preparing.organization_id])
    assert "dana@example.org" not in client_of(bob).get(wide).content.decode()


def test_calendar_has_the_dates_of_each(preparing: Assessment, alice: User, bob: User) -> None:
    preparing.due, preparing.title = in_days(30), "Spring; 2026,\\n"
    preparing.save(update_fields=["due", "title"])
    ines = make_rater(preparing, alice)
    open_for_rating(preparing, alice, days=10)
    url = reverse("assessments:due_calendar", args=[preparing.pk])
    assert ines.user
    lead, rater = (client_of(person).get(url) for person in (alice, ines.user))
    for response in (lead, rater):
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert "attachment" in response["Content-Disposition"]
        assert f"DTSTART;VALUE=DATE:{in_days(10):%Y%m%d}" in response.content.decode()
    text = lead.content.decode()
    assert f"DTSTART;VALUE=DATE:{in_days(30):%Y%m%d}" in text
    assert f"UID:due.{preparing.pk}@" in text.replace("\r\n ", "")
    assert "Spring\\; 2026\\,\\\\n" in text.replace("\r\n ", "")
    assert f"{in_days(30):%Y%m%d}" not in rater.content.decode()
    assert f"/a/{preparing.pk}/rate/" in rater.content.decode().replace("\r\n ", "")
    assert Client().get(url).status_code == 302
