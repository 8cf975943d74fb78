"""A rating guide with any fault is refused with the path, the line and what to do."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.documents import FaultyDocument
from commitments.rating_guide import PATIENT_PARTNER, ROLE_GROUPS
from commitments.rating_guide_documents import (
    document_of_guide,
    guide_from_document,
    read_rating_guide,
)
from tests.frameworks import make_definition, make_yaml
from tests.rating_guides import make_guide, make_guide_document

DEFINITION = make_definition()
PARTNER = ROLE_GROUPS.index(PATIENT_PARTNER)

Change = Callable[[dict[str, Any]], Any]


def faults_of(data: bytes) -> list[str]:
    with pytest.raises(FaultyDocument) as raised:
        read_rating_guide(data, DEFINITION)
    return [str(fault) for fault in raised.value.faults]


def faults_after(change: Change) -> list[str]:
    document = make_guide_document()
    change(document)
    return [fault.split(": ", 1)[1] for fault in faults_of(make_yaml(document))]


def with_group(index: int, **changes: Any) -> Change:
    return lambda document: document["role_groups"][index].update(changes)


FAULTS: dict[str, tuple[Change, str]] = {
    "another version": (
        lambda d: d.update(version="2023.1"),
        'version: This guide is for version "2023.1", not for 2024.12.',
    ),
    "unknown section": (
        with_group(0, sections=["safe", "S9"]),
        'role_groups[0].sections[1]: There is no feature or commitment with the code "S9".'
        " Use a code that exists.",
    ),
    "unknown further section": (
        with_group(0, more=["secure"]),
        'role_groups[0].more[0]: There is no feature or commitment with the code "secure".'
        " Use a code that exists.",
    ),
    "section twice": (
        with_group(2, sections=["safe", "safe"]),
        'role_groups[2].sections[1]: "safe" is listed twice for this role group. Delete one.',
    ),
    "section also under more": (
        with_group(2, more=["engaged"]),
        'role_groups[2].more[0]: "engaged" is listed twice for this role group. Delete one.',
    ),
    "too many sections": (
        with_group(1, sections=["engaged", "safe", "effective", "S1", "S2", "F1", "F2"]),
        "role_groups[1].sections: There are 7 sections here. Ask at most 6, which take 12 minutes;"
        ' the others may stand under "more".',
    ),
    "no section": (
        with_group(1, sections=[]),
        "role_groups[1].sections: The list is empty. Name at least one section.",
    ),
    "unknown role group": (
        with_group(0, code="janitor"),
        f"role_groups[0].code: Write one of {', '.join(ROLE_GROUPS)}.",
    ),
    "missing role group": (
        lambda d: d["role_groups"].pop(2),
        'role_groups: The role group "board" is missing. Add it.',
    ),
    "role group twice": (
        lambda d: d["role_groups"].append({**d["role_groups"][2]}),
        'role_groups[10].code: The code "board" is used twice, first at role_groups[2].code.'
        " Change one.",
    ),
    "unknown item": (
        lambda d: d["staff_only"].append("safe.9"),
        'staff_only[6]: There is no item with the code "safe.9". Use a code that exists.',
    ),
    "item twice": (
        lambda d: d["staff_only"].append("safe.1"),
        'staff_only[6]: The item "safe.1" stands here twice. Delete one.',
    ),
    "no general introduction": (
        lambda d: d.update(introduction=[]),
        "introduction: The list is empty. Write at least one paragraph.",
    ),
    "empty introduction of a group": (
        with_group(3, introduction=[]),
        "role_groups[3].introduction: The list is empty. Write at least one paragraph.",
    ),
    "partner without an introduction": (
        lambda d: d["role_groups"][PARTNER].pop("introduction"),
        f'role_groups[{PARTNER}]: "patient-partner" needs an introduction of its own. Add it.',
    ),
    "partner asked about a section with one item": (
        lambda d: d["staff_only"].append("safe.3"),
        f'role_groups[{PARTNER}].sections[0]: "safe" leaves a partner 1 of its items; under "sections" it'
        ' must leave at least 2. Take it from the list, or take items from "staff_only".',
    ),
    "partner offered a section with none": (
        with_group(PARTNER, more=["S1"]),
        f'role_groups[{PARTNER}].more[0]: "S1" leaves a partner 0 of its items; under "more" it must'
        ' leave at least 1. Take it from the list, or take items from "staff_only".',
    ),
    "unknown key": (
        with_group(0, section=[]),
        'role_groups[0].section: The key "section" is not known here. Did you mean "sections"?',
    ),
    "text without its language": (
        with_group(0, who={"es": "…"}),
        'role_groups[0].who.en: The text in the source language is missing. Add en: "…".',
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_named_with_its_path(name: str) -> None:
    change, wanted = FAULTS[name]
    assert faults_after(change) == [wanted]


@pytest.mark.parametrize("key", ["version", "introduction", "role_groups", "staff_only"])
def test_missing_key_is_the_only_fault(key: str) -> None:
    assert faults_after(lambda d: d.pop(key)) == [f'{key}: The key "{key}" is missing. Add it.']


@pytest.mark.parametrize("key", ["code", "name", "who", "sections"])
def test_missing_key_of_a_role_group_is_the_only_fault(key: str) -> None:
    path = f"role_groups[0].{key}"
    assert faults_after(lambda d: d["role_groups"][0].pop(key)) == [
        f'{path}: The key "{key}" is missing. Add it.'
    ]


def test_all_faults_are_found_in_one_reading_each_with_its_line() -> None:
    data = make_yaml(make_guide_document()).decode()
    lines = data.splitlines()
    first = next(n for n, line in enumerate(lines) if line.strip() == "- safe")
    lines[first] = lines[first].replace("safe", "sound")
    last = next(n for n, line in enumerate(lines) if line.strip() == "- S1.4")
    lines[last] = lines[last].replace("S1.4", "[S1.4]")
    faults = faults_of("\n".join(lines).encode())
    assert [fault.split(":")[0] for fault in faults] == [f"line {first + 1}", f"line {last + 1}"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"\xff\xfe",
        b"[]",
        b"- " * 5000,
        b"a: &a [x]\nb: *a\n",
        b"{" * 50_000,
        b"!!python/object/apply:os.system ['true']",
        b"version: '2024.12'\nversion: '2024.13'\n",
        b"version: 2024.12",
        b"role_groups: {leadership: [safe]}\nstaff_only: safe.1\n",
        b"role_groups: [[], {}, null, {code: [], sections: {}, more: [[], null]}]\n",
        b"staff_only: [{}, [], null, 1, 1, '']\n",
        b"x" * (1024 * 1024 + 1),
    ],
)
def test_hostile_text_is_refused_in_words(data: bytes) -> None:
    assert faults_of(data)


TREES = st.recursive(
    st.sampled_from(["safe", "safe.1", "board", "patient-partner", "2024.12", "", "\u202e", "1"])
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "version",
                    "introduction",
                    "role_groups",
                    "staff_only",
                    "code",
                    "name",
                    "who",
                    "sections",
                    "more",
                    "en",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=40,
)


@given(TREES)
def test_no_tree_breaks_the_reader(tree: Any) -> None:
    with pytest.raises(FaultyDocument):
        read_rating_guide(make_yaml(tree), DEFINITION)


@given(st.sampled_from(ROLE_GROUPS), st.sampled_from(["name", "who", "sections", "more"]), TREES)
def test_no_value_in_a_valid_guide_breaks_the_reader(code: str, key: str, value: Any) -> None:
    document = make_guide_document()
    document["role_groups"][ROLE_GROUPS.index(code)][key] = value
    try:
        guide = read_rating_guide(make_yaml(document), DEFINITION)
    except FaultyDocument:
        return
    for subject in (*guide.sections_for(code), *guide.more_for(code)):
        assert subject in DEFINITION.subject_by_code


def test_document_gives_the_guide_again() -> None:
    guide = make_guide(more={"finance": ["S1"]})
    document = document_of_guide(guide, "en")
    assert guide_from_document(document, "en") == guide
    assert document["role_groups"][0]["name"] == {"en": "Leadership", "es": "Leadership (es)"}


def test_digest_tells_contents_apart_and_nothing_else() -> None:
    digest = make_guide().digest
    assert len(digest) == 64
    turned = reversed(make_guide_document()["staff_only"])
    assert make_guide(staff_only=turned).digest == digest
    assert make_guide(staff_only=["safe.1"]).digest != digest
    assert make_guide(sections={"board": ["engaged", "safe"]}).digest != digest
    document = make_guide_document()
    document["role_groups"][0]["name"]["es"] = "Dirección"
    assert read_rating_guide(make_yaml(document), DEFINITION).digest != digest
