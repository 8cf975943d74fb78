"""The rules of items in a draft, by hand and by all that Hypothesis thinks of."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.drafting.item_values import (
    LABELS,
    marks_of,
    merge,
    values_of,
    with_values,
)
from commitments.drafting.items import (
    MEANING,
    WORDING,
    asks_the_same,
    free_codes,
    meaning_after,
    positions_after,
    retired_entry,
    split_entries,
    stated,
)
from tests.frameworks import make_item

BASE = make_item("safe.1", "safe", essential=True)
CODES = st.lists(st.from_regex(r"(safe|F1)\.[0-9]{1,3}|F1|x\.y", fullmatch=True))


def changed(**texts: str) -> dict[str, Any]:
    return deepcopy(BASE) | {name: {"en": text} for name, text in texts.items()}


def test_free_codes_are_above_all_that_ever_were() -> None:
    used = ["safe.1", "safe.7", "F1.9", "safe.old", "unsafe.8"]
    assert free_codes("safe", used, 2) == ["safe.8", "safe.9"]
    assert free_codes("F2", used) == ["F2.1"]


@given(CODES, st.integers(1, 4))
def test_free_codes_were_never_used(used: list[str], count: int) -> None:
    found = free_codes("safe", used, count)
    assert len(set(found)) == count
    assert not set(found) & set(used)


@pytest.mark.parametrize(
    ("entry", "said", "meaning"),
    [
        (BASE, "", 1),
        (BASE, MEANING, 1),  # again as it was: nothing to confirm
        (changed(question="Other?"), "", 2),
        (changed(question="Other?"), WORDING, 1),
        (changed(why="Other."), "", 1),
        (changed(why="Other."), MEANING, 2),
        (changed(question="Other?") | {"meaning": 2}, MEANING, 2),  # once a draft
        (changed(why="Other.") | {"meaning": 2}, WORDING, 1),
    ],
)
def test_meaning_after(entry: dict[str, Any], said: str, meaning: int) -> None:
    assert meaning_after(BASE, entry, said, "en") == meaning


def test_meaning_of_a_new_item_stays() -> None:
    assert meaning_after(None, changed(question="Other?"), MEANING, "en") == 1


def test_stated() -> None:
    assert stated(None, BASE, "en") == ""
    assert stated(BASE, BASE, "en") == ""
    assert stated(BASE, changed(question="Other?"), "en") == WORDING
    assert stated(BASE, changed(question="Other?") | {"meaning": 2}, "en") == MEANING


@given(st.sampled_from(["", WORDING, MEANING]), st.text(max_size=3), st.text(max_size=3))
def test_what_is_stated_once_stays_the_same_when_it_is_said_again(
    said: str, question: str, why: str
) -> None:
    entry = changed(question=question, why=why)
    entry["meaning"] = meaning_after(BASE, entry, said, "en")
    assert meaning_after(BASE, entry, stated(BASE, entry, "en"), "en") == entry["meaning"]


def test_translations_alone_ask_the_same() -> None:
    entry = deepcopy(BASE)
    entry["question"]["es"] = "¿Cómo?"
    assert asks_the_same(BASE, entry, "en")


def test_retired_entry_is_the_item_as_it_was_published() -> None:
    entry = retired_entry(
        BASE, last_version="2024.12", why="Split.", replaced_by=["safe.5"], language="en"
    )
    assert entry == {
        "code": "safe.1",
        "subject": "safe",
        "meaning": 1,
        "last_version": "2024.12",
        "question": BASE["question"],
        "descriptors": BASE["descriptors"],
        "why": {"en": "Split."},
        "replaced_by": ["safe.5"],
    }
    assert {"why", "replaced_by"}.isdisjoint(
        retired_entry(BASE, last_version="1", why="", replaced_by=[], language="en")
    )


def test_split_entries_start_with_all_texts() -> None:
    source = deepcopy(BASE) | {"meaning": 3, "split_from": "safe.0"}
    source["question"]["es"] = "¿Cómo?"
    parts = [("safe.5", "How is safe.1 done?", True), ("safe.6", "And how?", False)]
    one, other = split_entries(source, parts, split_from="safe.1", language="en")
    assert (one["code"], one["meaning"], one["essential"]) == ("safe.5", 1, True)
    assert one["question"]["es"] == "¿Cómo?"
    assert other["question"] == {"en": "And how?"}
    assert other["descriptors"] == BASE["descriptors"]
    assert {one["split_from"], other["split_from"]} == {"safe.1"}
    one["descriptors"][0]["en"] = "Changed"
    assert source["descriptors"][0]["en"] != "Changed"
    (alone,) = split_entries(source, parts[:1], split_from="", language="en")
    assert "split_from" not in alone


@given(st.integers(0, 5000), st.integers(-1, 5000), st.integers(1, 6))
def test_positions_rise_and_lie_between(position: int, room: int, count: int) -> None:
    following = None if room < 0 else position + room
    found = positions_after(position, following, count, 1000)
    if following is not None and room <= count:
        assert found == []
        return
    assert found == sorted(set(found))
    assert len(found) == count
    assert found[0] > position
    assert following is None or found[-1] < following


VALUES = st.fixed_dictionaries({name: st.sampled_from(["a", "b", "c"]) for name in LABELS})


@given(VALUES, VALUES, VALUES)
def test_merging_loses_nothing(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    merged = merge(marks_of(base), mine, theirs)
    for name in LABELS:
        if name in merged.clashing:
            assert mine[name] not in (base[name], theirs[name])
            assert theirs[name] != base[name]
            assert merged.values[name] == mine[name]
        elif name in merged.taken:
            assert mine[name] == base[name]
            assert merged.values[name] == theirs[name] != base[name]
        else:
            assert merged.values[name] == mine[name]
            assert mine[name] == theirs[name] or theirs[name] == base[name]


@given(VALUES, VALUES, st.text(max_size=30))
def test_without_true_marks_nothing_of_theirs_is_overwritten_unseen(
    mine: dict[str, str], theirs: dict[str, str], was: str
) -> None:
    merged = merge(was, mine, theirs)
    assert set(merged.clashing) == {name for name in LABELS if mine[name] != theirs[name]}


LINES = st.from_regex(r"[a-z]{1,4}( [a-z]{1,4})?", fullmatch=True)
TYPED = st.fixed_dictionaries(
    dict.fromkeys(LABELS, LINES)
    | {
        "essential": st.sampled_from(["", "yes"]),
        "weight": st.sampled_from(["1", "0.5", "2"]),
        "sectors": st.sampled_from(["", "care-delivery", "care-delivery health-financing"]),
        "guidance_small": st.sampled_from(["", "Small."]),
        "guidance_large": st.sampled_from(["", "Large."]),
        "evidence": st.lists(LINES, min_size=1).map("\n".join),
    }
)


@given(TYPED)
def test_an_entry_reads_back_as_what_was_typed(typed: dict[str, str]) -> None:
    entry = with_values(BASE, typed, "en")
    assert values_of(entry, "en") == typed
    assert with_values(entry, values_of(BASE, "en"), "en") == with_values(
        BASE, values_of(BASE, "en"), "en"
    )


def test_a_text_that_stays_keeps_its_translation() -> None:
    entry = deepcopy(BASE)
    entry["question"]["es"], entry["why"]["es"] = "¿Cómo?", "Porque."
    typed = values_of(entry, "en") | {"why": "New."}
    made = with_values(entry, typed, "en")
    assert made["question"]["es"] == "¿Cómo?"
    assert made["why"] == {"en": "New."}
