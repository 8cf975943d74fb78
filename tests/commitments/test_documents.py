"""A framework file with any fault is refused with the path, the line and what to do."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.documents import (
    FaultyDocument,
    definition_from_document,
    document_of,
    publication_faults,
    read_framework,
)
from tests.frameworks import make_definition, make_document, make_yaml

Change = Callable[[dict[str, Any]], Any]


def faults_of(data: bytes) -> list[str]:
    with pytest.raises(FaultyDocument) as raised:
        read_framework(data)
    return [str(fault) for fault in raised.value.faults]


def faults_after(change: Change) -> list[str]:
    document = make_document()
    change(document)
    return faults_of(make_yaml(document))


def test_valid_file_is_read() -> None:
    definition = read_framework(make_yaml(make_document()))
    assert definition.version == "2024.12"
    assert [feature.code for feature in definition.features] == ["S1", "S2", "F1", "F2"]
    assert definition.item_by_code["safe.1"].descriptors[4].source == "safe.1 at level 4."
    assert len(definition.digest) == 64


REQUIRED = [
    (),
    ("definition",),
    ("levels", 2),
    ("sectors", 1),
    ("pillars", 1),
    ("features", 2),
    ("commitments", 1),
    ("through_line", 3),
    ("items", 5),
    ("sources", 0),
]
OPTIONAL = {"sources", "weight", "not_applicable_to", "guidance", "url"}


def part_at(document: Any, place: tuple[str | int, ...]) -> Any:
    for key in place:
        document = document[key]
    return document


@pytest.mark.parametrize("place", REQUIRED)
def test_every_required_key_is_missed(place: tuple[str | int, ...]) -> None:
    whole = make_document()
    path = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in place).lstrip(".")
    for key in part_at(whole, place):
        document = copy.deepcopy(whole)
        del part_at(document, place)[key]
        if key in OPTIONAL:
            read_framework(make_yaml(document))
        else:
            wanted = f'{path}.{key}: The key "{key}" is missing. Add it.'.lstrip(".")
            assert any(wanted in fault for fault in faults_of(make_yaml(document))), wanted


@pytest.mark.parametrize("place", REQUIRED)
def test_every_unknown_key_is_refused(place: tuple[str | int, ...]) -> None:
    document = make_document()
    part_at(document, place)["unheard_of"] = "x"
    faults = faults_of(make_yaml(document))
    assert len(faults) == 1
    assert 'The key "unheard_of" is not known here.' in faults[0]


def test_unknown_key_is_told_what_was_meant() -> None:
    faults = faults_after(lambda d: d["items"][0].update(qestion=d["items"][0].pop("question")))
    assert any('Did you mean "question"?' in fault for fault in faults)


def set_at(*place: str | int, to: Any) -> Change:
    def change(document: dict[str, Any]) -> None:
        part_at(document, place[:-1])[place[-1]] = to

    return change


ITEM = ("items", 3)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (set_at("version", to=2024.12), "version: YAML reads this as float. Put quotes"),
        (set_at("version", to="20 24"), 'version: "20 24" is not a code.'),
        (set_at("source_language", to="English"), 'source_language: "English" is not a code.'),
        (set_at("levels", 3, "level", to=5), "levels[3].level: Write a whole number"),
        (set_at("levels", 3, "level", to=2), "levels: Write exactly five levels, in the order"),
        (set_at("pillars", 0, "provenance", to="own"), "pillars[0].provenance: Write one of"),
        (set_at("pillars", 0, "source", to="X"), "pillars[0].source: There is no source with"),
        (set_at("definition", "source", to="X"), "definition.source: There is no source"),
        (set_at("features", 1, "pillar", to="x"), "features[1].pillar: There is no pillar with"),
        (set_at("features", 1, "code", to="S1"), 'features[1].code: The code "S1" is used twice'),
        (set_at("features", 1, "code", to="a b"), 'features[1].code: "a b" is not a code'),
        (set_at("commitments", 0, "code", to="S1"), 'A feature has the code "S1" too'),
        (set_at("commitments", 0, "sources_differ", to="yes"), "Write true or false"),
        (set_at("commitments", 0, "definition", to="x"), "Write the text by language"),
        (set_at("through_line", 0, "feature", to="X"), "through_line[0].feature: There is no feat"),
        (set_at("through_line", 0, "commitment", to="X"), "[0].commitment: There is no commitment"),
        (set_at("through_line", 0, "strength", to=0), "[0].strength: Write a whole number"),
        (set_at("through_line", 0, "strength", to=3), "[0].strength: Write a whole number"),
        (set_at("through_line", 0, "strength", to=True), "[0].strength: Write a whole number"),
        (
            set_at(*ITEM, "code", to="engaged.1"),
            'items[3].code: The code "engaged.1" is used twice',
        ),
        (set_at(*ITEM, "subject", to="x"), "items[3].subject: There is no feature or commitment"),
        (set_at(*ITEM, "subject", to="science"), "items[3].subject: There is no feature or"),
        (
            set_at(*ITEM, "meaning", to=0),
            "items[3].meaning: Write a whole number without quotes, 1",
        ),
        (set_at(*ITEM, "meaning", to=1.5), "items[3].meaning: Write a whole number"),
        (set_at(*ITEM, "meaning", to="1"), "items[3].meaning: Write a whole number"),
        (set_at(*ITEM, "essential", to=1), "items[3].essential: Write true or false"),
        (set_at(*ITEM, "weight", to=0), "items[3].weight: Write a plain decimal above 0"),
        (set_at(*ITEM, "weight", to=-1), "items[3].weight: Write a plain decimal above 0"),
        (set_at(*ITEM, "weight", to=float("inf")), "items[3].weight: Write a plain decimal"),
        (set_at(*ITEM, "weight", to=1e300), "items[3].weight: Write a plain decimal"),
        (set_at(*ITEM, "weight", to="0.1234567891"), "items[3].weight: Write a plain decimal"),
        (set_at(*ITEM, "weight", to="heavy"), "items[3].weight: Write a plain decimal"),
        (set_at(*ITEM, "question", to={"es": "¿Cómo?"}), "items[3].question.en: The text in the"),
        (set_at(*ITEM, "question", to={"en": "  "}), "items[3].question.en: The text is empty."),
        (set_at(*ITEM, "question", to={"en": 3}), "items[3].question.en: YAML reads this as int"),
        (
            set_at(*ITEM, "question", to={"en": None}),
            "items[3].question.en: YAML reads this as null",
        ),
        (set_at(*ITEM, "question", to={"en": ["x"]}), "items[3].question.en: Write a text"),
        (set_at(*ITEM, "question", to={"en": "x", "Spanish": "y"}), '"Spanish" is not a code of a'),
        (set_at(*ITEM, "question", to={"en": "a\x0bb"}), "U+000B is not text. Delete it."),
        (
            set_at(*ITEM, "descriptors", to=[{"en": "x"}] * 4),
            "items[3].descriptors: There are 4 here",
        ),
        (set_at(*ITEM, "descriptors", to="x"), "items[3].descriptors: Write a list here"),
        (set_at(*ITEM, "descriptors", 2, to={"en": ""}), "items[3].descriptors[2].en: The text is"),
        (set_at(*ITEM, "descriptors", 2, to={}), "items[3].descriptors[2].en: The text in the"),
        (set_at(*ITEM, "evidence", 0, to="x"), "items[3].evidence[0]: Write the text by language"),
        (set_at(*ITEM, "not_applicable_to", to=["x"]), "not_applicable_to[0]: There is no sector"),
        (
            set_at(*ITEM, "not_applicable_to", to=["care-delivery", "care-delivery"]),
            "items[3].not_applicable_to[1]: The sector",
        ),
        (set_at(*ITEM, "guidance", to={"tiny": {"en": "x"}}), 'The key "tiny" is not known here.'),
        (set_at(*ITEM, to="x"), "items[3]: Write the keys code, subject"),
        (set_at("items", to={}), "items: Write a list here"),
        (set_at("sources", 0, "url", to="javascript:alert(1)"), "An address starts with https://"),
    ],
)
def test_fault_has_its_path(change: Change, fault: str) -> None:
    faults = faults_after(change)
    assert any(fault in found for found in faults), faults
    assert all("\n" not in found and found.startswith("line ") for found in faults)


def test_fault_has_its_line() -> None:
    data = make_yaml(make_document()).replace(b"en: safe.3 at level 2.", b"en: ''")
    line = data[: data.index(b"en: ''")].count(b"\n") + 1
    assert faults_of(data) == [
        f"line {line}: items[6].descriptors[2].en: The text is empty. Write it."
    ]


def test_all_faults_are_found_at_once() -> None:
    def change(document: dict[str, Any]) -> None:
        document["items"][0]["descriptors"].pop()
        document["items"][1]["subject"] = "x"
        document["features"][1]["code"] = "S1"
        document["levels"][0]["name"] = {"es": "Todavía no"}
        del document["pillars"][0]["statement"]

    faults = faults_after(change)
    for path in (
        "levels[0].name.en",
        "pillars[0].statement",
        "features[1].code",
        "items[0].descriptors",
        "items[1].subject",
    ):
        assert any(f": {path}: " in fault for fault in faults), path
    lines = [int(fault.split(":")[0].removeprefix("line ")) for fault in faults]
    assert lines == sorted(lines)


def test_commitment_needs_two_primary_features() -> None:
    faults = faults_after(lambda d: d["through_line"].pop(4))
    assert len(faults) == 1
    assert 'commitments[0].code: "engaged" has 1 primary features.' in faults[0]


def test_feature_needs_a_primary_commitment() -> None:
    faults = faults_after(set_at("through_line", 0, "strength", to=1))
    assert any('features[0].code: "S1" has no primary commitment.' in fault for fault in faults)


def test_link_that_stands_twice() -> None:
    faults = faults_after(lambda d: d["through_line"].append(d["through_line"][0]))
    assert any("through_line[8]: S1 and engaged are linked twice." in fault for fault in faults)


def test_broken_section_has_no_faults_of_what_refers_to_it() -> None:
    assert len(faults_after(set_at("pillars", to=3))) == 1


def test_file_without_sources_names_them_in_words() -> None:
    document = make_document()
    del document["sources"]
    document["pillars"][0]["source"] = "C, under Figure 1"
    assert read_framework(make_yaml(document)).pillars[0].source == "C, under Figure 1"


CROSSWALK = {
    "code": "iom",
    "name": {"en": "Six aims"},
    "subject_kind": "commitment",
    "editorial": False,
    "source": ["C"],
    "targets": [{"code": "safe", "name": {"en": "Safe"}}],
    "entries": [{"subject": "safe", "target": "safe", "note": {"en": "The same name."}}],
    "unmapped": [{"subject": "engaged", "note": {"en": "Added."}}],
}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (set_at("entries", 0, "subject", to="S1"), "entries[0].subject: There is no commitment"),
        (set_at("entries", 0, "target", to="x"), "entries[0].target: There is no target"),
        (set_at("unmapped", 0, "subject", to="x"), "unmapped[0].subject: There is no commitment"),
        (set_at("source", to="X"), "crosswalks[0].source[0]: There is no source"),
        (set_at("entries", 0, "match", to="so-so"), "entries[0].match: Write one of close, weak."),
    ],
)
def test_fault_of_a_crosswalk(change: Change, fault: str) -> None:
    crosswalk = copy.deepcopy(CROSSWALK)
    change(crosswalk)
    faults = faults_after(set_at("crosswalks", to=[crosswalk]))
    assert len(faults) == 1
    assert fault in faults[0]


def test_crosswalk_is_read_and_written_back() -> None:
    document = make_document() | {"crosswalks": [CROSSWALK]}
    definition = read_framework(make_yaml(document))
    assert definition.crosswalks[0].unmapped[0][0] == "engaged"
    assert definition_from_document(document_of(definition)) == definition


def test_publication_needs_two_essentials_a_subject() -> None:
    assert publication_faults(make_definition()) == ()
    faults = [str(fault) for fault in publication_faults(make_definition(essentials=1))]
    assert len(faults) == 7
    assert faults[0] == (
        "features[0]: S1 has 1 essential items. Mark at least 2 of its 4 items as essential."
    )


@given(st.data())
def test_any_change_of_the_file_gives_a_definition_or_faults(data: st.DataObject) -> None:
    text = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 20))
        text[start : start + length] = data.draw(
            st.binary(max_size=4)
            | st.sampled_from([b"\n", b": ", b"- ", b"&a ", b"*a", b"{", b"!!x "])
        )
    try:
        definition = read_framework(bytes(text))
    except FaultyDocument as faulty:
        found = faulty.faults
    else:
        found = ()
        assert definition_from_document(document_of(definition)) == definition
    assert all(fault.message for fault in found)


SMALL = make_yaml(make_document(items=1))
