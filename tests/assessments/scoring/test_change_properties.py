"""What holds for every two assessments."""

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.scoring import Rating, Side, compare
from assessments.scoring.change_card import SubjectChange
from commitments.definition import Definition
from tests.assessments.scoring import change_oracle
from tests.assessments.scoring.pairs import Pair, pairs, side_of
from tests.frameworks import make_definition

STAMPS = ("scoring_version", "earlier", "later")


@given(pairs())
def test_comparison_equals_the_naive_oracle(pair: Pair) -> None:
    document = pair.compare().to_document()
    for stamp in STAMPS:
        document.pop(stamp)
    why = {row["item"]: row["reason"] for row in document["not_comparable"]}
    assert len(why) == len(document["not_comparable"])
    assert {**document, "not_comparable": why} == change_oracle.comparison(
        pair.earlier.document, pair.earlier.data, pair.later.document, pair.later.data
    )


@given(pairs(one_version=True))
def test_turned_around_every_move_has_the_other_sign(pair: Pair) -> None:
    there, back = pair.compare(), compare(side_of(pair.later), side_of(pair.earlier))
    for code, row in there.subjects.items():
        turned = back.subjects[code]
        assert turned.verdict == row.verdict
        assert turned.delta == (None if row.delta is None else -row.delta)
        assert turned.difference == (None if row.difference is None else -row.difference)
        assert turned.standard_error_squared == row.standard_error_squared
        assert turned.degrees == row.degrees
        assert turned.raters == row.raters[::-1]
    assert back.contested.new == there.contested.closed
    assert back.contested.still == there.contested.still


@given(pairs(), st.randoms(use_true_random=False))
def test_order_of_ratings_and_names_of_raters_are_nothing(pair: Pair, rng: random.Random) -> None:
    def mixed(case: Any) -> Side:
        ratings = list(case.ratings)
        rng.shuffle(ratings)
        return Side.of(case.definition, case.sheet, ratings)

    def renamed(case: Any) -> Side:
        named = [
            Rating(
                f"x{rating.rater}",
                rating.item,
                rating.role_group,
                rating.level,
                rating.not_applicable,
                rating.dont_know,
            )
            for rating in case.ratings
        ]
        return Side.of(case.definition, case.sheet, named)

    card = pair.compare()
    assert compare(mixed(pair.earlier), mixed(pair.later)).to_json() == card.to_json()
    assert compare(renamed(pair.earlier), renamed(pair.later)).subjects == card.subjects


@given(pairs())
def test_verdict_needs_three_raters_a_side_and_a_quarter_of_a_level(pair: Pair) -> None:
    for row in pair.compare().subjects.values():
        if row.verdict in ("changed", "noise"):
            assert min(row.raters) >= 3
        if row.verdict == "changed":
            assert row.delta is not None
            assert row.difference is not None
            assert abs(row.delta) * 4 >= 1
            assert row.delta * row.difference > 0


@given(pairs())
def test_every_item_is_compared_or_said_not_to_be(pair: Pair) -> None:
    card = pair.compare()
    every = pair.earlier.definition.item_by_code.keys() | pair.later.definition.item_by_code.keys()
    listed = [row.item for row in card.not_comparable]
    assert sorted([*card.items, *listed]) == sorted(every)


SHIFTED = make_definition(weights={"safe.1": "2", "S1.2": "0.5"})


def rated_side(levels: list[list[int]], *, up: int = 0) -> Side:
    """By rater the levels of all items in order; settled is what the first one said."""
    codes = [item.code for item in SHIFTED.items]
    ratings = [
        Rating(f"r{number}", code, level=level + up)
        for number, row in enumerate(levels)
        for code, level in zip(codes, row, strict=True)
    ]
    answers = [Answer(code, level=level + up) for code, level in zip(codes, levels[0], strict=True)]
    return Side.of(SHIFTED, AnswerSheet.of(answers), ratings)


rows = st.lists(st.integers(0, 3), min_size=len(SHIFTED.items), max_size=len(SHIFTED.items))
teams = st.lists(rows, min_size=3, max_size=6)


@given(teams, teams)
def test_one_level_more_on_everything_moves_everything_by_one(
    earlier: list[list[int]], later: list[list[int]]
) -> None:
    first = rated_side(earlier)
    plain, raised = compare(first, rated_side(later)), compare(first, rated_side(later, up=1))
    for code, row in plain.subjects.items():
        more: SubjectChange = raised.subjects[code]
        assert row.delta is not None
        assert row.difference is not None
        assert more.delta == row.delta + 1
        assert more.difference == row.difference + 1
        assert more.standard_error_squared == row.standard_error_squared
        assert more.degrees == row.degrees


def unchanged_team(definition: Definition, rng: random.Random, size: int) -> Side:
    """Raters who each see everything a little brighter or darker, and items a little unlike.

    What they see is the same in every cycle. Ratings alone: settled is what these settle.
    """
    level = {item.code: 1 + place % 3 for place, item in enumerate(definition.items)}
    ratings = []
    for number in range(size):
        mood = rng.gauss(0, 0.7)
        for code, true in level.items():
            said = round(true + mood + rng.gauss(0, 0.6))
            ratings.append(Rating(f"r{number}", code, level=min(4, max(0, said))))
    return Side.of(definition, AnswerSheet(), ratings)


def test_of_unchanged_subjects_about_one_in_twenty_reads_changed() -> None:
    """At most: settled levels have to move too. All subjects of a team hang together, so that many
    teams are asked, and not many subjects."""
    definition = make_definition()
    rng = random.Random(20261122)
    verdicts = []
    for round_ in range(300):
        size = (3, 5, 9, 20)[round_ % 4]
        card = compare(
            unchanged_team(definition, rng, size), unchanged_team(definition, rng, size + 1)
        )
        verdicts += [row.verdict for row in card.subjects.values()]
    tested = [verdict for verdict in verdicts if verdict in ("changed", "noise")]
    assert len(tested) > 1500
    assert tested.count("changed") / len(tested) <= 0.07


def test_a_real_change_is_found() -> None:
    definition = make_definition()
    rng = random.Random(7)
    found = 0
    for _ in range(20):
        before = unchanged_team(definition, rng, 12)
        after = unchanged_team(definition, rng, 12)
        raised = [
            Rating(rating.rater, rating.item, level=min(4, (rating.level or 0) + 2))
            if rating.item.startswith("safe.")
            else rating
            for rating in after.rated.rows
        ]
        card = compare(before, Side.of(definition, AnswerSheet(), raised))
        found += card.subjects["safe"].verdict == "changed"
    assert found >= 19
