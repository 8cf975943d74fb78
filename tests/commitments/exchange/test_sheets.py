"""A version as sheets and back: nothing is lost, and every fault has its cell. Without Excel."""

import copy
import json
from collections.abc import Callable, Sequence
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.definition import Definition
from commitments.document_form import definition_from_document, document_of
from commitments.documents import read_framework
from commitments.exchange.reading import FaultyFile, read_sheets, read_text, under_version
from commitments.exchange.schema import framework_schema, render_framework_schema
from commitments.exchange.sheets import tables_of
from commitments.exchange.tables import (
    Column,
    ReadCell,
    ReadSheet,
    Table,
    TooLong,
    address,
    check_fits,
)
from commitments.yaml_writing import render_yaml
from lhs_portal.environment import BASE_DIR
from lhs_portal.lib.canonical import canonical_json
from tests.commitments.conftest import REAL_FILE
from tests.frameworks import make_definition, make_document, make_yaml

Sheets = dict[str, list[list[Any]]]


def sheets_of(definition: Definition) -> Sheets:
    """As Excel would keep them: names with their rows, headings first."""
    return {
        table.name: [
            [column.heading for column in table.columns],
            *[list(row) for row in table.rows],
        ]
        for table in tables_of(document_of(definition))
    }


def as_read(sheets: Sheets) -> list[ReadSheet]:
    def cell(value: Any) -> ReadCell | None:
        if value is None or value == "":
            return None
        if isinstance(value, ReadCell):
            return value
        if isinstance(value, bool):
            return ReadCell("boolean", "true" if value else "false")
        kind = "number" if isinstance(value, int | float) else "text"
        return ReadCell(kind, repr(value) if kind == "number" else value)

    def rows(values: Sequence[Sequence[Any]]) -> list[tuple[int, list[ReadCell | None]]]:
        return [(number, [cell(value) for value in row]) for number, row in enumerate(values, 1)]

    return [ReadSheet(name, rows(values)) for name, values in sheets.items()]


def mistakes_of(change: Callable[[Sheets], object]) -> list[tuple[str, str]]:
    sheets = sheets_of(make_definition())
    change(sheets)
    with pytest.raises(FaultyFile) as refusal:
        read_sheets(as_read(sheets))
    return [(mistake.place, mistake.sentence) for mistake in refusal.value.mistakes]


def test_real_framework_comes_back_to_the_byte() -> None:
    definition = read_framework(REAL_FILE.read_bytes())
    again = read_sheets(as_read(sheets_of(definition)))
    assert again == definition
    assert again.digest == definition.digest
    assert render_yaml(document_of(again)) == render_yaml(document_of(definition))


def full_document() -> dict[str, Any]:
    """With what the real framework does not use."""
    document = make_document()
    document["sources"].append({"code": "P", "citation": "Principles, “so”"})
    document["items"][0] |= {"split_from": "safe.0", "weight": "0.125"}
    document["items"][0]["evidence"] = [{"en": f"Record\n{n}, “so”"} for n in range(7)]
    document["items"][1]["not_applicable_to"] = ["care-delivery", "health-financing"]
    document["retired_items"] = [
        {
            "code": "safe.0",
            "subject": "safe",
            "meaning": 2,
            "last_version": "2024.10",
            "question": {"en": "How was it done?"},
            "descriptors": [{"en": f"Then {n}"} for n in range(5)],
            "why": {"en": "It was."},
            "replaced_by": [document["items"][0]["code"], "safe.2"],
        }
    ]
    document["crosswalks"] = [
        {
            "code": "aims",
            "name": {"en": "Aims"},
            "editorial": True,
            "source": ["C", "P"],
            "targets": [{"code": "a", "name": {"en": "A"}}],
            "entries": [
                {"subject": "safe", "target": "a", "match": "weak", "sources_differ": True}
            ],
            "unmapped": [{"subject": "engaged", "note": {"en": "Nothing there."}}],
        }
    ]
    document["glossary"] = [
        {"code": "cds", "term": {"en": "=1+1"}, "definition": {"en": "_x0041_"}}
    ]
    document["rating_notes"] = [{"en": "One."}, {"en": "Two."}]
    return document


def test_everything_that_a_file_may_hold_comes_back() -> None:
    definition = read_framework(make_yaml(full_document()))
    again = read_sheets(as_read(sheets_of(definition)))
    assert again == definition
    assert again.digest == definition.digest


words = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=40
).filter(lambda text: text == text.strip())


@settings(max_examples=30)
@given(words, words, st.decimals("0.000000001", "9999", places=9))
def test_any_text_and_weight_comes_back(question: str, evidence: str, weight: Any) -> None:
    document = make_document()
    document["items"][3]["question"]["en"] = question
    document["items"][3]["evidence"] = [{"en": evidence}]
    document["items"][3]["weight"] = str(weight)
    definition = definition_from_document(document)
    assert read_sheets(as_read(sheets_of(definition))) == definition
    assert read_text(canonical_json(document_of(definition))) == definition


def put(sheet: str, row: int, heading: str, value: Any) -> Callable[[Sheets], object]:
    def change(sheets: Sheets) -> None:
        rows = sheets[sheet]
        rows[row - 1][rows[0].index(heading)] = value

    return change


@pytest.mark.parametrize(
    ("change", "place", "sentence"),
    [
        (put("items", 2, "question", None), "items, cell F2", "The text is empty"),
        (put("items", 3, "essential", "maybe"), "items, cell D3", "Write true or false"),
        (put("items", 3, "weight", 0), "items, cell E3", "above 0"),
        (put("items", 3, "weight", -1), "items, cell E3", "above 0"),
        (put("items", 3, "weight", float("inf")), "items, cell E3", "above 0"),
        (put("items", 3, "weight", float("nan")), "items, cell E3", "above 0"),
        (put("items", 3, "weight", "1e999"), "items, cell E3", "above 0"),
        (put("items", 3, "meaning", 1.5), "items, cell C3", "Write a whole number"),
        (put("items", 3, "code", "engaged.1"), "items, cell A3", "engaged.1"),
        (put("items", 3, "subject", "nothing"), "items, cell B3", "nothing"),
        (put("items", 3, "question", 2.5), "items, cell F3", "Excel made a number of this"),
        (
            put("items", 3, "why", ReadCell("formula", "")),
            "items, cell G3",
            "This is a formula",
        ),
        (
            put("commitments", 2, "name", ReadCell("date", "2024-12-01")),
            "commitments, cell B2",
            "Excel made a date of this",
        ),
        (
            put("commitments", 2, "name", ReadCell("error", "#REF!")),
            "commitments, cell B2",
            "Excel shows an error",
        ),
        (put("commitments", 2, "name", "a\x01b"), "commitments, cell B2", "U+0001"),
        (put("descriptors", 4, "level 3", None), "descriptors, cell E4", "The text is empty"),
        (put("descriptors", 4, "code", "none.1"), "descriptors, cell A4", "no such item"),
        (put("descriptors", 4, "code", "engaged.1"), "descriptors, cell A4", "stands twice"),
        (put("matrix", 2, "engaged", 3), "matrix, cell B2", "1 to 2"),
        (put("matrix", 2, "effective", 1), "matrix, cell D2", "reasons"),
        (put("matrix", 2, "engaged", None), "reasons, cell C2", "no such link"),
        (put("version", 2, "value", None), "", '"version" is missing'),
        (put("version", 2, "key", "colour"), "version, cell A2", "not known here"),
        (put("features", 2, "provenance", "ours"), "features, cell E2", "Write one of"),
    ],
)
def test_fault_is_named_by_sheet_and_cell(
    change: Callable[[Sheets], object], place: str, sentence: str
) -> None:
    assert [said for where, said in mistakes_of(change) if where == place and sentence in said]


def test_sheets_and_columns_keep_their_names() -> None:
    assert "items" in mistakes_of(lambda sheets: sheets.pop("items"))[0][1]

    def rename(sheets: Sheets) -> None:
        sheets["items"][0][5] = "Question"
        sheets["sectors"][0].append("code")

    found = [sentence for place, sentence in mistakes_of(rename) if place == "items, cell A1"]
    assert found == [
        "The column “Question” is not known here. Delete it.",
        "The column “question” is missing. Put it back.",
    ]
    assert ("sectors, cell D1", "This heading stands twice. Rename or delete one.") in mistakes_of(
        rename
    )


def test_all_faults_come_at_once_in_the_order_of_the_sheets() -> None:
    def change(sheets: Sheets) -> None:
        for row in sheets["items"][1:]:
            row[5] = None

    assert len(mistakes_of(change)) == len(make_definition().items)


def test_text_that_fits_no_cell_is_not_cut() -> None:
    for text in ("x" * 32_768, "\n" * 300, "😀" * 17_000):
        with pytest.raises(TooLong, match="glossary B2"):
            check_fits([Table("glossary", [Column("code"), Column("term")], [["a", text]])])
    check_fits([Table("glossary", [Column("term")], [["x" * 32_767]])])


@pytest.mark.parametrize(("column", "letters"), [(0, "A1"), (25, "Z1"), (26, "AA1"), (701, "ZZ1")])
def test_address(column: int, letters: str) -> None:
    assert address(1, column) == letters


def test_schema_is_the_published_one_and_takes_what_we_export() -> None:
    assert (BASE_DIR / "commitments/framework.schema.json").read_bytes() == (
        render_framework_schema()
    )
    schema = framework_schema()
    for data in (REAL_FILE.read_bytes(), make_yaml(full_document())):
        document = json.loads(canonical_json(document_of(read_framework(data))))
        jsonschema.validate(document, schema)
    broken = copy.deepcopy(document)
    broken["items"][0]["descriptors"].pop()
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_json_comes_back_to_the_byte() -> None:
    definition = read_framework(REAL_FILE.read_bytes())
    data = canonical_json(document_of(definition))
    again = read_text(b"\xef\xbb\xbf" + data)
    assert canonical_json(document_of(again)) == data


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"[" * 100_000, "nested"),
        (b'{"a": ' * 100_000, "nested"),
        (b'{"version": NaN}', "This is a number"),
        (b'{"version": 1e999}', "This is a number"),
        (b'{"version": "1", "version": "2"}', "stands twice"),
        (b'{"items": [{"weight": 1e999}]}', "above 0"),
        (b'{"items": [{"weight": 1' + b"0" * 5000 + b"}]}", "above 0"),
        (b'{"version": "\\ud800"}', "U+D800"),
        (b'{"version": "\\u0000"}', "U+0000"),
        ('{"version": "\xe9"}'.encode("latin-1"), "UTF-8"),
        ('{"version": "1"}'.encode("utf-16"), "UTF-8"),
        (b"{", "not JSON"),
        (b"{}", "missing"),
        (b"[]", "Write the keys"),
        (b"null", ""),
        (b"", "empty"),
        (b"a: &a [*a, *a]", "alias"),
    ],
)
def test_hostile_text_is_refused_in_words(data: bytes, sentence: str) -> None:
    with pytest.raises(FaultyFile) as refusal:
        read_text(data)
    assert any(sentence in mistake.sentence + mistake.place for mistake in refusal.value.mistakes)


@settings(max_examples=100)
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_definition_or_faults(data: bytes) -> None:
    with pytest.raises(FaultyFile):
        read_text(data)


def test_version_can_be_named_anew() -> None:
    definition = make_definition()
    other = under_version(definition, "2025.1")
    assert (other.version, other.items) == ("2025.1", definition.items)
    assert other.digest != definition.digest
