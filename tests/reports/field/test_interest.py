"""The public form, what administrators do with an answer, and the link that it leads to."""

import csv
import io
import re
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.lib.spreadsheet_text import unprotect
from reports.field.actions import interest as interest_actions
from reports.field.actions.interest import (
    erase_interest,
    erase_old_interest,
    invite_from_interest,
    mark_interest,
    register_from_interest,
    send_interest,
)
from reports.field.mailing import interest_mail, send_field_mail
from reports.field.models import CycleInvitation, FieldCycle, Interest
from tests.assessments.pages import fields_of
from tests.cast import PROFILE, client_of
from tests.reports.field.factories import make_interest, posted_interest

FORM = "/interest/"
NASTY = [
    "=1+1",
    "＝HYPERLINK(1)",
    "<script>alert(1)</script>",
    "{{7*7}}{% load x %}",
    "a\u0301" * 50,
    "İstanbul \u200d x",
    "#read(1) \\u202",
    "x" * 200,
]
REFUSED = ["\0", "a\u202eb", "\u2067x", "\x0b", "   ", "\u200b", "x" * 201, "a\r\nb"]


def send(**changes: Any) -> Any:
    return Client().post(FORM, posted_interest(**changes))


def test_the_form_asks_and_thanks(framework: FrameworkVersion, db: Any) -> None:
    page = Client().get(FORM).content.decode()
    for words in (
        "How are you or your organization interested in becoming, or working toward becoming",
        "Workforce capacity",
        "Take part in a working group",
        "erased after a year",
    ):
        assert words in page
    response = send()
    assert (response.status_code, response["Location"]) == (302, "/interest/thanks/")
    assert "365 days" in Client().get(response["Location"]).content.decode()
    stored = Interest.objects.get()
    assert (stored.name, stored.commitments, stored.wishes, stored.framework_version) == (
        "Wilma Stein",
        ["safe"],
        ["cycle"],
        framework.version,
    )
    assert mail.outbox == []


def test_a_second_press_and_the_back_button_send_once(db: Any) -> None:
    once = str(uuid4())
    for _ in range(2):
        assert send(once=once, commitments=[]).status_code == 302
    assert Interest.objects.count() == 1


def test_a_person_needs_neither_organization_nor_sector(db: Any) -> None:
    response = send(kind="person", organization_name="", sector="", commitments=[], words="")
    assert response.status_code == 302


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("kind", "", "Choose one: as a person"),
        ("name", "", "Enter your name"),
        ("email", "", "Enter the address"),
        ("email", "nobody", "valid email address"),
        ("email", "a@b.example\nbcc: x@y.example", "valid email address"),
        ("organization_name", "", "Enter the name of the organization"),
        ("sector", "", "Choose the main sector"),
        ("sector", "other", "Select a valid choice"),
        ("commitments", ["none"], "Select a valid choice"),
        ("wishes", ["cycle\0"], "Select a valid choice"),
        ("words", "x" * 5001, "at most 5,000 characters"),
        ("barrier_words", "\0", "U+0000"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_the_rest_is_kept(
    framework: FrameworkVersion, field: str, value: Any, words: str
) -> None:
    response = send(**{field: value})
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    if field != "words":
        assert "We review every fall." in page
    assert "no-store" in response["Cache-Control"]
    assert not Interest.objects.exists()


def test_hostile_lines_are_kept_to_the_character_or_refused(db: Any, adam: User) -> None:
    for number, text in enumerate(NASTY):
        assert (
            send(name=text, words=text, email=f"w{number}@x.example", commitments=[]).status_code
            == 302
        )
    for text in REFUSED:
        assert send(name=text, commitments=[]).status_code == 422
    assert sorted(Interest.objects.values_list("name", flat=True)) == sorted(NASTY)
    client = client_of(adam)
    listed = client.get(reverse("reports:interest_list")).content.decode()
    assert "<script>alert" not in listed
    assert "&lt;script&gt;alert" in listed
    told = client.get(reverse("reports:interest_csv")).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(told)))
    assert sorted(unprotect(row["Name"]) for row in rows) == sorted(NASTY)
    for interest in Interest.objects.all():
        assert client.get(reverse("reports:interest_detail", args=[interest.pk])).status_code == 200


def test_a_program_that_fills_in_everything_is_asked_again(db: Any) -> None:
    response = send(website="https://spam.example", commitments=[])
    page = response.content.decode()
    assert response.status_code == 422
    assert "looked as if a program" in page
    assert "spam.example" not in page
    assert not Interest.objects.exists()
    assert (
        Client().post(FORM, {**fields_of(response), **posted_interest(commitments=[])}).status_code
        == 302
    )


def test_beyond_the_limit_what_was_typed_comes_back(db: Any) -> None:
    with patch("reports.field.views.interest.SEND", "1/h/ip"):
        assert send(commitments=[]).status_code == 302
        response = send(commitments=[])
    assert response.status_code == 429
    assert "We review every fall." in response.content.decode()
    with (
        patch.object(interest_actions, "MOST_IN_A_DAY", 1),
        pytest.raises(Refused, match="tomorrow"),
    ):
        make_interest()


def test_the_list_filters_searches_and_pages(db: Any, adam: User) -> None:
    for number in range(52):
        make_interest(name=f"Person {number:02}", email=f"p{number}@x.example")
    mark_interest(Interest.objects.get(name="Person 07"), state="declined", by=adam)
    client, url = client_of(adam), reverse("reports:interest_list")
    first = client.get(url).content.decode()
    assert "52 answers" in first
    assert "Page 1 of 2" in first
    assert "Person 00" in client.get(f"{url}?page=2").content.decode()
    assert "1 answer<" in client.get(f"{url}?state=declined").content.decode()
    assert "1 answer<" in client.get(f"{url}?q=P7@x.").content.decode()
    assert "1 answer<" in client.get(f"{url}?q=Person+07").content.decode()
    second = client.get(f"{url}?q=person&page=2").content.decode()
    assert "?q=person&amp;page=1" in second
    for query in ("?q=nobody", "?state=registered"):
        assert "No answer fits" in client.get(url + query).content.decode()
    for query in ("?state=other", "?q=%00", f"?q={'x' * 300}", "?page=-1", "?page=x"):
        assert "52 answers" in client.get(url + query).content.decode()
    lines = client.get(reverse("reports:interest_csv") + "?state=declined").content
    assert lines.count(b"\r\n") == 2


@pytest.fixture
def mailed(
    cycle: FieldCycle, adam: User, django_capture_on_commit_callbacks: Any
) -> tuple[Interest, str]:
    """Invited to register and to the cycle, and the path of the link."""
    interest = make_interest()
    url = reverse("reports:interest_invite", args=[interest.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client_of(adam).post(url, {"cycle": cycle.pk})
    interest.refresh_from_db()
    [message] = mail.outbox
    assert message.to == ["wilma@lakeside.example"]
    assert "Field cycle 2027" in message.body
    link = re.search(r"https?://[^/]+(/interest/invited/\S+)", message.body)
    assert link
    return interest, link[1]


def test_one_step_invites_and_the_link_registers_what_was_typed(
    mailed: tuple[Interest, str], cycle: FieldCycle, charlie: User, adam: User
) -> None:
    interest, link = mailed
    assert link.rstrip("/").rpartition("/")[2] not in str(vars(interest))
    out = Client().get(link)
    assert "Create an account" in out.content.decode()
    assert (out["Referrer-Policy"], out["X-Robots-Tag"]) == ("same-origin", "noindex, nofollow")
    client = client_of(charlie)
    typed = fields_of(client.get(link))
    assert typed["name"] == "Lakeside Clinic"
    profile = {**PROFILE, "name": typed["name"], "once": typed["once"]}
    assert client.post(link, {**profile, "ownership": ""}).status_code == 422
    for _ in range(2):
        response = client.post(link, profile)
        organization = Organization.objects.get(name="Lakeside Clinic")
        assert response["Location"] == f"/o/{organization.pk}/"
    assert not organization.verified
    assert organization.memberships.get().user == charlie
    invitation = CycleInvitation.objects.get()
    assert (invitation.organization, invitation.cycle) == (organization, cycle)
    assert invitation.mailed_at
    assert Client().get(link).status_code == 410
    page = client_of(adam).get(reverse("reports:interest_detail", args=[interest.pk]))
    assert "Registered" in page.content.decode()
    organization.delete()
    page = client_of(adam).get(reverse("reports:interest_detail", args=[interest.pk]))
    assert "The organization was deleted since" in page.content.decode()


def test_a_sign_up_with_the_invited_address_needs_no_second_mail(
    mailed: tuple[Interest, str],
) -> None:
    client = Client()
    client.get(mailed[1])
    client.post(
        reverse("account_signup") + f"?next={mailed[1]}",
        {"email": "wilma@lakeside.example", "password1": "amber-orchard-73", "name": "Wilma"},
    )
    assert fields_of(client.get(mailed[1]))["name"] == "Lakeside Clinic"


def test_links_end(mailed: tuple[Interest, str], charlie: User, adam: User) -> None:
    interest, link = mailed
    with pytest.raises(Refused, match="a moment ago"):
        invite_from_interest(interest, by=adam)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert client_of(charlie).get(link).status_code == 410
        with pytest.raises(Refused, match="has ended"):
            register_from_interest(interest, by=charlie, **PROFILE)
    mark_interest(interest, state="declined", by=adam)
    assert client_of(charlie).get(link).status_code == 404
    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        invite_from_interest(interest, by=adam)
    assert client_of(charlie).get(link).status_code == 404


def test_a_mail_that_was_not_taken_is_sent_by_the_worker_once(
    db: Any, adam: User, django_capture_on_commit_callbacks: Any
) -> None:
    interest = make_interest()
    down = patch.object(EmailBackend, "send_messages", side_effect=ConnectionRefusedError)
    with down, django_capture_on_commit_callbacks(execute=True):
        url = reverse("reports:interest_invite", args=[interest.pk])
        page = client_of(adam).post(url, follow=True).content.decode()
    assert "The invitation is kept" in page
    now = timezone.now()
    first, second = (interest_mail(interest.pk, now) for _ in range(2))
    assert (first.mark(), second.mark()) == (True, False)
    first.unmark(False)
    send_field_mail(now)
    send_field_mail(now)
    assert len(mail.outbox) == 1


def test_erasing_takes_all_that_is_personal(mailed: tuple[Interest, str], adam: User) -> None:
    interest, link = mailed
    client = client_of(adam)
    url = reverse("reports:interest_erase", args=[interest.pk])
    assert "Wilma Stein" in client.get(url).content.decode()
    client.post(url)
    interest.refresh_from_db()
    personal = (interest.name, interest.email, interest.organization_name, interest.words)
    assert personal == ("",) * 4
    assert Client().get(link).status_code == 404
    for name in ("interest_detail", "interest_erase"):
        page = client.get(reverse(f"reports:{name}", args=[interest.pk])).content.decode()
        assert "Lakeside" not in page
    with pytest.raises(Refused, match="erased"):
        invite_from_interest(interest, by=adam)
    with pytest.raises(IntegrityError), transaction.atomic():
        Interest.objects.filter(pk=interest.pk).update(name="Wilma")


def test_after_a_year_it_happens_by_itself(db: Any, adam: User) -> None:
    old = make_interest()
    now = timezone.now()
    assert erase_old_interest(now + timedelta(days=364)) == 0
    assert erase_old_interest(now + timedelta(days=366)) == 1
    assert erase_old_interest(now + timedelta(days=366)) == 0
    old.refresh_from_db()
    assert old.removed
    page = client_of(adam).get(reverse("reports:interest_detail", args=[old.pk])).content.decode()
    assert "The portal, after a year, erased" in page
    assert erase_interest(old, by=adam).removed


def test_an_unknown_state_or_cycle_changes_nothing(db: Any, adam: User) -> None:
    interest = make_interest()
    client = client_of(adam)
    for name, data in (("mark", {"state": "removed"}), ("invite", {"cycle": str(uuid4())})):
        url = reverse(f"reports:interest_{name}", args=[interest.pk])
        assert client.post(url, data).status_code in (302, 400)
    interest.refresh_from_db()
    assert interest.state == "open"
    assert send_interest(once=interest.pk).pk == interest.pk
