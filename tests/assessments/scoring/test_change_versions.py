"""Change across framework versions: what is compared, what is not, and why."""

from decimal import Decimal

import pytest

from assessments.scoring import Cycle, Rating, Side, Stamp, compare
from assessments.scoring.change_card import ComparisonCard, NotComparable
from assessments.scoring.comparable import carries_half, comparable_items
from commitments.definition import Definition
from commitments.documents import read_framework
from tests.assessments.scoring.sheets import sheet_of
from tests.frameworks import Document, make_definition, make_document, make_item, make_yaml

OLD = make_definition()


def next_version(change_items: dict[str, Document | None] | None = None) -> Definition:
    """By item code what is other in it: None is gone; a code that is not there yet is new."""
    document = make_document(version="2025.12")
    changes = dict(change_items or {})
    items = []
    for item in document["items"]:
        change = changes.pop(item["code"], {})
        if change is not None:
            items.append({**item, **change})
    for code, change in changes.items():
        items.append({**make_item(code, code.partition(".")[0]), **(change or {})})
    document["items"] = items
    return read_framework(make_yaml(document))


def compared(old: Side, later: Definition, **subjects: str) -> ComparisonCard:
    return compare(old, Side.of(later, sheet_of(**subjects)))


FULL = Side.of(OLD, sheet_of(safe="1111", engaged="2222", S1="3333"))


def test_each_item_that_is_not_compared_is_listed_with_why() -> None:
    later = next_version(
        {
            "safe.1": {"meaning": 2, "question": {"en": "Another question?"}},
            "safe.2": None,
            "safe.3": {"subject": "engaged"},
            "safe.9": {"question": {"en": "A new question?"}},
        }
    )
    old = Side.of(OLD, sheet_of(safe="111-", engaged="22-2"))
    card = compared(old, later, safe="3-34", engaged="444-")
    of_interest = [row for row in card.not_comparable if row.subject in ("safe", "engaged")]
    assert of_interest == [
        NotComparable("engaged.3", "engaged", "no_level_earlier", "How is engaged.3 done?"),
        NotComparable("engaged.4", "engaged", "no_level_later", "How is engaged.4 done?"),
        NotComparable("safe.1", "safe", "meaning", "Another question?"),
        NotComparable("safe.3", "engaged", "moved", "How is safe.3 done?"),
        NotComparable("safe.4", "safe", "no_level_earlier", "How is safe.4 done?"),
        NotComparable("safe.9", "safe", "new", "A new question?"),
        NotComparable("safe.2", "safe", "gone", "How is safe.2 done?"),
    ]
    assert {row.reason for row in card.not_comparable[:-1] if row.subject == "S1"} == {"no_level"}
    assert list(card.items) == ["engaged.1", "engaged.2"]


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "not_tested"),
        ({"safe.1": {"meaning": 2}, "safe.2": {"meaning": 2}}, "not_tested"),
        ({f"safe.{n}": {"meaning": 2} for n in (1, 2, 3)}, "not_comparable"),
        # Half of the weight is asked of either version: six items are now behind two.
        ({f"safe.{n}": {} for n in (5, 6, 7, 8)}, "not_tested"),
        ({f"safe.{n}": {} for n in (5, 6, 7, 8, 9)}, "not_comparable"),
        # safe.3 and safe.4 carry 2 of 4 before, and 2 of 10 after.
        (
            {"safe.1": {"meaning": 2}, "safe.2": {"meaning": 2, "weight": "7"}},
            "not_comparable",
        ),
        # They carry 2 of 4 before, and 8 of 10 after.
        (
            {"safe.1": {"meaning": 2}, "safe.2": {"meaning": 2}, "safe.3": {"weight": "7"}},
            "not_tested",
        ),
        # safe.4 carries 1 of 4 before, and 7 of 10 after: both versions are asked.
        (
            {
                "safe.1": {"meaning": 2},
                "safe.2": {"meaning": 2},
                "safe.3": {"meaning": 2},
                "safe.4": {"weight": "7"},
            },
            "not_comparable",
        ),
    ],
)
def test_half_of_the_weight_is_asked_of_each_version_by_its_own_weights(
    changes: dict[str, Document | None], verdict: str
) -> None:
    card = compared(FULL, next_version(changes), safe="3333")
    assert card.subjects["safe"].verdict == verdict


def test_change_is_weighed_as_the_later_version_weighs() -> None:
    """(3·1 + 1·3 + 1·1 + 1·1) / 6, which by the weights of before would be (1 + 3 + 1 + 1) / 4."""
    later = next_version({"safe.1": {"weight": "3"}})
    assert compared(FULL, later, safe="2422").subjects["safe"].delta == Decimal("1.333333")


def test_raters_are_weighed_over_the_same_items_alone() -> None:
    """safe.1 means something else now: what raters said of it plays no part."""

    def rated(definition: Definition, levels: str, settled: str) -> Side:
        ratings = [
            Rating(f"r{place}", f"safe.{number}", level=int(level))
            for place in range(3)
            for number, level in enumerate(levels, start=1)
        ]
        return Side.of(definition, sheet_of(safe=settled), ratings)

    later = next_version({"safe.1": {"meaning": 2}})
    card = compare(rated(OLD, "0111", "0111"), rated(later, "4222", "4222"))
    row = card.subjects["safe"]
    assert (row.delta, row.difference, row.verdict) == (1, 1, "changed")


def test_subject_of_one_version_alone_is_not_comparable() -> None:
    document = make_document(version="2025.12", commitments=("engaged", "safe", "secure"))
    document["through_line"] = [
        {
            **link,
            "commitment": "secure" if link["commitment"] == "effective" else link["commitment"],
        }
        for link in document["through_line"]
    ]
    later = read_framework(make_yaml(document))
    old = Side.of(OLD, sheet_of(effective="1111", targets={"effective": 2}))
    card = compare(old, Side.of(later, sheet_of(secure="2222", targets={"secure": 1})))
    gone, new = card.subjects["effective"], card.subjects["secure"]
    assert (gone.verdict, gone.earlier_score, gone.later_score) == ("not_comparable", 1, None)
    assert (new.verdict, new.earlier_score, new.later_score) == ("not_comparable", None, 2)
    assert (card.targets["effective"].target, card.targets["effective"].met) == (None, None)
    assert card.targets["secure"].met is True


def test_contested_items_of_another_meaning_are_not_set_beside_each_other() -> None:
    later = next_version({"safe.1": {"meaning": 2}})
    two = [Rating("r1", "safe.1", level=0), Rating("r2", "safe.1", level=4)]
    card = compare(Side.of(OLD, sheet_of()), Side.of(later, sheet_of(), two))
    assert card.contested.new == card.contested.still == ()


def cycle(definition: Definition, title: str, **subjects: str) -> Side:
    stamp = Stamp(report=title, assessment=title, period=("2026-01-01", "2026-06-30"))
    return Side.of(definition, sheet_of(**subjects), stamp=stamp)


def test_cycles_follow_what_stayed_comparable_with_the_latest_version() -> None:
    later = next_version({f"S1.{n}": {"meaning": 2} for n in (1, 2, 3)})
    first, second = cycle(OLD, "2024", safe="1111", S1="2222"), cycle(OLD, "2025", safe="2222")
    third = cycle(later, "2026", safe="3333", S1="4444")
    card = compare(second, third, before=[first.cycle])
    assert [row.assessment for row in card.cycles] == ["2024", "2025", "2026"]
    assert [row.scores["safe"] for row in card.cycles] == [1, 2, 3]
    assert [row.scores["S1"] for row in card.cycles] == [None, None, 4]
    assert [row["scores"]["safe"] for row in card.to_document()["cycles"]] == [
        "1.000000",
        "2.000000",
        "3.000000",
    ]


def test_two_cycles_are_no_change_over_time() -> None:
    document = compare(cycle(OLD, "2025"), cycle(OLD, "2026")).to_document()
    assert "cycles" not in document


def test_cycle_without_a_subject_of_the_latest_version_has_no_score_of_it() -> None:
    missing = Cycle(OLD, {})
    card = compare(cycle(OLD, "2025"), cycle(OLD, "2026"), before=[missing])
    assert set(card.cycles[0].scores.values()) == {None}


def test_same_items_are_those_of_the_later_version() -> None:
    later = next_version({"safe.1": {"weight": "2"}, "safe.2": None})
    same = comparable_items(OLD, later)
    assert len(same) == 27
    assert same[4].code == "safe.1"
    assert same[4].weight == 2
    assert carries_half(["safe.1"], "safe", later)
    assert not carries_half(["safe.1"], "safe", later, OLD)
    assert not carries_half([], "nothing", later)
