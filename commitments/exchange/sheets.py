"""A framework document as sheets for people who edit in Excel, and back. Pure.

Back it becomes the tree of nodes that a framework file is read from (see sheet_nodes.py), so that a
workbook is held to the very rules of a file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from commitments.definition import LEVELS
from commitments.document_fields import Record
from commitments.document_shape import FRAMEWORK, PROVENANCES
from commitments.exchange.tables import Column, Table, Value

Document = Mapping[str, Any]
YES, NO = "yes", "no"
FEWEST_PARTS = 5  # columns for a list of texts, so that there is room for one more


@dataclass(frozen=True)
class Shape:
    """A column of a sheet. `key` may lead into a mapping within: guidance.small.

    `kind`: text (in the source language), words, code, codes (with commas), number, boolean, or
    texts and words_list: as many columns as it takes, named by number.
    """

    key: str
    kind: str = "text"
    width: int = 40
    locked: bool = False
    choices: Sequence[str] = ()
    of_sheet: str = ""
    heading: str = ""

    @property
    def name(self) -> str:
        return self.heading or self.key.rpartition(".")[2]


def code(key: str = "code", **more: Any) -> Shape:
    return Shape(key, "code", 16, locked=True, **more)


_PROVENANCE = Shape("provenance", "words", 14, choices=PROVENANCES)
_SOURCE = Shape("source", "words", 10)


def record_of(section: str, within: Record = FRAMEWORK) -> Record:
    """What the entries of a list of the file are read as."""
    kind: Any = within.required.get(section) or within.optional[section]
    record: Record = kind.kind
    return record


# Sheet, section of the file, its columns.
LISTS: tuple[tuple[str, str, tuple[Shape, ...]], ...] = (
    (
        "sources",
        "sources",
        (
            code(),
            Shape("citation", "words", 80),
            Shape("url", "words", 40),
            Shape("date", "words", 12),
            Shape("kind", "words", 14),
        ),
    ),
    (
        "levels",
        "levels",
        (
            Shape("level", "number", 8, locked=True),
            Shape("name"),
            Shape("description"),
            Shape("shown"),
        ),
    ),
    ("reach_words", "reach_words", (code(), Shape("term"), Shape("meaning", width=80))),
    ("sectors", "sectors", (code(), Shape("name"), Shape("description", width=80))),
    (
        "pillars",
        "pillars",
        (code(), Shape("name"), Shape("statement"), Shape("summary"), _PROVENANCE, _SOURCE),
    ),
    (
        "features",
        "features",
        (
            code(),
            Shape("pillar", "code", of_sheet="pillars", width=14),
            Shape("title"),
            Shape("summary", width=60),
            _PROVENANCE,
            _SOURCE,
            Shape("source_quote", "words"),
            Shape("lineage.iom_characteristic", "words"),
            Shape("lineage.match", "words", 10, choices=("close", "weak")),
        ),
    ),
    (
        "commitments",
        "commitments",
        (
            code(),
            Shape("name"),
            Shape("definition", width=60),
            Shape("summary", width=60),
            _PROVENANCE,
            _SOURCE,
            Shape("iom_aim", "words", 16),
            Shape("sources_differ", "boolean", 10, choices=(YES, NO)),
            Shape("sources_differ_note"),
        ),
    ),
    (
        "items",
        "items",
        (
            code(),
            Shape("subject", "code", 14),
            Shape("meaning", "number", 10),
            Shape("essential", "boolean", 10, choices=(YES, NO)),
            Shape("weight", "number", 8),
            Shape("question", width=60),
            Shape("why", width=60),
            Shape("evidence", "texts"),
            Shape("ask", "texts", 24),
            Shape("not_applicable_to", "codes", 24),
            Shape("guidance.small", heading="guidance_small"),
            Shape("guidance.large", heading="guidance_large"),
            Shape("split_from", "code", 14),
        ),
    ),
    (
        "retired_items",
        "retired_items",
        (
            code(),
            Shape("subject", "code", 14),
            Shape("meaning", "number", 10),
            Shape("last_version", "words", 14),
            Shape("question", width=60),
            Shape("descriptors", "texts"),
            Shape("why", width=60),
            Shape("replaced_by", "codes", 24),
        ),
    ),
    (
        "crosswalks",
        "crosswalks",
        (
            code(),
            Shape("name"),
            Shape("subject_kind", "words", 14, choices=("feature", "commitment")),
            Shape("editorial", "boolean", 10, choices=(YES, NO)),
            Shape("source", "words_list", 10),
            Shape("source_note", width=60),
        ),
    ),
    ("glossary", "glossary", (code(), Shape("term"), Shape("definition", width=80))),
)
# Lists within a crosswalk, a sheet each.
WITHIN: tuple[tuple[str, str, tuple[Shape, ...]], ...] = (
    ("crosswalk_targets", "targets", (code(), Shape("name", width=60))),
    (
        "crosswalk_entries",
        "entries",
        (
            Shape("subject", "code", 14),
            Shape("target", "code", 20),
            Shape("match", "words", 10, choices=("close", "weak")),
            Shape("sources_differ", "boolean", 10, choices=(YES, NO)),
            Shape("note", width=80),
        ),
    ),
    ("crosswalk_unmapped", "unmapped", (Shape("subject", "code", 14), Shape("note", width=80))),
)
FRAME = (
    ("version", "words"),
    ("source_language", "words"),
    ("title", "text"),
    ("affiliation_note", "text"),
    ("wording_note", "text"),
    ("definition.text", "text"),
    ("definition.source", "words"),
    ("definition.provenance", "words"),
    ("definition.location", "words"),
    ("rating_rule", "text"),
)
VERSION, NOTES, DESCRIPTORS = "version", "rating_notes", "descriptors"
MATRIX, REASONS = "matrix", "reasons"
CROSSWALK_COLUMN = "crosswalk"
OPTIONAL_LISTS = frozenset({"sources", "reach_words", "retired_items", "crosswalks", "glossary"})


# From a document to tables.


def tables_of(document: Document) -> list[Table]:
    """A document as a file holds it, or a draft that lacks something still."""
    language = document["source_language"]
    lists = {
        name: _table(name, shapes, document.get(section, ()), language)
        for name, section, shapes in LISTS
    }
    frame = [[key, _value(document, key, kind, language)] for key, kind in FRAME]
    notes = [[_text(note, language)] for note in document.get("rating_notes", ())]
    return [
        Table(VERSION, [Column("key", 24, locked=True), Column("value", 100)], frame),
        Table(NOTES, [Column("note", 100)], notes),
        lists["commitments"],
        lists["features"],
        lists["items"],
        _descriptors(document, language),
        _matrix(document),
        _reasons(document, language),
        *(
            table
            for name, table in lists.items()
            if name not in ("commitments", "features", "items", "crosswalks", "glossary")
        ),
        lists["crosswalks"],
        *(_within(name, key, shapes, document, language) for name, key, shapes in WITHIN),
        lists["glossary"],
    ]


def _table(name: str, shapes: Sequence[Shape], entries: Sequence[Document], language: str) -> Table:
    columns: list[Column] = []
    cells: list[list[Value]] = [[] for _ in entries]
    for shape in shapes:
        if shape.kind in ("texts", "words_list"):
            parts = [_parts(entry, shape, language) for entry in entries]
            most = max([FEWEST_PARTS if shape.kind == "texts" else 2, *map(len, parts)])
            columns += [Column(f"{shape.name} {n + 1}", shape.width) for n in range(most)]
            for row, given in zip(cells, parts, strict=True):
                row += [*given, *[None] * (most - len(given))]
        else:
            columns.append(_column(shape))
            for row, entry in zip(cells, entries, strict=True):
                row.append(_value(entry, shape.key, shape.kind, language))
    return Table(name, columns, cells)


def _column(shape: Shape) -> Column:
    return Column(
        shape.name,
        shape.width,
        shape.locked,
        shape.choices,
        shape.of_sheet,
        above_zero=shape.name == "weight",
    )


def _parts(entry: Document, shape: Shape, language: str) -> list[Value]:
    given = entry.get(shape.key, ())
    if shape.kind == "words_list":
        return [given] if isinstance(given, str) else list(given)
    return [_text(text, language) for text in given]


def _value(entry: Document, key: str, kind: str, language: str) -> Value:
    value: Any = entry
    for part in key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    if value is None:
        return None
    if kind == "text":
        return _text(value, language)
    if kind == "boolean":
        return YES if value else NO
    if kind == "codes":
        return ", ".join(value) or None
    if kind == "number":
        return _number(value)
    return str(value)


def _number(value: Any) -> Value:
    """As a number where Excel keeps it exactly, and else as its text."""
    exact = Decimal(str(value))
    number = int(exact) if exact == exact.to_integral_value() else float(exact)
    return number if Decimal(repr(number)) == exact else str(value)


def _text(text: Any, language: str) -> Value:
    return text.get(language) if isinstance(text, Mapping) else None


def _descriptors(document: Document, language: str) -> Table:
    columns = [Column("code", 16, locked=True), *(Column(f"level {n}", 50) for n in LEVELS)]
    rows: list[list[Value]] = []
    for item in document.get("items", ()):
        texts = [_text(text, language) for text in item.get("descriptors", ())]
        rows.append([item.get("code"), *texts[: len(LEVELS)], *[None] * (len(LEVELS) - len(texts))])
    return Table(DESCRIPTORS, columns, rows)


def _matrix(document: Document) -> Table:
    commitments = [entry.get("code") for entry in document.get("commitments", ())]
    strengths = {
        (link.get("feature"), link.get("commitment")): link.get("strength")
        for link in document.get("through_line", ())
    }
    rows = [
        [feature.get("code"), *(strengths.get((feature.get("code"), c)) for c in commitments)]
        for feature in document.get("features", ())
    ]
    columns = [Column("feature", 12, locked=True)]
    columns += [Column(str(code), 14, choices=("2", "1")) for code in commitments]
    return Table(MATRIX, columns, rows)


def _reasons(document: Document, language: str) -> Table:
    rows = [
        [link.get("feature"), link.get("commitment"), _text(link.get("rationale"), language)]
        for link in document.get("through_line", ())
    ]
    columns = [Column("feature", 12), Column("commitment", 16), Column("rationale", 100)]
    return Table(REASONS, columns, rows)


def _within(
    name: str, key: str, shapes: Sequence[Shape], document: Document, language: str
) -> Table:
    rows: list[list[Value]] = [
        [walk.get("code"), *(_value(entry, shape.key, shape.kind, language) for shape in shapes)]
        for walk in document.get("crosswalks", ())
        for entry in walk.get(key, ())
    ]
    columns = [Column(CROSSWALK_COLUMN, 20), *(_column(shape) for shape in shapes)]
    return Table(name, [Column(c.heading, c.width, choices=c.choices) for c in columns], rows)
