"""A translation as a file: what it says comes back, and every fault has its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.translating.files import TranslationFile, read_translation, render_translation
from commitments.translating.texts import texts_of
from lhs_portal.lib.faults import FaultyDocument
from tests.frameworks import make_definition

DEFINITION = make_definition()
PATHS = list(texts_of(DEFINITION))


def make_file(texts: dict[str, str]) -> TranslationFile:
    ordered = {path: texts[path] for path in PATHS if path in texts}
    return TranslationFile("2024.12", DEFINITION.digest, "es", "draft", 3, ordered)


def file_with(**changes: str) -> bytes:
    lines = {
        "version": '"2024.12"',
        "language": "es",
        "digest": f'"{DEFINITION.digest}"',
        "state": "draft",
        "revision": "1",
        "texts": '{definition: {text: "Un sistema."}}',
    } | changes
    return "".join(f"{key}: {value}\n" for key, value in lines.items()).encode()


def faults_of(data: bytes) -> list[str]:
    with pytest.raises(FaultyDocument) as refusal:
        read_translation(data, DEFINITION)
    return [str(fault) for fault in refusal.value.faults]


def test_file_reads_back_byte_equal() -> None:
    file = make_file({"definition/text": "Un sistema.", "items/safe.1/descriptors/2": "Dos: “sí”"})
    data = render_translation(file, DEFINITION)
    assert read_translation(data, DEFINITION) == file
    assert render_translation(read_translation(data, DEFINITION), DEFINITION) == data
    assert b'# A system that learns.\n    text: "Un sistema."' in data


def test_empty_translation_is_a_file_too() -> None:
    file = make_file({})
    assert read_translation(render_translation(file, DEFINITION), DEFINITION) == file


written = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn"]) | st.just("\n"), min_size=1
).filter(lambda text: text == text.strip())


@given(st.dictionaries(st.sampled_from(PATHS), written, max_size=6))
def test_any_text_comes_back(texts: dict[str, str]) -> None:
    file = make_file(texts)
    assert read_translation(render_translation(file, DEFINITION), DEFINITION) == file


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"version": '"2025.1"'}, "line 1: version: This is a translation of"),
        ({"language": "en"}, "line 2: language: This is the source language"),
        ({"language": "Spanish"}, "line 2: language: "),
        ({"digest": '"00"'}, "line 3: digest: The translation was made of other texts"),
        ({"state": "final"}, "line 4: state: Write one of draft, reviewed"),
        ({"revision": "0"}, "line 5: revision: Write a whole number"),
        ({"revision": "1e999"}, "line 5: revision: Write a whole number"),
        ({"texts": "[a]"}, "line 6: texts: Write the texts here"),
        ({"texts": '{definition: ""}'}, "has no such text"),
        ({"texts": '{definition: {text: ""}}'}, "The text is empty"),
        ({"texts": "{definition: {text: 12}}"}, "YAML reads this as int"),
        ({"texts": '{definition: {texts: "Un"}}'}, "Did you mean definition/text?"),
        ({"texts": '{definition: {text: {es: "Un"}}}'}, "Write a text in quotes here"),
        ({"texts": '{items: {safe.9: {question: "¿?"}}}'}, "has no such text"),
        ({"texts": '{definition: {text: "a", text: "b"}}'}, "The key stands twice here"),
        ({"texts": "{definition: {text: &a b, source: *a}}"}, "The alias *a is not allowed"),
        ({"more": "1"}, 'The key "more" is not known here'),
    ],
)
def test_fault_is_named_with_its_line(changes: dict[str, str], fault: str) -> None:
    assert any(fault in found for found in faults_of(file_with(**changes)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"a: &a [*a, *a]",
        b"[" * 100_000,
        b"texts: !!python/object/apply:os.system [ls]",
        b"texts: \x00",
        b"{" * 30,
        b"x" * 1_100_000,
        b"- a\n- b",
    ],
)
def test_hostile_file_is_refused_in_words(data: bytes) -> None:
    assert faults_of(data)
