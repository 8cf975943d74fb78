"""Change between two assessments of one framework version, worked by hand."""

from decimal import Decimal
from typing import Any

import pytest

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.scoring import ComparisonCard, Rating, Side, Stamp, compare, score
from assessments.scoring.change_card import SubjectChange, TargetChange
from tests.assessments.scoring.sheets import ratings_of, sheet_of
from tests.frameworks import make_definition

DEFINITION = make_definition()


def side(said: dict[str, str] | None = None, **subjects: str) -> Side:
    """What raters said of "safe", by rater, and the settled answers of any subject."""
    return Side.of(DEFINITION, sheet_of(**subjects), by_rater(said or {}))


def by_rater(said: dict[str, str]) -> list[Rating]:
    """`{"r1": "31n?"}` answers safe.1 with 3, safe.2 with 1, and so on."""
    ratings = []
    for rater, letters in said.items():
        row = ratings_of(**{f"safe_{n}": letter for n, letter in enumerate(letters, start=1)})
        ratings += [
            Rating(rater, one.item, "", one.level, one.not_applicable, one.dont_know) for one in row
        ]
    return ratings


def safe(card: ComparisonCard) -> SubjectChange:
    return card.subjects["safe"]


BEFORE = {"r1": "1122", "r2": "1121", "r3": "2122"}
AFTER = {"r1": "3232", "r4": "3332", "r5": "1232", "r6": "3233"}


def test_example_worked_in_full() -> None:
    """All four items weigh the same.

    Settled 1 1 2 2, then 3 2 3 2: Δ = (2 + 1 + 1 + 0) / 4 = 1.

    Raters before: 6/4 = 1.5, 5/4 = 1.25, 7/4 = 1.75. Mean 1.5;
    s² = (0² + 0.25² + 0.25²) / 2 = 1/16, which is the least that is claimed.
    Raters after: 10/4 = 2.5, 11/4 = 2.75, 8/4 = 2, 11/4 = 2.75. Mean 10/4 = 2.5;
    s² = (0² + 0.25² + 0.5² + 0.25²) / 3 = 0.375 / 3 = 1/8.

    D = 2.5 − 1.5 = 1. SE² = (1/16)/3 + (1/8)/4 = 1/48 + 1/32 = 5/96 = 0.0520833…
    Degrees of freedom: (5/96)² / ((1/48)²/2 + (1/32)²/3) = (25/9216) / (5/9216) = 5.
    t(0.975, 5) = 2.571; t²·SE² = 6.610041 · 5/96 = 0.344273. D² = 1 is more, Δ is at least 0.25,
    and both are above 0: changed.
    """
    card = compare(side(BEFORE, safe="1122"), side(AFTER, safe="3232"))
    assert card.to_document()["subjects"]["safe"] == {
        "verdict": "changed",
        "delta": "1.000000",
        "difference": "1.000000",
        "standard_error_squared": "0.052083",
        "degrees": 5,
        "raters": [3, 4],
        "earlier_score": "1.500000",
        "later_score": "2.500000",
    }
    assert (card.earlier.raters, card.later.raters, card.raters_in_both) == (3, 4, 1)
    assert card.to_document()["items"] == {
        "safe.1": {"earlier": 1, "later": 3},
        "safe.2": {"earlier": 1, "later": 2},
        "safe.3": {"earlier": 2, "later": 3},
        "safe.4": {"earlier": 2, "later": 2},
    }


def test_raters_who_differ_much_leave_it_noise() -> None:
    """Means 0, 2, 4 and 1, 3, 4: s² = 4 and 7/3; D = 2/3; SE² = 4/3 + 7/9 = 19/9."""
    before = {"r1": "0000", "r2": "2222", "r3": "4444"}
    after = {"r1": "1111", "r2": "3333", "r3": "4444"}
    row = safe(compare(side(before, safe="2222"), side(after, safe="3333")))
    assert (row.verdict, row.delta) == ("noise", Decimal(1))
    assert row.difference == Decimal("0.666667")
    assert row.standard_error_squared == Decimal("2.111111")
    # (19/9)² / ((4/3)²/2 + (7/9)²/2) = (361/81) / (193/162) = 3.74: rounded down.
    assert row.degrees == 3


@pytest.mark.parametrize(
    ("later", "delta", "verdict"),
    [
        ("2111", "0.250000", "changed"),  # a quarter of a level is enough
        ("1111", "0.000000", "noise"),  # the team settled what it had settled before
        ("0111", "-0.250000", "noise"),  # raters went up, and what was settled went down
    ],
)
def test_settled_levels_must_have_moved_the_same_way(later: str, delta: str, verdict: str) -> None:
    before = dict.fromkeys(("r1", "r2", "r3"), "1111")
    after = dict.fromkeys(("r1", "r2", "r3"), "3333")
    row = safe(compare(side(before, safe="1111"), side(after, safe=later)))
    assert (row.verdict, row.delta) == (verdict, Decimal(delta))


def test_less_than_a_quarter_of_a_level_is_noise_however_sure_the_raters_are() -> None:
    definition = make_definition(weights={"safe.1": "1", "safe.2": "1.5", "safe.4": "0.501"})
    everyone = {f"r{n}" for n in range(9)}
    before = Side.of(definition, sheet_of(safe="1111"), by_rater(dict.fromkeys(everyone, "0000")))
    after = Side.of(definition, sheet_of(safe="2111"), by_rater(dict.fromkeys(everyone, "4444")))
    row = safe(compare(before, after))
    assert row.delta == Decimal("0.249938")  # 1 / 4.001
    assert (row.difference, row.verdict) == (Decimal(4), "noise")


@pytest.mark.parametrize(
    ("before", "after", "raters"),
    [
        ({"r1": "0000", "r2": "0000"}, AFTER, (2, 4)),
        (AFTER, {"r1": "0000", "r2": "0000"}, (4, 2)),
        ({}, AFTER, (0, 4)),
        ({}, {}, (0, 0)),
    ],
)
def test_fewer_than_three_raters_on_a_side_are_not_tested(
    before: dict[str, str], after: dict[str, str], raters: tuple[int, int]
) -> None:
    row = safe(compare(side(before, safe="1111"), side(after, safe="4444")))
    assert (row.verdict, row.delta, row.raters) == ("not_tested", Decimal(3), raters)
    assert (row.difference, row.standard_error_squared, row.degrees) == (None, None, None)


def test_rater_counts_who_gave_levels_to_half_of_the_weight() -> None:
    """What is not applicable, not known or left out does not make the whole smaller."""
    before = {**BEFORE, "r7": "1n?-", "r8": "11n?"}
    row = safe(compare(side(before, safe="1122"), side(AFTER, safe="3232")))
    assert row.raters == (4, 4)


def test_weights_are_those_of_the_later_version_and_say_who_counts() -> None:
    """safe.1 weighs 1 of 4 before, and 5 of 8 after: now who rated it alone counts on both sides.

    Δ = (5·2 + 1·0 + 1·0 + 1·0) / 8 = 1.25.
    """
    heavy = make_definition(version="2025.12", weights={"safe.1": "5"})
    before = {"r1": "1---", "r2": "1---", "r3": "0111"}
    after = {"r1": "3---", "r2": "4---", "r3": "3111"}
    earlier = Side.of(DEFINITION, sheet_of(safe="1111"), by_rater(before))
    row = safe(compare(earlier, Side.of(heavy, sheet_of(safe="3111"), by_rater(after))))
    assert (row.delta, row.raters) == (Decimal("1.25"), (3, 3))
    # (3 + 4 + (15 + 3)/8)/3 − (1 + 1 + 3/8)/3 = 74/24 − 19/24 = 55/24
    assert row.difference == Decimal("2.291667")


@pytest.mark.parametrize(
    ("before", "after", "delta"),
    [
        ("11--", "33--", "2.000000"),  # half of the weight is enough
        ("111-", "3-33", "2.000000"),
        ("1---", "3333", None),
        ("11--", "--33", None),
        ("11nn", "33nn", "2.000000"),  # what is not applicable belongs to all its items
        ("1nnn", "3nnn", None),
        ("1???", "3???", None),
        ("", "", None),
    ],
)
def test_half_of_the_weight_of_all_items_is_answered_in_both(
    before: str, after: str, delta: str | None
) -> None:
    row = safe(compare(side(safe=before), side(safe=after)))
    assert row.delta == (None if delta is None else Decimal(delta))
    assert row.verdict == ("not_comparable" if delta is None else "not_tested")
    assert row.raters == (0, 0)


def test_scores_are_those_of_the_cards_over_all_items() -> None:
    row = safe(compare(side(safe="11--"), side(safe="3344")))
    assert (row.delta, row.earlier_score, row.later_score) == (2, 1, Decimal("3.5"))


def test_ratings_alone_are_settled_by_rule_and_contested_items_have_no_level() -> None:
    before = Side.of(DEFINITION, AnswerSheet(), ratings_of(safe_1="112", safe_2="112", safe_3="04"))
    after = Side.of(DEFINITION, AnswerSheet(), ratings_of(safe_1="334", safe_2="334", safe_3="33"))
    card = compare(before, after)
    assert {code: (row.earlier, row.later) for code, row in card.items.items()} == {
        "safe.1": (1, 3),
        "safe.2": (1, 3),
    }
    assert safe(card).delta == 2
    assert card.contested.closed == ("safe.3",)
    reasons = {row.item: row.reason for row in card.not_comparable}
    assert reasons["safe.3"] == "no_level_earlier"
    assert reasons["safe.4"] == "no_level"


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("333", "044", "new"),
        ("044", "333", "closed"),
        ("044", "004", "still"),
        ("333", "333", ""),
        ("04", "33", "closed"),
        ("3", "04", ""),  # nobody can tell whether one level is contested
        ("", "04", ""),
        ("04", "", ""),
        ("04", "n", ""),
        ("333", "04nnn", ""),  # settled as not applicable: contested is asked of the rest
    ],
)
def test_contested_is_told_of_both_sides_or_of_none(before: str, after: str, place: str) -> None:
    card = compare(
        Side.of(DEFINITION, AnswerSheet(), ratings_of(safe_1=before)),
        Side.of(DEFINITION, AnswerSheet(), ratings_of(safe_1=after)),
    )
    found = [name for name in ("new", "closed", "still") if getattr(card.contested, name)]
    assert found == [place] * bool(place)


def test_contested_is_what_was_found_when_it_was_settled() -> None:
    """Later ratings may have come after that."""
    ratings = ratings_of(safe_1="044", safe_2="333", safe_3="3")
    told = {"safe.1": False, "safe.2": True, "safe.3": False}
    now = Side.of(DEFINITION, sheet_of(safe="333"), ratings, contested=told)
    assert [now.is_contested(f"safe.{n}") for n in (1, 2, 3, 4)] == [False, True, None, None]


def test_targets_are_met_by_the_later_score_alone() -> None:
    def declared(targets: dict[str, int], **subjects: str) -> Side:
        return Side.of(DEFINITION, sheet_of(targets=targets, **subjects))

    card = compare(
        declared({"safe": 3, "engaged": 4}, safe="4444"),
        declared({"safe": 2, "effective": 3}, safe="2222", effective="3---"),
    )
    assert card.targets == {
        "safe": TargetChange(earlier_target=3, target=2, met=True),
        "engaged": TargetChange(earlier_target=4, target=None, met=None),
        "effective": TargetChange(earlier_target=None, target=3, met=None),
    }
    missed = compare(declared({}), declared({"safe": 3}, safe="3332"))
    assert missed.targets["safe"].met is False


def test_target_is_met_by_the_exact_score() -> None:
    """2.9999998…, which a card shows as 3.000000."""
    definition = make_definition(weights={"safe.1": "0.0000002"})
    sheet = sheet_of(safe="0333", targets={"safe": 3})
    now = Side.of(definition, sheet)
    assert now.scores["safe"] == 3
    assert compare(now, now).targets["safe"].met is False
    assert score(definition, sheet).all_targets_met is False


def test_stamps_say_what_was_compared() -> None:
    stamp = Stamp("a report", 2, "Baseline", ("2026-01-01", "2026-06-30"), "0" * 64)
    answers = [Answer("safe.1", level=2)]
    earlier = Side.of(DEFINITION, AnswerSheet.of(answers), stamp=stamp)
    document: dict[str, Any] = compare(earlier, side()).to_document()
    assert document["scoring_version"] == "1"
    assert document["earlier"] == {
        "report": "a report",
        "number": 2,
        "assessment": "Baseline",
        "period": ["2026-01-01", "2026-06-30"],
        "frozen_digest": "0" * 64,
        "input_digest": score(DEFINITION, AnswerSheet.of(answers)).input_digest,
        "framework": {"version": "2024.12", "digest": DEFINITION.digest},
        "raters": 0,
    }
    assert document["later"]["report"] is None


def test_codes_that_a_version_does_not_have_are_refused() -> None:
    with pytest.raises(ValueError, match=r"nothing\.1"):
        Side.of(DEFINITION, AnswerSheet.of([Answer("nothing.1", level=2)]))
