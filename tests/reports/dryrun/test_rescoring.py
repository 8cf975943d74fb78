"""What a draft makes of answers: worked by hand, and by properties."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.scoring import score
from commitments.definition import Definition
from commitments.documents import definition_from_document
from reports.dryrun.core.figures import count_moves, subject_figures
from reports.dryrun.core.rescoring import (
    DOWN,
    SAME,
    UP,
    Means,
    attained_moves,
    means_of,
    plan_subjects,
)
from reports.releases.configuration import load_thresholds
from reports.releases.core.members import Members
from tests.frameworks import make_definition, make_document

OLD = make_definition()
CODES = [item.code for item in OLD.items]


def draft(**changes: dict[str, Any]) -> Definition:
    """The same framework, with items changed by code (dots written as underscores)."""
    document = make_document(version="2025.1")
    for name, change in changes.items():
        item = next(one for one in document["items"] if one["code"] == name.replace("_", "."))
        item.update(change)
    return definition_from_document(document)


def levels(**others: int) -> dict[str, int]:
    """Every item at 2, but those that are named."""
    named = {name.replace("_", "."): level for name, level in others.items()}
    return {code: named.get(code, 2) for code in CODES}


def means(new: Definition, of_items: Mapping[str, int], subject: str = "safe") -> Means:
    plan = plan_subjects(OLD, new)[subject]
    return means_of(plan, {code: Fraction(level) for code, level in of_items.items()})


def test_an_equal_draft_moves_nothing() -> None:
    assert means(draft(), levels(safe_1=4)) == Means(Fraction(5, 2), Fraction(5, 2), {})


def test_a_changed_meaning_takes_the_answers_out() -> None:
    """(4 + 2 + 2 + 2) ÷ 4 = 2.5 becomes (2 + 2 + 2) ÷ 3 = 2."""
    found = means(draft(safe_3={"meaning": 2}), levels(safe_3=4))
    assert found == Means(Fraction(5, 2), Fraction(2), {"safe.3": Fraction(-1, 2)})


def test_a_weight_counts_twice() -> None:
    """(4 + 4 + 2 + 2 + 2) ÷ 5 = 2.8."""
    found = means(draft(safe_3={"weight": "2"}), levels(safe_3=4))
    assert (found.after, found.effects) == (Fraction(14, 5), {"safe.3": Fraction(3, 10)})


def test_a_moved_item_counts_where_it_goes() -> None:
    """(2 · 4 + 4) ÷ 5 = 2.4."""
    new = draft(safe_3={"subject": "engaged"})
    assert means(new, levels(safe_3=4)).after == 2
    found = means(new, levels(safe_3=4), "engaged")
    assert (found.after, found.effects) == (Fraction(12, 5), {"safe.3": Fraction(2, 5)})


def test_new_words_move_nothing() -> None:
    assert means(draft(safe_3={"question": {"en": "Otherwise?"}}), levels()).effects == {}


def test_what_too_few_answers_carry_has_no_score() -> None:
    new = draft(**{f"safe_{n}": {"meaning": 2} for n in range(1, 5)})
    assert means(new, levels()).after is None


def test_essentials_decide_the_attained_level() -> None:
    swapped = draft(safe_1={"essential": False}, safe_3={"essential": True})
    assert attained_moves(OLD, swapped, levels(safe_1=0, safe_3=4))["safe"] == UP
    stricter = draft(safe_4={"essential": True})
    assert attained_moves(OLD, stricter, levels(safe_4=0))["safe"] == DOWN
    assert attained_moves(OLD, stricter, levels())["safe"] == SAME


@given(st.lists(st.integers(0, 4), min_size=len(CODES), max_size=len(CODES)))
def test_means_of_items_are_scores_where_everything_is_answered(given_levels: list[int]) -> None:
    answers = dict(zip(CODES, given_levels, strict=True))
    new = draft(safe_3={"weight": "2"}, S1_2={"subject": "S2"})
    sheet = AnswerSheet.of(Answer(code, level=level) for code, level in answers.items())
    before, after = score(OLD, sheet), score(new, sheet)
    for code, plan in plan_subjects(OLD, new).items():
        found = means_of(plan, {one: Fraction(level) for one, level in answers.items()})
        assert before.subjects[code].score is not None
        assert abs(found.before - Fraction(before.subjects[code].score)) < Fraction(1, 10**5)
        assert found.after is not None
        assert abs(found.after - Fraction(after.subjects[code].score)) < Fraction(1, 10**5)


@given(st.fractions(0, 4), st.fractions(0, 4))
def test_figures_have_one_decimal_and_no_ends(before: Fraction, after: Fraction) -> None:
    told = subject_figures("safe", Means(before, after, {}), None, load_thresholds())
    assert told.after is not None
    for shown, value in ((told.before, before), (told.after, after)):
        assert 0.1 <= float(shown) <= 3.9
        assert abs(Fraction(shown) - min(max(value, Fraction(1, 10)), Fraction(39, 10))) <= (
            Fraction(1, 20)
        )


def test_counts_are_rounded_and_withheld_where_nearly_all_do_the_same() -> None:
    def members(count: int) -> Members:
        names = tuple(f"o{one}" for one in range(count))
        return Members(names, names, names, {})

    everyone = np.ones(40, dtype=np.bool_)
    thresholds = load_thresholds()
    assert count_moves(members(40), everyone, [DOWN] * 8 + [SAME] * 31 + [UP], thresholds) == (
        10,
        30,
        0,
    )
    assert count_moves(members(40), everyone, [SAME] * 38 + [UP] * 2, thresholds) is None
