"""Targets, strengths, gaps and leverage, worked by hand on the links of tests.frameworks."""

from decimal import Decimal

from assessments.scoring import ScoreCard, score
from assessments.scoring.card import PriorityCard
from tests.assessments.scoring.sheets import sheet_of
from tests.frameworks import make_definition

FEATURES = {"S1": "3333", "S2": "1111", "F1": "2222", "F2": "2222"}


def card_of(targets: dict[str, int] | None = None, **subjects: str) -> ScoreCard:
    return score(make_definition(), sheet_of(targets=targets, **subjects))


def many(**subjects: str) -> ScoreCard:
    """Five commitments, all carried alike."""
    commitments = ("engaged", "safe", "effective", "equitable", "efficient")
    links = {(feature, code): 2 for feature in ("S1", "S2") for code in commitments}
    definition = make_definition(
        pillars={"science": ("S1", "S2")}, commitments=commitments, links=links
    )
    return score(definition, sheet_of(**subjects))


def test_target_that_is_not_declared_is_4() -> None:
    target = card_of(engaged="3333").targets["engaged"]
    assert (target.target, target.declared, target.gap) == (4, False, Decimal(1))


def test_gap_is_never_negative() -> None:
    assert card_of({"engaged": 2}, engaged="3333").targets["engaged"].gap == 0


def test_gap_without_a_score_is_absent() -> None:
    target = card_of({"engaged": 2}, engaged="3---").targets["engaged"]
    assert (target.target, target.declared, target.gap) == (2, True, None)


def test_strengths_are_the_three_highest_from_2() -> None:
    card = many(engaged="2222", safe="4444", effective="3333", equitable="3333", efficient="1111")
    assert card.strengths == ("safe", "effective", "equitable")
    assert card.gaps == ("efficient", "engaged")


def test_strengths_below_2_are_none() -> None:
    card = many(engaged="2221", safe="2222")
    assert card.strengths == ("safe",)
    assert card.gaps == ("engaged",)


def test_gaps_are_the_three_largest_of_the_others_in_framework_order() -> None:
    card = many(engaged="1111", safe="0000", effective="1111", equitable="1111", efficient="0000")
    assert card.strengths == ()
    assert card.gaps == ("safe", "efficient", "engaged")


def test_strength_with_a_gap_is_no_gap() -> None:
    card = card_of({"safe": 4}, safe="2222")
    assert card.strengths == ("safe",)
    assert card.gaps == ()
    assert card.targets["safe"].gap == 2


def test_all_targets_met_needs_a_declared_target() -> None:
    full = {"engaged": "4444", "safe": "4444", "effective": "4444"}
    assert card_of(**full).all_targets_met is False
    assert card_of({"safe": 4}, **full).all_targets_met is True
    assert card_of({"safe": 4}, safe="4444", engaged="0000").all_targets_met is True
    assert card_of({"safe": 4, "engaged": 1}, safe="4444", engaged="0000").all_targets_met is False


def test_all_targets_met_needs_a_score_for_each() -> None:
    assert card_of({"safe": 0, "engaged": 0}, safe="0000").all_targets_met is False


def test_leverage_by_hand() -> None:
    # Gaps: engaged 2, safe 0, effective 3. Strengths in all: engaged 4, safe 5, effective 5.
    card = card_of({"safe": 3}, engaged="2222", safe="3333", effective="1111", **FEATURES)
    assert card.through_line["safe"].state == "ahead"
    assert card.priorities == (
        # (4 - 2) / 4 · (2 · 2/4 + 3 · 2/5)
        PriorityCard("F1", Decimal("1.1"), ("engaged", "effective"), (), ("F1.1", "F1.2")),
        # (4 - 1) / 4 · (3 · 2/5)
        PriorityCard("S2", Decimal("0.9"), ("effective",), ("safe",), ("S2.1", "S2.2")),
        # (4 - 2) / 4 · (3 · 1/5)
        PriorityCard("F2", Decimal("0.3"), ("effective",), ("safe",), ("F2.1", "F2.2")),
        # (4 - 3) / 4 · (2 · 2/4)
        PriorityCard("S1", Decimal("0.25"), ("engaged",), ("safe",), ("S1.1", "S1.2")),
    )
    assert card.not_ranked == ()


def test_leverage_counts_the_strength_of_features_without_a_score() -> None:
    card = card_of(engaged="2222", S1="0000")
    # 4/4 · 2 · 2/4: F1 carries half of engaged, though it has no score.
    assert [(row.feature, row.leverage) for row in card.priorities] == [("S1", Decimal(1))]
    assert card.not_ranked == ("S2", "F1", "F2")


def test_leverage_leaves_out_features_that_do_not_apply() -> None:
    card = card_of(engaged="2222", S1="0000", F1="nnnn")
    assert [(row.feature, row.leverage) for row in card.priorities] == [("S1", Decimal(2))]
    assert card.not_ranked == ("S2", "F2")


def test_leverage_of_zero_is_left_out_even_if_the_feature_protects() -> None:
    card = card_of({"safe": 3}, safe="3333", **FEATURES)
    assert card.through_line["safe"].state == "ahead"
    assert card.priorities == ()


def test_leverage_ties_stay_in_framework_order() -> None:
    card = card_of(engaged="0000", S1="1111", F1="1111", S2="4444", F2="4444")
    assert [row.feature for row in card.priorities] == ["S1", "F1"]
    assert card.priorities[0].leverage == card.priorities[1].leverage
