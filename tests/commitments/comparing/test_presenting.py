from typing import Any

from commitments.comparing import compare
from commitments.comparing.presenting import Filter, choices_of, present_comparison
from tests.commitments.comparing.test_versions import OLD, changed, item, retire
from tests.frameworks import Document


def change(document: Document) -> None:
    item(document, "engaged.1")["question"]["en"] = "Who asks?"
    item(document, "safe.2").update(meaning=2, weight="2")
    retire(document, "safe.4")
    document["through_line"][0]["strength"] = 1
    document["rating_rule"] = {"en": "The highest."}


NEW = changed(change)
EVERYTHING = Filter()
COMPARISON = compare(OLD, NEW)


def told(chosen: Filter = EVERYTHING) -> list[tuple[Any, ...]]:
    return [
        (group.kind, record.number, record.name, [(line.number, line.sentence) for line in record.lines])
        for group in present_comparison(COMPARISON, OLD, NEW, chosen)
        for record in group.records
    ]  # fmt: skip


def test_changes_are_grouped_by_what_they_mean_and_numbered() -> None:
    assert told() == [
        ("meaning", 1, "Item safe.2", [("1.1", "Its meaning is raised from 1 to 2.")]),
        ("wording", 2, "The rule of rating", [("2.1", "")]),
        ("wording", 3, "Item engaged.1", [("3.1", "")]),
        ("structure", 4, "Through-line: S1 and Engaged", [("4.1", "Its strength changes from primary to supporting.")]),
        ("structure", 5, "Item safe.2", [("5.1", "Its weight changes from 1 to 2.")]),
        ("structure", 6, "Item safe.4", [("6.1", "Retired: it is no longer asked, and stays readable.")]),
    ]  # fmt: skip


def test_filters_by_kind_and_by_subject() -> None:
    kinds, subjects = choices_of(COMPARISON, OLD, NEW)
    assert kinds == [("meaning", "Meaning (1)"), ("wording", "Wording (2)"), ("structure", "Structure (3)")]  # fmt: skip
    assert subjects == [
        ("engaged", "Engaged"),
        ("safe", "Safe"),
        ("S1", "S1 Feature S1"),
        ("-", "The framework as a whole"),
    ]
    assert [row[2] for row in told(Filter("structure", "safe"))] == ["Item safe.2", "Item safe.4"]
    assert [row[2] for row in told(Filter(subject="-"))] == ["The rule of rating"]
    assert told(Filter("nonsense")) == []


def test_a_record_that_went_brings_its_texts() -> None:
    groups = present_comparison(COMPARISON, OLD, NEW, Filter("structure", "safe"))
    line = groups[0].records[1].lines[0]
    assert line.before == OLD.item_by_code["safe.4"].question.source
    assert line.texts == (("Why it is asked", "Hard to answer."),)
