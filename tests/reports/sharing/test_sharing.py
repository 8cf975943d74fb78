"""Links by which people without an account read a report."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lhs_portal.accounts.models import Organization, User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import Event
from lhs_portal.lib.tokens import digest_of_token
from reports.jobs.making import make_report
from reports.models import Report, ShareLink
from reports.sharing import actions
from reports.sharing.actions import end_share_link, share_report
from tests.cast import client_of
from tests.reports.factories import make_signed

pytestmark = pytest.mark.django_db

SECRET = "amber-orchard-73"


@pytest.fixture
def made(report: Report) -> Report:
    make_report(report.pk)
    cache.clear()
    return Report.objects.get(pk=report.pk)


def share(report: Report, by: User, **changes: Any) -> tuple[ShareLink, str]:
    chosen = {
        "label": "Board",
        "with_page": True,
        "files": ["pdf"],
        "last_day": timezone.localdate() + timedelta(days=30),
    }
    return share_report(report=report.pk, **{**chosen, **changes}, by=by)


def address(token: str, *more: str) -> str:
    return "/".join([f"/share/{token}", *more]) + ("" if more and "." in more[-1] else "/")


def form(**changes: Any) -> dict[str, Any]:
    last_day = (timezone.localdate() + timedelta(days=7)).isoformat()
    return {"label": "Board", "shows": ["page", "pdf"], "last_day": last_day, **changes}


def test_link_shows_page_charts_and_the_chosen_files_to_a_stranger(
    made: Report, alice: User
) -> None:
    link, token = share(made, alice)
    stranger = Client()
    page = stranger.get(address(token))
    assert page.status_code == 200
    assert b"Share this report" not in page.content
    assert b"All reports of" not in page.content
    assert b"shares this report with you until" in page.content
    chart = stranger.get(address(token, "charts", "commitments.csv"))
    assert chart.status_code == 200
    pdf = stranger.get(address(token, "pdf"))
    assert b"".join(pdf).startswith(b"%PDF")  # type: ignore[arg-type]
    assert stranger.get(address(token, "csv")).status_code == 404
    link.refresh_from_db()
    assert (link.opened, bool(link.last_opened_at)) == (1, True)


def test_page_links_of_a_shared_report_stay_behind_the_link(made: Report, alice: User) -> None:
    _, token = share(made, alice)
    page = Client().get(address(token)).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert "/r/" not in main
    assert "/a/" not in main
    assert 'href="charts/commitments.csv"' in main


def test_link_for_files_alone_shows_no_page(made: Report, alice: User) -> None:
    _, token = share(made, alice, with_page=False)
    page = Client().get(address(token)).content.decode()
    assert "Files of this report" in page
    assert "Strengths" not in page
    assert Client().get(address(token, "charts", "commitments.csv")).status_code == 404
    assert Client().get(address(token, "pdf")).status_code == 200


@pytest.mark.parametrize("more", [(), ("pdf",), ("charts", "commitments.csv")])
def test_guessed_expired_and_ended_links_open_nothing(
    made: Report, alice: User, more: tuple[str, ...]
) -> None:
    expired, first = share(made, alice)
    ShareLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    ended, second = share(made, alice)
    end_share_link(link=ended.pk, report=made.pk, by=alice)
    answers = [
        Client().get(address(token, *more))
        for token in (first, second, first[:-1] + "x", "%00", "é", "x" * 2000)
    ]
    assert {answer.status_code for answer in answers} == {404}
    # The languages lead back to the address that was asked; all else is the same.
    assert len({re.sub(rb'[?]next=[^"]*"', b"", answer.content) for answer in answers[:2]}) == 1


def test_token_is_kept_nowhere(made: Report, alice: User) -> None:
    link, token = share(made, alice)
    assert token not in str(ShareLink.objects.filter(pk=link.pk).values())
    assert token not in str(list(Event.objects.values()))
    assert len(token) >= 43


def test_page_of_a_link_leaves_no_trace(made: Report, alice: User) -> None:
    _, token = share(made, alice)
    answer = Client().get(address(token))
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "private, no-store"


def test_password_opens_page_and_files_in_this_browser_alone(made: Report, alice: User) -> None:
    link, token = share(made, alice, password=SECRET)
    assert SECRET not in link.password
    reader = Client()
    asked = reader.get(address(token))
    assert b"A password is needed" in asked.content
    assert asked["Referrer-Policy"] == "same-origin"
    assert reader.get(address(token, "pdf")).status_code == 404
    wrong = reader.post(address(token), {"password": "amber-orchard-74"})
    assert wrong.status_code == 422
    assert b"not the password" in wrong.content
    assert reader.post(address(token), {"password": SECRET}).status_code == 302
    assert b"Strengths" in reader.get(address(token)).content
    assert reader.get(address(token, "pdf")).status_code == 200
    assert Client().get(address(token, "pdf")).status_code == 404


def test_cookie_of_one_link_opens_no_other(made: Report, alice: User) -> None:
    _, first = share(made, alice, password=SECRET)
    _, second = share(made, alice, password=SECRET + "!")
    reader = Client()
    reader.post(address(first), {"password": SECRET})
    value = reader.cookies["share"].value
    other = Client()
    other.cookies["share"] = value
    assert b"A password is needed" in other.get(address(second)).content
    assert b"Strengths" in other.get(address(first)).content


def test_guessing_of_passwords_is_limited(made: Report, alice: User) -> None:
    _, token = share(made, alice, password=SECRET)
    guesses = [
        Client().post(address(token), {"password": f"{n}" * 9}).status_code for n in range(11)
    ]
    assert guesses == [422] * 10 + [429]


def test_what_a_link_shows_does_not_follow_later_reports(made: Report, alice: User) -> None:
    _, token = share(made, alice)
    before = Client().get(address(token)).content
    made.assessment.organization.name = "Renamed Hospital"
    made.assessment.organization.save()
    after = Client().get(address(token)).content
    assert before == after


def test_lead_makes_a_link_and_sees_its_address_once(made: Report, alice: User) -> None:
    client = client_of(alice)
    url = reverse("reports:shares", args=[made.pk])
    once = "0f0e2c1c-5a55-4c50-a0cd-0c1f5e0f0e2c"
    answer = client.post(url, form(once=once))
    assert answer.status_code == 200
    token = ShareLink.objects.get().token_hash
    shown = answer.content.decode()
    secret = shown[shown.index("/share/") + 7 :].split("/")[0]
    assert digest_of_token(secret) == token
    again = client.post(url, form(once=once))
    assert again.status_code == 302
    assert ShareLink.objects.count() == 1
    assert b"made already" in client.get(url).content


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"label": ""}, "Say for whom"),
        ({"shows": []}, "at least one thing"),
        ({"shows": ["docx-of-others"]}, "Select a valid choice"),
        ({"last_day": "2020-01-01"}, "today or a later day"),
        ({"last_day": "2090-01-01"}, "within a year"),
        ({"last_day": "soon"}, "valid date"),
        ({"password": "short"}, "At least 8 characters"),
        ({"label": "Bo\x00ard"}, "Error"),
    ],
)
def test_form_with_a_fault_says_so_and_keeps_what_was_typed(
    made: Report, alice: User, changes: dict[str, Any], words: str
) -> None:
    url = reverse("reports:shares", args=[made.pk])
    answer = client_of(alice).post(url, form(**{"label": "Kept text", **changes}))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert changes.get("label") is not None or "Kept text" in page
    assert not ShareLink.objects.exists()


def test_unfinished_report_cannot_be_shared(report: Report, alice: User) -> None:
    with pytest.raises(Refused, match="not finished"):
        share(report, alice)


def test_links_have_an_end_in_number(
    made: Report, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_AT_ONCE", 1)
    first, _ = share(made, alice)
    with pytest.raises(Refused, match="1 links already"):
        share(made, alice)
    end_share_link(link=first.pk, report=made.pk, by=alice)
    assert share(made, alice)[1]


def test_ending_twice_changes_nothing(made: Report, alice: User) -> None:
    link, _ = share(made, alice)
    first = end_share_link(link=link.pk, report=made.pk, by=alice)
    second = end_share_link(link=link.pk, report=made.pk, by=alice)
    assert first.revoked_at == second.revoked_at
    assert Event.objects.filter(verb="share ended").count() == 1


ROUTES = ("shares", "share_end")


@pytest.mark.parametrize("name", ROUTES)
def test_routes_are_for_leads(
    made: Report, alice: User, bob: User, rhea: User, charlie: User, name: str
) -> None:
    link, _ = share(made, alice)
    more = [link.pk] if name == "share_end" else []
    url = reverse(f"reports:{name}", args=[made.pk, *more])
    statuses = [client_of(person).post(url, form()).status_code for person in (bob, rhea, charlie)]
    assert statuses == [403, 403, 404]
    assert Client().post(url, form()).status_code in (302, 401)
    assert ShareLink.objects.filter(revoked_at=None).count() == 1
    assert client_of(alice).post(url, form()).status_code == (200 if name == "shares" else 302)


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_links_needs_the_same_queries_for_any_number(
    made: Report, alice: User, django_assert_num_queries: Any, number: int
) -> None:
    for _ in range(number):
        share(made, alice)
    client = client_of(alice)
    url = reverse("reports:shares", args=[made.pk])
    with django_assert_num_queries(5):
        client.get(url)


def test_id_of_a_link_to_another_report_makes_a_link_of_its_own(
    made: Report, alice: User, charlie: User, other_organization: Organization
) -> None:
    theirs = make_signed(other_organization, made.assessment.framework_version, charlie)
    make_report(theirs.pk)
    once = uuid4()
    share(theirs, charlie, once=once)
    link, token = share(made, alice, once=once)
    assert token
    assert (link.report_id, link.pk != once) == (made.pk, True)


def test_what_a_link_does_not_show_leaves_no_trace_either(made: Report, alice: User) -> None:
    _, token = share(made, alice)
    for path in (address(token, "csv"), address(token, "charts", "none.csv"), address("gone")):
        response = Client().get(path)
        assert response.status_code == 404
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in response["Cache-Control"]


def test_password_in_half_characters_is_wrong_and_no_fault(made: Report, alice: User) -> None:
    _, token = share(made, alice, password=SECRET)
    part = b'--X\r\nContent-Disposition: form-data; name="password"\r\n\r\n+2AA-\r\n--X--\r\n'
    kind = "multipart/form-data; boundary=X; charset=utf-7"
    assert Client().generic("POST", address(token), part, content_type=kind).status_code == 422
