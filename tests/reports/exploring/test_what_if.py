"""What would follow by the rules of scoring alone: worked by hand, and for any levels."""

import json
from decimal import Decimal
from urllib.parse import parse_qsl

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.scoring import score
from reports.exploring.present_choices import present_choices
from reports.exploring.present_what_if import present_what_if
from reports.exploring.what_if import Question, read_question, score_as_if
from reports.exploring.what_if_page import WhatIfView
from reports.freezing import read_sheet
from reports.presentation.reading import Reading
from tests.reports.samples import DIGEST, answer, framework, freeze, full, make_card

ITEMS = [item.code for item in framework().items]
LEVELS = st.dictionaries(st.sampled_from(ITEMS), st.integers(0, 4), max_size=12)


def everything(level: int) -> dict[str, dict[str, object]]:
    return {code: answer(level) for code in ITEMS}


def ask(frozen: dict[str, object], levels: dict[str, int]) -> WhatIfView:
    reading = Reading(frozen, json.loads(make_card(frozen)), framework(), DIGEST)
    sheet = read_sheet(frozen)
    pairs = [(code, str(level)) for code, level in levels.items()]
    question = read_question(pairs, framework(), sheet)
    before = score_as_if(framework(), sheet, {})
    after = score_as_if(framework(), sheet, question.levels)
    return present_what_if(reading, question, before, after)


def test_one_item_one_level_higher_by_hand() -> None:
    """All at 2: S1.1 at 3 makes S1 9 ÷ 4 = 2.25, Science 2.0833, the foundations 2.0208."""
    view = ask(freeze(everything(2)), {"S1.1": 3})
    (feature,) = view.features
    assert (feature.code, feature.before_shown, feature.after_shown, feature.change) == (
        "S1",
        "2.00",
        "2.25",
        "+0.25",
    )
    (pillar,) = view.pillars
    assert (pillar.code, pillar.after_shown) == ("science", "2.08")
    foundations, commitments = view.indices
    assert (foundations.after_shown, foundations.change) == ("2.02", "+0.02")
    assert commitments.change == "the same"
    carried = {link.commitment for link in framework().links_of("S1")}
    assert {row.score.code for row in view.commitments} == carried
    assert not any(row.score.changes for row in view.commitments)
    assert view.said == (
        "With one item set, the score of one feature and of no commitments would change. "
        "Foundations index 2.00 → 2.02."
    )


def test_target_that_would_be_met_and_state_that_would_change_are_told() -> None:
    """All at 2, Safe's four items at 4: ahead of its foundations, and at its target."""
    view = ask(freeze(everything(2), {"safe": 4}), {f"safe.{number}": 4 for number in range(1, 5)})
    assert view.follows == (
        "Safe: in step with its foundations → ahead of its foundations: at risk.",
        "Safe would meet its target, 4 Learning.",
    )
    (row,) = view.commitments
    assert row.gap == ("2.00", "0.00")
    assert row.score.notes == (
        "Attained level: 2 Developing → 4 Learning.",
        "Then no item holds it back.",
    )


def test_lower_level_misses_a_target_that_was_met() -> None:
    view = ask(freeze(everything(3), {"safe": 3}), {"safe.1": 0})
    assert "Safe would miss its target, 3 Established." in view.follows


def test_priorities_move_and_leave_the_list() -> None:
    levels = {item.code: 4 for item in framework().items_by_subject["S1"]}
    view = ask(freeze(everything(2)), levels)
    last = view.priorities[-1]
    assert (last.code, last.rank, last.moved, last.after_shown) == (
        "S1",
        None,
        "leaves the list",
        "Not in the list",
    )
    assert view.priorities_note == "The order changes."


def test_empty_report_gets_its_first_score() -> None:
    view = ask(freeze({}), {item.code: 3 for item in framework().items_by_subject["S1"]})
    (feature,) = view.features
    assert (feature.before_shown, feature.after_shown, feature.change) == (
        "No score",
        "3.00",
        "gets a score",
    )


def test_item_that_was_not_applicable_becomes_applicable() -> None:
    sheet = AnswerSheet.of([Answer("S1.1", not_applicable=True, reason="Not ours.")])
    card = score_as_if(framework(), sheet, {"S1.1": 2})
    assert card.subjects["S1"].coverage == Decimal("0.250000")


@settings(max_examples=25)
@given(LEVELS)
def test_it_is_the_score_of_a_sheet_with_these_answers(levels: dict[str, int]) -> None:
    frozen = full()
    sheet = read_sheet(frozen)
    changed = {
        code: {
            **frozen["answers"].get(code, answer()),
            "level": level,
            "na": False,
            "dont_know": False,
        }
        for code, level in levels.items()
    }
    answers = {**frozen["answers"], **changed}
    assert score_as_if(framework(), sheet, levels) == score(
        framework(), read_sheet({**frozen, "answers": answers})
    )
    assert read_sheet(frozen) == sheet


@settings(max_examples=50)
@given(LEVELS, st.sampled_from(["", "S1", "safe"]))
def test_address_reads_back_as_the_question(levels: dict[str, int], section: str) -> None:
    empty = AnswerSheet()
    pairs = [(code, str(level)) for code, level in levels.items()] + [("section", section)]
    question = read_question(pairs, framework(), empty)
    assert read_question(parse_qsl(question.query), framework(), empty) == question
    assert dict(question.levels) == levels


@given(st.lists(st.tuples(st.text(), st.text()), max_size=20))
def test_no_address_is_taken_for_more_than_it_is(pairs: list[tuple[str, str]]) -> None:
    question = read_question(pairs, framework(), AnswerSheet())
    assert set(question.levels) <= set(ITEMS)
    assert len(question.faults) <= 6
    assert all(fault.isprintable() and len(fault) < 200 for fault in question.faults)


def test_level_that_the_report_has_anyway_asks_nothing() -> None:
    sheet = AnswerSheet.of([Answer("safe.1", level=3)])
    assert read_question([("safe.1", "3")], framework(), sheet) == Question({})


def test_offered_are_what_holds_the_first_priorities_back_and_what_was_set() -> None:
    frozen = full()
    card = json.loads(make_card(frozen))
    reading = Reading(frozen, card, framework(), DIGEST)
    groups = present_choices(reading, Question({"equitable.4": 4}))
    assert groups[0].title == "Set by you"
    assert [item.code for item in groups[0].items] == ["equitable.4"]
    offered = [item.code for group in groups[1:] for item in group.items]
    first = card["priorities"][:3]
    assert offered == [code for row in first for code in row["held_back_by"]]


def test_section_offers_all_its_items_and_keeps_what_was_set_elsewhere() -> None:
    frozen = full()
    reading = Reading(frozen, json.loads(make_card(frozen)), framework(), DIGEST)
    groups = present_choices(reading, Question({"safe.1": 4, "F1.1": 4}, "safe"))
    shown = [[item.code for item in group.items] for group in groups]
    assert shown == [["F1.1"], ["safe.1", "safe.2", "safe.3", "safe.4"]]
    chosen = [option.value for option in groups[1].items[0].options if option.chosen]
    assert chosen == ["4"]
