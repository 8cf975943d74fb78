"""One section in settling: all that was said on an item, and where it is decided."""

from typing import Any

import pytest
from django.urls import reverse

from assessments.actions import accept_uncontested, decide, write_dissent
from assessments.merging import Seen
from assessments.models import Assessment, Consensus, Rater
from assessments.queries import load_answers
from assessments.settling_queries import load_settlements
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import make_assessment as make_together
from tests.assessments.factories import sign_all
from tests.assessments.pages import fields_of
from tests.assessments.rounds_factories import open_again
from tests.assessments.settling_factories import make_settling, rater_address
from tests.assessments.test_hostile import HOSTILE, check_page, sent
from tests.cast import client_of

RATED = {
    "safe.1": "0 0 4 4 na",  # contested
    "safe.2": "3 3 3 3 dk",
    "safe.3": "2 2 2 1",
    "safe.4": "1 2",
    "engaged.1": "0 4 0 4",
}
NOTES = {"safe.2": {0: "The list is in the east wing.", 2: "We stopped in March."}}


@pytest.fixture
def rated(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    return make_settling(organization, framework, alice, RATED, notes=NOTES)


def address(assessment: Assessment, subject: str = "safe") -> str:
    return reverse("assessments:settle_section", args=[assessment.pk, subject])


def show(assessment: Assessment, person: User) -> str:
    return client_of(person).get(address(assessment)).content.decode()


def card(html: str, code: str) -> str:
    return html.partition(f'id="{code}"')[2].partition("</section>")[0]


def post(assessment: Assessment, person: User, changes: dict[str, str], go: str = "next") -> Any:
    client = client_of(person)
    fields = fields_of(client.get(address(assessment)))
    return client.post(address(assessment), {**fields, "go": go, **changes})


def level_of(assessment: Assessment, code: str) -> int | None:
    return load_answers(assessment)[code].entry.level


def test_an_item_has_its_distribution_figures_and_notes(rated: Assessment, alice: User) -> None:
    html = show(rated, alice)
    contested, agreed, of_two = (card(html, code) for code in ("safe.1", "safe.2", "safe.4"))
    assert "Contested" in contested
    assert "4 ratings; 1 chose “Not applicable”." in contested
    assert "<dt>AD</dt><dd>2.00</dd>" in contested
    assert contested.count("safe.1 at level") == 5
    assert "accepting makes it <b>3 Level 3</b>" in agreed
    assert "The list is in the east wing." in agreed
    assert "A rater:" in agreed
    assert "within one level of each other" in of_two
    assert "<dt>AD</dt>" not in of_two


def test_notes_of_few_are_not_shown(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    assessment = make_settling(
        organization, framework, alice, {"safe.1": "1 2"}, notes={"safe.1": {0: "Only I know."}}
    )
    assert "Only I know." not in show(assessment, alice)


def test_who_chose_to_be_named_stands_beside_the_rating(
    rated: Assessment, alice: User, bob: User
) -> None:
    assert "By name" not in show(rated, alice)
    Rater.objects.filter(user__email=rater_address(1)).update(named=True)
    html = show(rated, bob)
    assert "Rater1 Berg: 0 Level 0" in card(html, "safe.1")
    assert "Rater1" not in card(html, "safe.4")  # of two raters nobody is shown


def test_a_decision_is_saved_with_its_reason_and_leads_on(rated: Assessment, alice: User) -> None:
    response = post(rated, alice, {"i-safe.1-choice": "2", "i-safe.1-reason": "We met."})
    assert response.status_code == 302
    assert response.url == f"{address(rated, 'engaged')}#engaged.1"
    assert level_of(rated, "safe.1") == 2
    row = load_settlements(rated)["safe.1"]
    assert (row.how, row.reason, row.contested) == (Consensus.How.DECIDED, "We met.", True)
    html = show(rated, alice)
    assert "Settled: 2 Level 2" in html
    assert "Decided by Alice Moreau" in html
    assert level_of(rated, "safe.2") is None


def test_a_page_sent_as_it_stands_settles_nothing(rated: Assessment, alice: User) -> None:
    accept_uncontested(assessment=rated, subject="safe", by=alice)
    decide(assessment=rated, item="safe.1", choice="2", reason="Met", seen=Seen(0), by=alice)
    before = load_answers(rated), load_settlements(rated)
    response = post(rated, alice, {})
    assert response.status_code == 302
    assert (load_answers(rated), load_settlements(rated)) == before


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"i-safe.1-choice": "2"}, "Item 1 of 4: Reason: Say why this is the answer."),
        (
            {"i-safe.1-choice": "2", "i-safe.1-reason": " \u200b "},
            "Item 1 of 4: Reason: Say why this is the answer.",
        ),
        ({"i-safe.1-reason": "Why not"}, "Item 1 of 4: Level: Choose the answer"),
        (
            {"i-safe.1-choice": "7", "i-safe.1-reason": "x"},
            "Item 1 of 4: Level: Choose one of the levels",
        ),
        (
            {"i-safe.1-choice": "2", "i-safe.1-reason": "a\u202eb"},
            "Item 1 of 4: Reason: Take out character 2",
        ),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    rated: Assessment, alice: User, changes: dict[str, str], sentence: str
) -> None:
    more = {"i-safe.2-choice": "4", "i-safe.2-reason": "This one is whole."}
    response = post(rated, alice, {**changes, **more}, go="accept")
    assert response.status_code == 422
    assert sentence in response.content.decode()
    shown = fields_of(response)
    assert shown["i-safe.1-reason"] == changes.get("i-safe.1-reason", "")
    assert shown["i-safe.1-choice"] == (changes.get("i-safe.1-choice", "").replace("7", ""))
    # The rest is saved; nothing is accepted while a decision still needs something.
    assert level_of(rated, "safe.2") == 4
    assert level_of(rated, "safe.3") is None


def test_the_rest_of_a_section_is_accepted_after_what_was_decided(
    rated: Assessment, alice: User
) -> None:
    response = post(
        rated, alice, {"i-safe.2-choice": "4", "i-safe.2-reason": "We met."}, go="accept"
    )
    assert response.status_code == 302
    assert response.url == address(rated)
    assert [level_of(rated, f"safe.{number}") for number in (1, 2, 3, 4)] == [None, 4, 2, None]
    assert load_settlements(rated)["safe.3"].how == Consensus.How.ACCEPTED
    assert load_settlements(rated)["safe.2"].how == Consensus.How.DECIDED


def test_the_second_of_two_facilitators_chooses_between_both(
    rated: Assessment, alice: User
) -> None:
    client = client_of(alice)
    fields = fields_of(client.get(address(rated)))
    decide(assessment=rated, item="safe.1", choice="1", reason="First", seen=Seen(0), by=alice)
    mine = {**fields, "i-safe.1-choice": "3", "i-safe.1-reason": "Second", "go": "next"}
    response = client.post(address(rated), mine)
    html = response.content.decode()
    assert response.status_code == 409
    assert "You, in another window," in html
    assert "3 Level 3" in html
    assert "1 Level 1" in html
    assert ">First</p>" in html
    assert ">Second</p>" in html
    assert level_of(rated, "safe.1") == 1
    shown = fields_of(response)
    assert (shown["i-safe.1-choice"], shown["i-safe.1-reason"]) == ("3", "Second")
    # Sent again without a choice, both still stand there.
    assert client.post(address(rated), {**shown, "go": "next"}).status_code == 409
    chosen: Any = client.post(address(rated), {**shown, "i-safe.1-keep": "mine"})
    assert chosen.url == f"{address(rated)}#safe.1"
    assert level_of(rated, "safe.1") == 3


def test_keeping_the_other_decision_changes_nothing(rated: Assessment, alice: User) -> None:
    client = client_of(alice)
    fields = fields_of(client.get(address(rated)))
    decide(assessment=rated, item="safe.1", choice="1", reason="First", seen=Seen(0), by=alice)
    mine = {**fields, "i-safe.1-choice": "3", "i-safe.1-reason": "Second"}
    shown = fields_of(client.post(address(rated), mine))
    client.post(address(rated), {**shown, "i-safe.1-keep": "theirs"})
    assert level_of(rated, "safe.1") == 1


def test_what_is_sent_after_the_round_was_reopened_stays_on_the_page(
    rated: Assessment, alice: User
) -> None:
    client = client_of(alice)
    fields = fields_of(client.get(address(rated)))
    open_again(rated, alice)
    response = client.post(
        address(rated), {**fields, "i-safe.1-choice": "3", "i-safe.1-reason": "We met."}
    )
    html = response.content.decode()
    assert response.status_code == 409
    assert "What you typed is not saved, and is kept below" in html
    assert fields_of(response)["i-safe.1-reason"] == "We met."
    for figure in ("AD</dt>", "ratings", "Contested", "east wing", "raters gave a level"):
        assert figure not in card(html, "safe.1") + card(html, "safe.2")


def test_who_may_read_sees_the_same_without_fields(
    rated: Assessment, alice: User, bob: User, rhea: User
) -> None:
    decide(assessment=rated, item="safe.1", choice="2", reason="We met.", seen=Seen(0), by=alice)
    for person in (bob, rhea):
        html = show(rated, person)
        assert "<textarea" not in html
        assert "We met." in html
        assert "<dt>AD</dt><dd>2.00</dd>" in html
        assert "The list is in the east wing." in html
    assert "Write a dissent" in show(rated, bob)
    assert "Write a dissent" not in show(rated, rhea)


def test_dissents_stand_in_the_name_of_their_authors(
    rated: Assessment, alice: User, bob: User, rhea: User
) -> None:
    decide(assessment=rated, item="safe.1", choice="2", reason="We met.", seen=Seen(0), by=alice)
    nurse = User.objects.get(email=rater_address(1))
    write_dissent(assessment=rated, item="safe.1", text="At night it is 1.", by=bob)
    write_dissent(assessment=rated, item="safe.1", text="Not on my ward.", by=nurse)
    html = card(show(rated, rhea), "safe.1")
    assert "<b>Bob Okafor</b>" in html
    assert "At night it is 1." in html
    assert "<b>Rater1 Berg</b>" in html
    assert "Change your dissent" in show(rated, bob)
    bob.memberships.all().delete()
    html = card(show(rated, rhea), "safe.1")
    assert "Bob" not in html
    assert "<b>A former member</b>" in html


def test_hostile_reasons_come_back_or_are_named(rated: Assessment, alice: User) -> None:
    client = client_of(alice)
    kept = refused = 0
    for text in map(sent, HOSTILE[::3]):
        fields = fields_of(client.get(address(rated)))
        response = client.post(
            address(rated), {**fields, "i-safe.1-choice": "2", "i-safe.1-reason": text}
        )
        if response.status_code == 302:
            kept += 1
            assert load_settlements(rated)["safe.1"].reason == text.replace("\r\n", "\n")
            response = client.get(address(rated))
        else:
            refused += 1
            assert response.status_code == 422
            assert "Reason: " in response.content.decode()
        check_page(response.content.decode())
        assert fields_of(response)["i-safe.1-reason"] == text
    assert kept > 50
    assert refused > 3


def test_hostile_names_of_fields_do_no_harm(rated: Assessment, alice: User) -> None:
    client = client_of(alice)
    for text in map(sent, HOSTILE[:40]):
        response = client.post(
            address(rated), {f"i-{text}-choice": "1", f"i-{text}-reason": "x", text or "x": "1"}
        )
        assert response.status_code in (302, 400)
        assert client.post(address(rated), {"i-safe.1-version": text}).status_code == 302
    assert level_of(rated, "safe.1") is None


@pytest.mark.parametrize("raters", [5, 40])
def test_a_section_costs_eleven_queries(
    organization: Organization,
    framework: FrameworkVersion,
    alice: User,
    raters: int,
    django_assert_num_queries: Any,
) -> None:
    sign_all(make_together(organization, framework, alice), alice)
    rows = {
        f"safe.{n}": " ".join("30142"[(k * n) % 5] for k in range(raters)) for n in (1, 2, 3, 4)
    }
    assessment = make_settling(
        organization, framework, alice, rows, notes={"safe.1": {0: "One", 1: "Two"}}
    )
    decide(assessment=assessment, item="safe.1", choice="2", reason="Met", seen=Seen(0), by=alice)
    write_dissent(assessment=assessment, item="safe.1", text="No", by=alice)
    client = client_of(alice)
    client.get(address(assessment))
    # Session, person, assessment, raters, ratings, answers, consensus, last cycle, dissents,
    # evidence, names of members; and the sponsor's remarks once it was submitted.
    with django_assert_num_queries(11):
        client.get(address(assessment))
