import pytest

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.scoring import score
from assessments.scoring.ratings import Rating, Ratings
from assessments.scoring.settling import Settled, settle_item, settled_sheet
from tests.assessments.scoring.sheets import ratings_of, sheet_of
from tests.frameworks import make_definition

DEFINITION = make_definition()


@pytest.mark.parametrize(
    ("said", "settled"),
    [
        ("", Settled()),
        ("3", Settled()),
        ("3??", Settled()),
        ("n", Settled()),
        ("nn", Settled(not_applicable=True)),
        ("nn3", Settled(not_applicable=True)),
        ("n?", Settled()),
        ("nn??", Settled()),  # half is not more than half
        ("nn33", Settled(level=3)),
        ("nnn?4", Settled(not_applicable=True)),
        ("nnn04", Settled(not_applicable=True)),  # the rest is far apart, and is not asked
        ("nn04", Settled(contested=True)),
        ("23", Settled(level=2)),  # the lower median
        ("13", Settled(contested=True)),
        ("0333333", Settled(level=3)),  # an outlying view blocks nothing
    ],
)
def test_settled_by_rule(said: str, settled: Settled) -> None:
    assert settle_item(ratings_of(safe_1=said)) == settled
    assert settled.accepted is (settled.level is not None or settled.not_applicable)


def test_rating_that_says_nothing_is_not_counted() -> None:
    ratings = [*ratings_of(safe_1="nn"), Rating("a", "safe.1"), Rating("b", "safe.1")]
    assert settle_item(ratings).not_applicable


def test_with_an_answer_the_ratings_settle_nothing() -> None:
    sheet = sheet_of(safe="-?")
    assert settled_sheet(sheet, Ratings.of(ratings_of(safe_1="333"))) is sheet


def test_evidence_alone_is_no_answer_and_counts() -> None:
    sheet = AnswerSheet.of([Answer("safe.1", evidence=1), Answer("safe.2", evidence=0)])
    ratings = ratings_of(safe_1="33", safe_2="44", safe_3="44", safe_4="nn")
    card = score(DEFINITION, sheet, ratings)
    assert str(card.subjects["safe"].score) == "3.666667"
    assert str(card.subjects["safe"].evidenced) == "2.333333"
    assert [card.items[f"safe.{n}"].settled for n in (1, 2, 3, 4)] == [3, 4, 4, None]


def test_contested_items_count_as_unanswered() -> None:
    card = score(DEFINITION, AnswerSheet(), ratings_of(safe_1="33", safe_2="04", safe_3="1"))
    assert str(card.subjects["safe"].coverage) == "0.250000"
    assert card.subjects["safe"].score is None
    assert card.subjects["safe"].held_back_by == ("safe.2",)
    assert card.items["safe.2"].contested
    assert card.items["safe.2"].settled is None


def test_settled_level_beside_answers_is_the_consensus() -> None:
    card = score(DEFINITION, sheet_of(safe="1"), ratings_of(safe_1="04", safe_2="33"))
    assert card.items["safe.1"].settled == 1
    assert card.items["safe.2"].settled is None  # not settled, though all agree


def test_dont_know_rate_of_ratings_alone_is_theirs() -> None:
    ratings = [*ratings_of(safe_1="3?n", safe_2="?"), Rating("r9", "safe.3")]
    assert str(score(DEFINITION, AnswerSheet(), ratings).dont_know) == "0.500000"
    assert str(score(DEFINITION, sheet_of(safe="?"), ratings).dont_know) == "0.035714"  # 1 of 28


def test_targets_stay_with_ratings_alone() -> None:
    sheet = AnswerSheet({}, {"safe": 3})
    assert score(DEFINITION, sheet, ratings_of(safe_1="33")).targets["safe"].declared


def test_ratings_that_say_nothing_leave_the_card_as_it_is() -> None:
    sheet = sheet_of(safe="12")
    card = score(DEFINITION, sheet, [Rating("r1", "safe.1", "board")])
    assert card.to_json() == score(DEFINITION, sheet).to_json()
    assert b'"items"' not in card.to_json()
    assert b"agreement" not in card.to_json()
