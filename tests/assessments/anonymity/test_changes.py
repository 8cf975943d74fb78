"""Which verdicts on change may be shown: none that tells what one rater said."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given

from assessments.anonymity import RatedSide, hide_verdicts, redact_comparison, withheld_verdicts
from assessments.scoring import Side, compare
from tests.assessments.scoring.pairs import Pair, pairs
from tests.assessments.scoring.sheets import sheet_of
from tests.assessments.scoring.test_change import DEFINITION, by_rater

BEFORE = {"r1": "1122", "r2": "1112", "r3": "1222"}


def document_of(before: dict[str, str], after: dict[str, str]) -> dict[str, Any]:
    sides = [
        Side.of(DEFINITION, sheet_of(safe=settled), by_rater(said))
        for settled, said in (("1122", before), ("2233", after))
    ]
    return compare(*sides).to_document()


def stored(
    before: dict[str, str], after: dict[str, str], **knowledge_of_the_later: Any
) -> dict[str, Any]:
    document = document_of(before, after)
    sides = [
        RatedSide(by_rater(before)),
        RatedSide(by_rater(after), **knowledge_of_the_later),
    ]
    return {**document, "withheld": withheld_verdicts(document, DEFINITION, sides)}


def test_patient_partner_who_is_asked_less_than_the_rest_is_not_told_by_the_verdict() -> None:
    """The distributions of all items are the same in both worlds, and all of it is known: that
    somebody said 4 of safe.1. Only the verdict would say that it was the partner."""
    one = {"r1": "1323", "r2": "1233", "r3": "1223", "partner": "41--"}
    other = {"r1": "4323", "r2": "1233", "r3": "1223", "partner": "11--"}
    worlds = [document_of(BEFORE, world) for world in (one, other)]
    assert [world["subjects"]["safe"]["verdict"] for world in worlds] == ["changed", "noise"]

    shown = [redact_comparison(stored(BEFORE, world)) for world in (one, other)]
    assert [world["subjects"]["safe"]["verdict"] for world in shown] == ["not_tested"] * 2
    for world in shown:
        world["later"].pop("input_digest")  # of keys that are random, and never leave
    assert shown[0] == shown[1]


ALL = {"r1": "3333", "r2": "3343", "r3": "3334"}


@pytest.mark.parametrize(
    ("after", "knowledge", "withheld"),
    [
        (ALL, {}, False),
        ({**ALL, "p1": "33--"}, {}, True),
        ({**ALL, "p1": "33--", "p2": "34--"}, {}, True),
        ({**ALL, "p1": "33--", "p2": "34--", "p3": "33--"}, {}, False),
        ({**ALL, "p1": "3---"}, {}, False),  # less than half: no mean of hers is in the verdict
        ({**ALL, "p1": "33??"}, {}, False),  # what she does not know she was asked as all are
        ({**ALL, "p1": "3???"}, {}, False),  # nobody knows who of the four has no mean
        ({"r1": "333-", "r2": "334-", "r3": "333-", "p": "3333"}, {}, True),  # one level of an item
        ({"r1": "333?", "r2": "334?", "r3": "3333", "p": "3334"}, {}, True),  # two levels
        ({**ALL, "late": "4444"}, {"rounds": {("late", "safe.1"): 2}}, True),
        (
            {**ALL, "l1": "4444", "l2": "4444", "l3": "4444"},
            {"rounds": {(f"l{n}", f"safe.{m}"): 2 for n in (1, 2, 3) for m in (1, 2, 3, 4)}},
            False,
        ),
        ({**ALL, "r4": "3333"}, {"named": {"r1": "Ann"}}, False),
        ({**ALL, "r4": "3333", "r5": "3333"}, {"named": {"r1": "Ann", "r2": "Bo"}}, False),
        (ALL, {"named": {"r1": "Ann"}}, False),  # no name may stand beside two who are unnamed
    ],
)
def test_verdict_stands_where_all_whom_it_rests_on_hide(
    after: dict[str, str], knowledge: dict[str, Any], withheld: bool
) -> None:
    document = stored(BEFORE, after, **knowledge)
    assert document["subjects"]["safe"]["verdict"] == "changed"
    assert document["withheld"] == ["safe"] * withheld
    verdict = "not_tested" if withheld else "changed"
    assert hide_verdicts(document)["subjects"]["safe"]["verdict"] == verdict


def test_earlier_side_is_asked_too() -> None:
    assert stored({**BEFORE, "p1": "22--"}, ALL)["withheld"] == ["safe"]


def test_what_is_not_tested_is_not_withheld() -> None:
    assert stored({}, ALL)["withheld"] == []


def test_withheld_verdict_looks_like_one_that_was_not_tested() -> None:
    hidden = hide_verdicts({**document_of(BEFORE, ALL), "withheld": ["safe"]})
    assert "withheld" not in hidden
    assert hidden["subjects"]["safe"] == {
        **document_of({}, ALL)["subjects"]["safe"],
        "raters": [3, 3],
    }
    assert (
        redact_comparison(hidden)["subjects"] == redact_comparison(document_of({}, ALL))["subjects"]
    )


@pytest.mark.parametrize(
    ("before", "shown"),
    [(0, (0, 3, 0)), (1, (None, 3, None)), (2, (None, 3, None)), (3, (3, 3, 3))],
)
def test_numbers_of_raters_are_shown_from_three(before: int, shown: tuple[int | None, ...]) -> None:
    document = redact_comparison(document_of(dict(list(BEFORE.items())[:before]), ALL))
    numbers = (
        document["earlier"]["raters"],
        document["later"]["raters"],
        document["raters_in_both"],
    )
    assert numbers == shown


def test_what_leaves_has_no_figure_of_the_test() -> None:
    row = redact_comparison(stored(BEFORE, ALL))["subjects"]["safe"]
    assert row == {
        "verdict": "changed",
        "delta": "1.000000",
        "earlier_score": "1.500000",
        "later_score": "2.500000",
    }


@given(pairs())
def test_whoever_counts_in_a_shown_verdict_rated_the_same_as_two_others(pair: Pair) -> None:
    document = pair.compare().to_document()
    definition = pair.later.definition
    cases = (pair.earlier, pair.later)
    withheld = withheld_verdicts(document, definition, [RatedSide(case.ratings) for case in cases])
    for code, row in document["subjects"].items():
        if row["verdict"] not in ("changed", "noise") or code in withheld:
            continue
        items = {i.code for i in definition.items_by_subject[code]} & document["items"].keys()
        for place, case in enumerate(cases):
            rated: dict[str, set[str]] = {}
            for rating in case.ratings:
                if rating.given and rating.item in items:
                    rated.setdefault(rating.rater, set()).add(rating.item)
            alike = Counter(frozenset(own) for own in rated.values())
            assert sum(n for n in alike.values() if n >= 3) >= row["raters"][place]
