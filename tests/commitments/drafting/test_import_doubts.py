"""What a file leaves open, worked by hand: a framework of one item and one definition."""

from copy import deepcopy
from typing import Any

import pytest

from commitments.drafting.document import Document
from commitments.drafting.import_doubts import doubts_of, settle

ITEM = {
    "code": "safe.1",
    "meaning": 3,
    "question": {"en": "Who checks?"},
    "descriptors": [{"en": f"Level {level}."} for level in range(5)],
}
COMMITMENT = {
    "code": "safe",
    "definition": {"en": "Deploys protocols"},
    "provenance": "verbatim",
    "source": "C",
}
BASE: Document = {"source_language": "en", "items": [ITEM], "commitments": [COMMITMENT]}


def with_item(**changes: Any) -> Document:
    return {**deepcopy(BASE), "items": [{**deepcopy(ITEM), **changes}]}


def with_definition(**changes: Any) -> Document:
    return {**deepcopy(BASE), "commitments": [{**COMMITMENT, **changes}]}


def names(now: Document, file: Document) -> list[str]:
    return [doubt.name for doubt in doubts_of(now, BASE, file)]


OTHER = {"question": {"en": "Who looks?"}}
LEVELS = {"descriptors": [*ITEM["descriptors"][:4], {"en": "All of it."}]}  # type: ignore[index]


@pytest.mark.parametrize("changes", [OTHER, LEVELS])
def test_item_that_asks_something_else_with_its_old_meaning(changes: dict[str, Any]) -> None:
    file = with_item(**changes)
    doubts = doubts_of(BASE, BASE, file)
    assert [doubt.name for doubt in doubts] == ["asked-items-safe.1"]
    (cautious,) = settle(file, BASE, doubts, [], {})["items"]
    assert cautious == {**ITEM, **changes, "meaning": 4}
    assert settle(file, BASE, doubts, ["asked-items-safe.1"], {}) == file
    assert file == with_item(**changes), "the file itself is left alone"


def test_item_that_is_clear_is_in_no_doubt() -> None:
    assert names(BASE, BASE) == []
    assert names(BASE, with_item(meaning=4, **OTHER)) == []
    assert names(BASE, with_item(why={"en": "To know."})) == []
    assert names(with_item(**OTHER), with_item(**OTHER)) == [], "an editor has said it before"
    assert names(with_item(meaning=4, **OTHER), BASE) == [], "it is as it was published"
    new = {**BASE, "items": [ITEM, {**ITEM, "code": "safe.2", "meaning": 1}]}
    assert names(BASE, new) == []


def test_meaning_goes_once_above_the_base() -> None:
    lowered = with_item(meaning=1, **OTHER)
    doubts = doubts_of(BASE, BASE, lowered)
    assert settle(lowered, BASE, doubts, [], {})["items"][0]["meaning"] == 4


def test_quotation_of_other_words() -> None:
    file = with_definition(definition={"en": "Uses protocols"})
    (doubt,) = doubts_of(BASE, BASE, file)
    assert (doubt.name, doubt.text, doubt.source) == (
        "quoted-commitments-safe", "Uses protocols", "C",
    )  # fmt: skip
    assert settle(file, BASE, [doubt], [], {})["commitments"][0]["provenance"] == "local"
    assert settle(file, BASE, [doubt], [doubt.name], {}) == file


def test_text_that_is_called_verbatim_for_the_first_time() -> None:
    now = with_definition(provenance="local")
    assert names(now, BASE) == ["quoted-commitments-safe"]
    assert names(BASE, now) == []


def test_feature_title_becomes_provisional_and_a_frame_local() -> None:
    feature = {"code": "F1", "title": {"en": "Data"}, "provenance": "verbatim", "source": "C"}
    frame = {"text": {"en": "A system"}, "provenance": "verbatim", "source": "C"}
    file = {**BASE, "features": [feature], "definition": frame}
    doubts = doubts_of(BASE, BASE, file)
    assert [doubt.name for doubt in doubts] == ["quoted-frame-definition", "quoted-features-F1"]
    settled = settle(file, BASE, doubts, [], {})
    assert settled["features"][0]["provenance"] == "provisional"
    assert settled["definition"]["provenance"] == "local"
    assert frame["provenance"] == "verbatim"
