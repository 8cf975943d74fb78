"""Hand-worked differences, and that nothing that the digest covers is passed over."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.comparing import Change, compare
from commitments.definition import Definition
from commitments.document_form import definition_from_document, document_of
from tests.frameworks import Document, make_definition

OLD = make_definition()


def changed(change: Callable[[Document], Any]) -> Definition:
    document = copy.deepcopy(document_of(OLD))
    change(document)
    return definition_from_document(document | {"version": "2025.1"})


def changes(change: Callable[[Document], Any]) -> tuple[Change, ...]:
    return compare(OLD, changed(change)).changes


def short(change: Change) -> tuple[Any, ...]:
    return (change.kind, change.what, change.section, change.code, change.field, change.before, change.after)  # fmt: skip


def item(document: Document, code: str) -> Document:
    return next(entry for entry in document["items"] if entry["code"] == code)


def test_equal_versions_have_no_changes() -> None:
    comparison = compare(OLD, changed(lambda _document: None))
    assert not comparison
    assert comparison.counts == {"meaning": 0, "wording": 0, "structure": 0}
    assert (comparison.old_version, comparison.new_version) == ("2024.12", "2025.1")


def test_a_reworded_text_is_wording() -> None:
    (one,) = changes(lambda document: item(document, "safe.1")["why"].update(en="Because."))
    old = OLD.item_by_code["safe.1"].why.source
    assert short(one) == ("wording", "text", "items", "safe.1", "why", old, "Because.")
    assert one.subjects == ("safe",)
    assert one.is_text


def test_texts_of_an_item_whose_meaning_rises_are_meaning() -> None:
    def change(document: Document) -> None:
        item(document, "safe.1").update(meaning=2)
        item(document, "safe.1")["descriptors"][3] = {"en": "Nine of ten."}

    comparison = compare(OLD, changed(change))
    old = OLD.item_by_code["safe.1"].descriptors[3].source
    assert [short(one) for one in comparison.changes] == [
        ("meaning", "meaning", "items", "safe.1", "meaning", 1, 2),
        ("meaning", "text", "items", "safe.1", "descriptors/3", old, "Nine of ten."),
    ]
    assert comparison.counts == {"meaning": 2, "wording": 0, "structure": 0}


def put(section: str, index: int, **values: Any) -> Callable[[Document], Any]:
    return lambda document: document[section][index].update(values)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda d: item(d, "safe.1").update(weight="2"), ("structure", "reweighted", "items", "safe.1", "weight", "1", "2")),
        (lambda d: item(d, "safe.1").update(essential=False), ("structure", "essential", "items", "safe.1", "essential", True, False)),
        (
            lambda d: item(d, "safe.1").update(not_applicable_to=["care-delivery"]),
            ("structure", "applicability", "items", "safe.1", "not_applicable_to", (), ("care-delivery",)),
        ),
        (lambda d: item(d, "safe.4").update(subject="engaged"), ("structure", "moved", "items", "safe.4", "subject", "safe", "engaged")),
        (put("features", 0, title={"en": "Daily evidence"}), ("wording", "text", "features", "S1", "title", "Feature S1", "Daily evidence")),
        (put("features", 0, provenance="verbatim"), ("structure", "provenance", "features", "S1", "provenance", "provisional", "verbatim")),
        (put("features", 1, pillar="informatics"), ("structure", "moved", "features", "S2", "pillar", "science", "informatics")),
        (put("commitments", 0, definition={"en": "Asks first"}), ("wording", "text", "commitments", "engaged", "definition", "What engaged means", "Asks first")),
        (put("commitments", 0, sources_differ=True), ("structure", "detail", "commitments", "engaged", "sources_differ", False, True)),
        (put("levels", 2, name={"en": "Growing"}), ("wording", "text", "levels", "2", "name", "Level 2", "Growing")),
        (put("sectors", 0, name={"en": "Care"}), ("wording", "text", "sectors", "care-delivery", "name", "Care delivery", "Care")),
        (put("sources", 0, citation="Another."), ("structure", "detail", "sources", "C", "citation", "A commentary.", "Another.")),
        (put("through_line", 0, strength=1), ("structure", "strength", "through_line", "S1.engaged", "strength", 2, 1)),
        (
            lambda d: d["definition"].update(text={"en": "It learns."}),
            ("wording", "text", "frame", "definition", "text", "A system that learns.", "It learns."),
        ),
        (lambda d: d.update(rating_rule={"en": "The highest."}), ("wording", "text", "frame", "rating_rule", "", "", "The highest.")),
        (lambda d: d["definition"].update(location="Box 1"), ("structure", "source", "frame", "definition", "location", None, "Box 1")),
        (lambda d: d.update(rating_notes=[{"en": "Look."}]), ("wording", "text", "frame", "rating_notes", "0", "", "Look.")),
        (
            lambda d: d.update(glossary=[{"code": "unit", "term": {"en": "unit"}, "definition": {"en": "A ward."}}]),
            ("structure", "added", "glossary", "unit", "", None, "unit"),
        ),
        (lambda d: d["items"].remove(item(d, "safe.4")), ("structure", "removed", "items", "safe.4", "", OLD.item_by_code["safe.4"].question.source, None)),
    ],
)  # fmt: skip
def test_one_change_is_told_once(
    change: Callable[[Document], Any], expected: tuple[Any, ...]
) -> None:
    assert [short(one) for one in changes(change)] == [expected]


def test_a_cell_of_the_through_line_goes_to_none_and_comes_from_it() -> None:
    def change(document: Document) -> None:
        gone = document["through_line"].pop(1)
        document["through_line"].append(
            {**gone, "commitment": "effective", "rationale": {"en": "Now it does."}}
        )

    told = changes(change)
    assert [short(one) for one in told] == [
        ("structure", "strength", "through_line", "S1.effective", "strength", 0, 1),
        ("structure", "strength", "through_line", "S1.safe", "strength", 1, 0),
    ]
    assert told[0].more == (("rationale", "Now it does."),)
    assert told[0].subjects == ("S1", "effective")


def retire(document: Document, code: str, *replaced_by: str) -> Document:
    gone = item(document, code)
    document["items"].remove(gone)
    kept = {key: gone[key] for key in ("code", "subject", "meaning", "question", "descriptors")}
    document["retired_items"] = [
        {**kept, "last_version": "2024.12", "why": {"en": "Hard to answer."}, "replaced_by": list(replaced_by)}
    ]  # fmt: skip
    return gone


def test_a_retired_item_is_told_once_with_its_reason() -> None:
    (one,) = changes(lambda document: retire(document, "safe.4"))
    assert (one.what, one.section, one.code) == ("retired", "items", "safe.4")
    assert one.more == (("why", "Hard to answer."),)


def test_a_split_item_names_what_took_over() -> None:
    def change(document: Document) -> None:
        gone = retire(document, "safe.4", "safe.5", "safe.6")
        document["items"] += [{**gone, "code": f"safe.{n}", "split_from": "safe.4"} for n in (5, 6)]

    told = changes(change)
    assert [(one.what, one.code) for one in told] == [
        ("added", "safe.5"),
        ("added", "safe.6"),
        ("split", "safe.4"),
    ]
    assert told[2].more == (("why", "Hard to answer."), ("replaced_by", "safe.5, safe.6"))


def test_order_is_told_by_subject() -> None:
    def change(document: Document) -> None:
        at = document["items"].index(item(document, "safe.1"))
        document["items"][at : at + 2] = reversed(document["items"][at : at + 2])

    (one,) = changes(change)
    assert (one.what, one.code, one.subjects) == ("order", "safe", ("safe",))
    assert one.before == ("safe.1", "safe.2", "safe.3", "safe.4")
    assert one.after == ("safe.2", "safe.1", "safe.3", "safe.4")


def test_an_example_put_in_between_moves_no_other() -> None:
    def change(document: Document) -> None:
        item(document, "safe.1")["evidence"].insert(0, {"en": "A first one."})

    (one,) = changes(change)
    assert (one.field, one.before, one.after) == ("evidence/0", "", "A first one.")


def test_translations_are_no_part_of_a_comparison() -> None:
    assert not changes(lambda document: item(document, "safe.1")["why"].update(es="Porque."))


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves(inner, (*path, key))]
    if isinstance(value, list):
        return [leaf for key, inner in enumerate(value) for leaf in leaves(inner, (*path, key))]
    return [path]


DOCUMENT = document_of(OLD)
TEXTS = [path for path in leaves(DOCUMENT) if path[-1] == "en"]


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=5, unique=True))
@settings(max_examples=60)
def test_every_text_of_the_framework_is_compared(paths: list[tuple[Any, ...]]) -> None:
    def change(document: Document) -> None:
        for number, path in enumerate(paths):
            place: Any = document
            for key in path[:-1]:
                place = place[key]
            place["en"] = f"Wholly other words {number}"

    told = changes(change)
    assert {one.after for one in told} == {
        f"Wholly other words {number}" for number in range(len(paths))
    }
    assert all(one.kind == "wording" for one in told)


@given(st.permutations(range(len(DOCUMENT["items"]))), st.booleans())
@settings(max_examples=40)
def test_there_are_changes_where_the_digests_differ(order: list[int], keep: bool) -> None:
    def change(document: Document) -> None:
        if not keep:
            document["items"] = [document["items"][index] for index in order]

    new = changed(change)
    same = definition_from_document(document_of(new) | {"version": OLD.version})
    assert bool(compare(OLD, new)) == (same.digest != OLD.digest)
