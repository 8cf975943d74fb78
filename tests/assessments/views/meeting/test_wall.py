import re
from typing import Any

import pytest
from django.test import Client

from assessments.actions import close_vote, decide, open_vote
from assessments.merging import Seen
from assessments.models import Assessment, Consensus, Vote
from assessments.queries import load_answers
from commitments.models import FrameworkVersion
from lhs_portal.accounts.codes import Role
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import submit_answered
from tests.assessments.meeting_factories import (
    FOLLOWS,
    ask_wall,
    cast_all,
    hold_vote,
    meeting_address,
)
from tests.assessments.pages import fields_of
from tests.assessments.rounds_factories import open_again
from tests.assessments.settling_factories import make_settling
from tests.assessments.signing_factories import settle_all
from tests.cast import client_of, make_member, make_person

ITEM = "safe.1"
RATED = {"safe.1": "0 0 4 4", "safe.2": "3 3 3 3", "safe.3": "0 4 4", "engaged.4": "0 0 4 4"}
SEEN = re.compile(r"seen=([\w.-]+)")


@pytest.fixture
def rated(organization: Organization, framework: FrameworkVersion, alice: User) -> Assessment:
    return make_settling(organization, framework, alice, RATED)


@pytest.fixture
def wall(alice: User) -> Client:
    return client_of(alice)


@pytest.fixture
def carol(organization: Organization, alice: User) -> User:
    carol = make_person("Carol Reed")
    make_member(organization, carol, role=Role.LEAD, by=alice)
    return carol


def show(client: Client, assessment: Assessment, item: str = ITEM) -> str:
    query = {"item": item} if item else {}
    return client.get(meeting_address("meeting", assessment), query).content.decode()


def seen_by(page: str) -> str:
    match = SEEN.search(page)
    assert match
    return match[1]


def press(
    client: Client, name: str, assessment: Assessment, *, follows: bool = True, **data: Any
) -> Any:
    headers = FOLLOWS if follows else {}
    url = meeting_address(name, assessment)
    return client.post(url, {"item": ITEM, **data}, headers=headers)


def decision(
    item: str = ITEM, choice: str = "2", reason: str = "Met", version: str = "0"
) -> dict[str, str]:
    typed = {"choice": choice, "reason": reason, "version": version}
    return {"item": item, **{f"i-{item}-{part}": text for part, text in typed.items()}}


def test_wall_shows_one_item_with_its_first_ratings(rated: Assessment, wall: Client) -> None:
    page = show(wall, rated)
    for level in range(5):
        assert f"safe.1 at level {level}." in page
        assert f"safe.2 at level {level}." not in page
    assert "First ratings</b> 4 gave a level." in page
    assert page.count('<b>2<span class="vh"> of 4</span></b>') == 2
    assert "After the vote" not in page
    assert "Open the vote" in page
    assert "Contested" in page


def test_wall_names_nobody(rated: Assessment, wall: Client, alice: User) -> None:
    for rater in rated.raters.all():
        rater.named = True
        rater.save(update_fields=["named"])
    hold_vote(rated, ITEM, "1 1 1 1", alice)
    assert "Berg" not in show(wall, rated)


def test_wall_begins_with_the_open_vote_or_with_what_deserves_talk(
    rated: Assessment, wall: Client, alice: User
) -> None:
    assert 'name="item" value="safe.1"' in show(wall, rated, "")  # contested and essential
    open_vote(assessment=rated, item="engaged.4", by=alice)
    page = show(wall, rated, "")
    assert "The vote is open" in page
    assert "engaged.4 at level 0." in page


def test_wall_goes_through_what_deserves_talk_in_its_order(
    rated: Assessment, wall: Client, alice: User
) -> None:
    page = show(wall, rated)
    assert "1 of 27" in page  # all but safe.2, which can be accepted
    assert "Previous" not in page
    assert "item=engaged.4" in page.split("Next")[0].rsplit("<a", 1)[1]
    decide(assessment=rated, item=ITEM, choice="2", reason="Met", seen=Seen(0), by=alice)
    page = show(wall, rated)
    assert "1 of 27" in page  # it stays where it was
    assert "1 of 27 settled" in page
    page = show(wall, rated, "engaged.4")
    assert "2 of 27" in page
    assert "item=safe.1" in page.split("Previous")[0].rsplit("<a", 1)[1]


def test_wall_of_an_item_that_there_is_not_is_not_found(rated: Assessment, wall: Client) -> None:
    for item in ("safe.9", "\x00", "9" * 200):
        response = wall.get(meeting_address("meeting", rated), {"item": item})
        assert response.status_code == 404
        assert ask_wall(wall, rated, item).status_code == 404
        assert press(wall, "vote_open", rated, item=item).status_code == 400
    assert press(wall, "vote_close", rated).status_code == 400
    assert press(wall, "vote_close", rated, vote="99").status_code == 404


def test_wall_counts_while_the_vote_is_open_and_shows_levels_when_it_is_closed(
    rated: Assessment, wall: Client, alice: User
) -> None:
    body = press(wall, "vote_open", rated).content.decode()
    vote = Vote.objects.get()
    assert "Nobody has answered yet" in body
    assert f'name="vote" value="{vote.pk}"' in body
    seen = seen_by(body)
    assert ask_wall(wall, rated, ITEM, seen).status_code == 204
    cast_all(vote, "1 1 2 na")
    body = ask_wall(wall, rated, ITEM, seen).content.decode()
    assert '<b class="tally">4</b> have answered' in body
    assert 'id="panel"' not in body
    assert 'id="levels"' not in body  # the page that was shown stays, but for the count
    for told in (body, show(wall, rated)):
        assert "After the vote" not in told
    body = press(wall, "vote_close", rated, vote=vote.pk).content.decode()
    assert "4 answered." in body
    assert "After the vote</b> 3 gave a level. 1 chose “Not applicable”." in body
    assert '<b>2<span class="vh"> of 3</span></b>' in body
    assert "Vote again" in body
    assert "After the vote</b> 3 gave a level." in show(wall, rated)


@pytest.mark.parametrize(
    ("ballots", "words"),
    [
        ("2 2", "Two raters gave a level: they agree."),
        ("2 3 na", "Two raters gave a level: they are within one level of each other."),
        ("0 4 dk", "Two raters gave a level: they are further apart."),
        ("3", "Fewer than two raters gave a level."),
        ("na dk na", "Fewer than two raters gave a level."),
    ],
)
def test_wall_says_only_words_of_few_ballots(
    rated: Assessment, wall: Client, alice: User, ballots: str, words: str
) -> None:
    hold_vote(rated, ITEM, ballots, alice)
    page = show(wall, rated)
    assert f"After the vote</b> {words}</p>" in page
    after = re.findall(r'<span class="side">After the vote</span>', page)
    assert after == []
    assert "of 3<" not in page
    assert " chose “" not in page


def test_wall_hides_the_last_vote_while_the_next_is_open(
    rated: Assessment, wall: Client, alice: User
) -> None:
    hold_vote(rated, ITEM, "1 1 1 1", alice)
    assert "After the vote" in show(wall, rated)
    body = press(wall, "vote_open", rated).content.decode()
    assert 'id="levels"' in body
    assert "After the vote" not in body
    assert "After the vote" not in show(wall, rated)


def test_wall_follows_another_facilitator(
    rated: Assessment, wall: Client, carol: User, alice: User
) -> None:
    seen = seen_by(show(wall, rated))
    vote = open_vote(assessment=rated, item=ITEM, by=carol)
    body = ask_wall(wall, rated, ITEM, seen).content.decode()
    assert "The vote is open" in body
    seen = seen_by(body)
    cast_all(vote, "1 1 2")
    close_vote(assessment=rated, vote=vote.pk, by=carol)
    body = ask_wall(wall, rated, ITEM, seen).content.decode()
    assert "The vote is closed" in body
    assert "3 answered." in body
    seen = seen_by(body)
    decide(assessment=rated, item=ITEM, choice="1", reason="They met", seen=Seen(0), by=carol)
    body = ask_wall(wall, rated, ITEM, seen).content.decode()
    assert "Settled: 1 " in body
    assert "They met" in body
    assert 'id="panel"' not in body
    assert ask_wall(wall, rated, ITEM, seen_by(body)).status_code == 204


def test_wall_shows_that_a_vote_is_open_elsewhere(
    rated: Assessment, wall: Client, carol: User
) -> None:
    seen = seen_by(show(wall, rated))
    vote = open_vote(assessment=rated, item="safe.2", by=carol)
    cast_all(vote, "1 1")
    body = ask_wall(wall, rated, ITEM, seen).content.decode()
    assert "On another item" in body
    assert "?item=safe.2" in body
    assert "answered" not in body
    refused = press(wall, "vote_open", rated).content.decode()
    assert 'role="alert"' in refused
    assert "Close it first." in refused
    without = press(wall, "vote_open", rated, follows=False)
    assert without.status_code == 302
    assert "Close it first." in show(wall, rated)
    assert Vote.objects.count() == 1


def test_wall_works_without_a_script(rated: Assessment, wall: Client) -> None:
    opened = press(wall, "vote_open", rated, follows=False)
    assert opened.url == f"{meeting_address('meeting', rated)}?item=safe.1"
    page = wall.get(opened.url).content.decode()
    assert "Close the vote" in page
    assert ">Refresh</a>" in page
    vote = Vote.objects.get()
    closed = press(wall, "vote_close", rated, follows=False, vote=vote.pk)
    assert "Vote again" in wall.get(closed.url).content.decode()


def test_wall_of_who_only_watches_has_no_buttons(
    rated: Assessment, bob: User, rhea: User, alice: User
) -> None:
    for person in (bob, rhea):
        page = show(client_of(person), rated)
        assert "Open the vote" not in page
        assert "Record the consensus" not in page
    open_vote(assessment=rated, item=ITEM, by=alice)
    for person in (bob, rhea):
        assert "Close the vote" not in ask_wall(client_of(person), rated, ITEM).content.decode()


def test_wall_says_where_phones_join(rated: Assessment, wall: Client, settings: Any) -> None:
    settings.SITE_URL = "https://portal.example.org"
    page = show(wall, rated)
    assert ">portal.example.org/vote<" in page
    assert '<svg class="qr" viewBox="0 0 ' in page


def test_consensus_is_recorded_on_the_wall(rated: Assessment, wall: Client) -> None:
    fields = fields_of(wall.get(meeting_address("meeting", rated), {"item": ITEM}))
    typed = {**fields, "i-safe.1-choice": "2", "i-safe.1-reason": "Two units do it."}
    response = wall.post(meeting_address("meeting_decide", rated), typed)
    assert response.url == f"{meeting_address('meeting', rated)}?item=safe.1"
    page = wall.get(response.url).content.decode()
    assert "The consensus is recorded." in page
    assert "Settled: 2 " in page
    assert "Two units do it." in page
    consensus = Consensus.objects.get()
    assert (consensus.how, consensus.contested) == ("decided", True)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"choice": "2", "reason": " "}, "Say why this is the answer"),
        ({"choice": "", "reason": "Met"}, "Choose the answer that this reason is for"),
        ({"choice": "9", "reason": "Met"}, "Choose one of the levels"),
        ({"choice": "2", "reason": "x" * 40_001}, "Use at most 40,000 characters"),
    ],
)
def test_consensus_with_a_fault_is_kept_and_not_recorded(
    rated: Assessment, wall: Client, typed: dict[str, str], words: str
) -> None:
    response = wall.post(meeting_address("meeting_decide", rated), decision(**typed))
    assert response.status_code == 422
    assert words in response.content.decode()
    kept = fields_of(response)
    assert kept["i-safe.1-reason"] == typed["reason"]
    assert kept.get("i-safe.1-choice", "") == typed["choice"].replace("9", "")
    assert not Consensus.objects.exists()


def test_consensus_without_anything_typed_is_asked_for(rated: Assessment, wall: Client) -> None:
    url = meeting_address("meeting_decide", rated)
    response = wall.post(url, decision(choice="", reason=""), follow=True)
    assert "Choose a level and say why" in response.content.decode()
    assert not Consensus.objects.exists()


def test_consensus_of_two_facilitators_shows_both_and_takes_one(
    rated: Assessment, wall: Client, carol: User
) -> None:
    url = meeting_address("meeting_decide", rated)
    fields = fields_of(wall.get(meeting_address("meeting", rated), {"item": ITEM}))
    decide(assessment=rated, item=ITEM, choice="1", reason="By Carol", seen=Seen(0), by=carol)
    typed = {**fields, "i-safe.1-choice": "3", "i-safe.1-reason": "By Alice"}
    response = wall.post(url, typed)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Carol Reed changed this" in page
    assert "By Carol" in page
    assert fields_of(response)["i-safe.1-reason"] == "By Alice"
    done = wall.post(url, {**fields_of(response), "i-safe.1-keep": "mine"})
    assert done.status_code == 302
    assert Consensus.objects.get().reason == "By Alice"


def test_consensus_that_comes_too_late_is_handed_back(
    rated: Assessment, wall: Client, alice: User
) -> None:
    open_again(rated, alice)
    url = meeting_address("meeting_decide", rated)
    response = wall.post(url, decision(reason="Two units do it."))
    page = response.content.decode()
    assert response.status_code == 409
    assert "is not saved" in page
    assert "Two units do it." in page
    assert "gave a level" not in page


def test_wall_keeps_what_is_typed_when_settling_is_over(
    rated: Assessment, wall: Client, alice: User
) -> None:
    seen = seen_by(show(wall, rated))
    settle_all(rated, alice)
    submit_answered(rated, alice)
    body = ask_wall(wall, rated, ITEM, seen).content.decode()
    assert "No votes are held now" in body
    assert "awaits sign-off" in body
    assert 'id="levels"' not in body
    assert ask_wall(wall, rated, ITEM, seen_by(body)).status_code == 204
    assert load_answers(rated)[ITEM].version == 1


@pytest.mark.parametrize("count", [1, 30])
def test_wall_that_asks_costs_five_queries_and_nothing_is_written(
    organization: Organization,
    framework: FrameworkVersion,
    alice: User,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    rated = make_settling(organization, framework, alice, {ITEM: "3 " * count})
    hold_vote(rated, ITEM, "1 " * count, alice)
    vote = open_vote(assessment=rated, item=ITEM, by=alice)
    cast_all(vote, "2 " * count)
    wall = client_of(alice)
    seen = seen_by(show(wall, rated))
    with django_assert_num_queries(5) as made:  # session, person, assessment, votes, version
        assert ask_wall(wall, rated, ITEM, seen).status_code == 204
    assert all(query["sql"].startswith("SELECT") for query in made)
    counted = seen.replace(f".{count}.", ".0.")
    with django_assert_num_queries(5):
        news = ask_wall(wall, rated, ITEM, counted)
    assert len(news.content) < 1_000
    close_vote(assessment=rated, vote=vote.pk, by=alice)
    # …, raters, ratings, answers, consensus, last cycle, ballots, names.
    with django_assert_num_queries(12):
        news = ask_wall(wall, rated, ITEM, seen)
    assert len(news.content) < 12_000


@pytest.mark.parametrize("count", [3, 30])
def test_wall_costs_eleven_queries(
    organization: Organization,
    framework: FrameworkVersion,
    alice: User,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    rated = make_settling(organization, framework, alice, {ITEM: "3 " * count})
    hold_vote(rated, ITEM, "1 " * count, alice)
    wall = client_of(alice)
    # Session, person, assessment, raters, ratings, answers, consensus, votes, last cycle, ballots,
    # names.
    with django_assert_num_queries(11):
        assert len(show(wall, rated)) < 25_000
