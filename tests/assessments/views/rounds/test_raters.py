"""The lead's page: names, role groups, sections, and nothing that anybody chose."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from assessments.actions import invite_rater, make_join_link, remove_rater
from assessments.models import Assessment, Rater, RaterInvitation, RaterSection, Round
from assessments.rater_mail import WAITS
from lhs_portal.accounts.models import User
from tests.assessments.rounds_factories import (
    close,
    in_days,
    make_rater,
    make_raters,
    open_for_rating,
    store_ratings,
)
from tests.cast import client_of


def page_of(assessment: Assessment, person: User) -> str:
    response = client_of(person).get(reverse("assessments:raters", args=[assessment.pk]))
    assert response.status_code == 200
    return response.content.decode()


def words(page: str) -> str:
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_page_leads_from_inviting_to_opening(preparing: Assessment, alice: User) -> None:
    page = page_of(preparing, alice)
    assert "Nobody can rate yet." in page
    assert reverse("assessments:round_open", args=[preparing.pk]) not in page
    make_rater(preparing, alice)
    assert reverse("assessments:round_open", args=[preparing.pk]) in page_of(preparing, alice)


def test_page_says_who_has_finished_and_never_what_was_rated(
    preparing: Assessment, alice: User
) -> None:
    ines, jo, kofi = make_raters(preparing, alice, 3, sections=["safe", "S1"])
    make_rater(preparing, alice, "Quinn Ode", role_group="quality")
    open_for_rating(preparing, alice)
    silent = page_of(preparing, alice)
    store_ratings(ines, {"safe.1": 4, "safe.2": 0})
    store_ratings(jo, {"safe.1": 1})
    # Ratings that are not finished leave no trace on the page.
    without_tokens = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    assert without_tokens.sub("", page_of(preparing, alice)) == without_tokens.sub("", silent)

    RaterSection.objects.filter(rater=ines).update(finished_at=timezone.now())
    RaterSection.objects.filter(rater=jo, subject="S1").update(declined_at=timezone.now())
    text = words(page_of(preparing, alice))
    assert "1 of 4 finished · closing date" in text
    assert "Ines Berg Clinical front line · 2 of 2 sections finished Finished" in text
    assert "Jo Berg Clinical front line · 0 of 2 sections finished, 1 declined, 1 open" in text
    assert "Kofi Berg Clinical front line · 0 of 2 sections finished, 2 open" in text
    assert "Clinical front line 3 1 Quality and safety 1 0" in text
    remove_rater(kofi, by=alice)
    assert "Kofi Berg" not in page_of(preparing, alice)


def test_page_shows_invitations_with_what_became_of_them(
    preparing: Assessment, alice: User
) -> None:
    for email in ("sent@example.org", "down@example.org", "old@example.org", "soon@example.org"):
        invite_rater(assessment=preparing, email=email, role_group="quality", by=alice)
    now = timezone.now()
    rows = RaterInvitation.objects
    rows.filter(email="sent@example.org").update(sent_at=now)
    rows.filter(email="down@example.org").update(send_error=WAITS)
    rows.filter(email="old@example.org").update(sent_at=now, expires_at=now)
    text = words(page_of(preparing, alice))
    assert "Open invitations (4)" in text
    assert "soon@example.org Quality and safety · Being sent" in text
    assert "old@example.org Quality and safety · Expired" in text
    assert f"down@example.org Quality and safety · Not sent {WAITS}" in text
    assert "sent@example.org Quality and safety Send again" in text


def test_page_shows_links_with_their_address_and_use(preparing: Assessment, alice: User) -> None:
    make_join_link(assessment=preparing, by=alice)
    make_join_link(assessment=preparing, role_group="board", limit=5, by=alice)
    page = page_of(preparing, alice)
    assert "Any role group 0 of 30 places taken" in words(page)
    assert "Board 0 of 5 places taken" in words(page)
    assert len(re.findall(r'readonly value="http[^"]+/join/[^"]+/"', page)) == 2


def test_page_after_the_date_and_after_the_close(preparing: Assessment, alice: User) -> None:
    make_rater(preparing, alice)
    open_for_rating(preparing, alice)
    Round.objects.update(closes_on=in_days(-1))
    assert "The closing date has passed." in page_of(preparing, alice)
    close(preparing, alice)
    page = page_of(preparing, alice)
    assert "The round was closed on" in page
    assert reverse("assessments:round_reopen", args=[preparing.pk]) in page
    assert reverse("assessments:settling", args=[preparing.pk]) in page


def test_rater_without_an_account_has_no_name(preparing: Assessment, alice: User) -> None:
    make_rater(preparing, alice)
    Rater.objects.update(user=None)
    assert "A former rater" in page_of(preparing, alice)


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_as_many_queries_for_one_as_for_three(
    preparing: Assessment, alice: User, count: int, django_assert_num_queries: Any
) -> None:
    make_raters(preparing, alice, count)
    for number in range(count):
        email = f"p{number}@example.org"
        invite_rater(assessment=preparing, email=email, role_group="quality", by=alice)
        make_join_link(assessment=preparing, by=alice)
    open_for_rating(preparing, alice)
    client, url = client_of(alice), reverse("assessments:raters", args=[preparing.pk])
    client.get(url)
    # Session, person, assessment, round, guide, raters, invitations, links.
    with django_assert_num_queries(8):
        client.get(url)


def test_remind_button_tells_how_many(preparing: Assessment, alice: User) -> None:
    make_raters(preparing, alice, 2)
    open_for_rating(preparing, alice)
    client, url = client_of(alice), reverse("assessments:raters_remind", args=[preparing.pk])
    assert "Nobody is to be reminded now" in client.post(url, follow=True).content.decode()
    Rater.objects.update(joined_at=timezone.now() - timedelta(days=4))
    assert "2 reminders are sent." in client.post(url, follow=True).content.decode()
    assert "Nobody is to be reminded now" in client.post(url, follow=True).content.decode()
    assert len(mail.outbox) == 2


def test_remind_button_while_the_mail_server_is_down(
    preparing: Assessment, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ConnectionRefusedError

    make_rater(preparing, alice)
    open_for_rating(preparing, alice)
    Rater.objects.update(joined_at=timezone.now() - timedelta(days=4))
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    url = reverse("assessments:raters_remind", args=[preparing.pk])
    page = client_of(alice).post(url, follow=True).content.decode()
    assert "The mail server did not take the rest: try again in a few minutes." in page
    assert Rater.objects.get().reminded_at is None


def test_remove_page_removes_and_says_why_not(preparing: Assessment, alice: User) -> None:
    ines, jo = make_raters(preparing, alice, 2)
    client = client_of(alice)
    urls = {
        rater.pk: reverse("assessments:rater_remove", args=[preparing.pk, rater.pk])
        for rater in (ines, jo)
    }
    assert "Remove Ines Berg?" in client.get(urls[ines.pk]).content.decode()
    assert "no longer rates" in client.post(urls[ines.pk], follow=True).content.decode()
    open_for_rating(preparing, alice)
    store_ratings(jo, {"safe.1": 3})
    close(preparing, alice)
    response = client.post(urls[jo.pk])
    assert response.status_code == 409
    assert "in the figures" in response.content.decode()
    other = reverse("assessments:rater_remove", args=[preparing.pk, 0])
    assert client.get(other).status_code == 404
