"""Sheets that were read, as the tree of nodes that a framework file is read from. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from commitments.definition import LEVELS
from commitments.document_fields import Record
from commitments.exchange.sheets import (
    CROSSWALK_COLUMN,
    DESCRIPTORS,
    FRAME,
    LISTS,
    MATRIX,
    NOTES,
    OPTIONAL_LISTS,
    REASONS,
    VERSION,
    WITHIN,
    Shape,
    record_of,
)
from commitments.exchange.tables import ReadCell, ReadSheet, address
from commitments.yaml_source import Entry, ListNode, MappingNode, Node, RefusedNode, ScalarNode
from lhs_portal.lib.faults import Fault, Faults
from lhs_portal.lib.wording import mark, say

REFUSED = {
    "formula": mark("This is a formula. Write the text or the number itself."),
    "error": mark("Excel shows an error here. Write the text or the number itself."),
    "date": mark("Excel made a date of this. Format the cell as text, and write it again."),
}
YES = frozenset({"yes", "true", "sí", "si", "verdadero"})
NO = frozenset({"no", "false", "falso"})


@dataclass
class Places:
    """Cells by number, which nodes carry as their line. 0 is the workbook itself."""

    cells: list[tuple[str, str]] = field(default_factory=lambda: [("", "")])
    faults: Faults = field(default_factory=Faults)

    def number(self, sheet: str, row: int, column: int) -> int:
        self.cells.append((sheet, address(row, column)))
        return len(self.cells) - 1

    def fault(self, line: int, message: str) -> None:
        self.faults.append(Fault("", message, line))

    def in_words(self, line: int | None) -> str:
        """Such as “items, cell B7”."""
        sheet, cell = self.cells[line or 0]
        return say("{sheet}, cell {cell}", sheet=sheet, cell=cell) if sheet else ""


@dataclass(frozen=True)
class Cell:
    """`text` is empty where nothing stands; `plain` where it was a number."""

    line: int
    text: str = ""
    plain: bool = False
    refused: bool = False  # it has its fault already


@dataclass(frozen=True)
class Sheet:
    """`rows` by heading; the columns of a list by their number."""

    name: str
    line: int
    headings: Mapping[str, int]
    rows: Sequence[tuple[int, Mapping[str, Cell]]]


def open_sheets(sheets: Sequence[ReadSheet], places: Places) -> dict[str, Sheet]:
    """By name. A formula, an error value and a date are faults, and count as nothing."""
    return {sheet.name: _open(sheet, places) for sheet in sheets}


def _open(sheet: ReadSheet, places: Places) -> Sheet:
    if not sheet.rows:
        return Sheet(sheet.name, places.number(sheet.name, 1, 0), {}, ())
    top, cells = sheet.rows[0]
    headings: dict[str, int] = {}
    for place, cell in enumerate(cells):
        heading = cell.value.strip() if cell else ""
        if heading in headings:
            line = places.number(sheet.name, top, place)
            places.fault(line, say("This heading stands twice. Rename or delete one."))
        elif heading:
            headings[heading] = place
    rows = []
    for number, values in sheet.rows[1:]:
        found = {}
        for heading, place in headings.items():
            given = values[place] if place < len(values) else None
            found[heading] = _cell(given, places.number(sheet.name, number, place), places)
        if any(cell.text or cell.refused for cell in found.values()):
            rows.append((places.number(sheet.name, number, 0), found))
    return Sheet(sheet.name, places.number(sheet.name, top, 0), headings, rows)


def _cell(given: ReadCell | None, line: int, places: Places) -> Cell:
    if given is None:
        return Cell(line)
    if given.kind in REFUSED:
        places.fault(line, say(REFUSED[given.kind]))
        return Cell(line, refused=True)
    text = given.value.replace("\r\n", "\n").strip()
    if given.kind == "number":
        number = Decimal(text)
        exact = f"{number:f}" if number.is_finite() else text
        return Cell(line, exact.removesuffix(".0"), plain=True)
    return Cell(line, text)


class Reader:
    """Builds the tree; what no node can say is a fault of `places`."""

    def __init__(self, sheets: Mapping[str, Sheet], places: Places) -> None:
        self.sheets, self.places = sheets, places
        frame = self._frame()
        language = frame.get("source_language")
        self.frame = frame
        self.language = language.text if language else ""

    def root(self) -> MappingNode:
        entries: dict[str, Entry] = {}
        for key, kind in FRAME:
            cell = self.frame.get(key)
            if cell and cell.text:
                self._put(entries, key, self._scalar(cell, kind), cell.line)
        notes = self.sheets.get(NOTES)
        if notes and notes.rows:
            parts = tuple(self._text(row["note"]) for _, row in notes.rows if "note" in row)
            entries["rating_notes"] = Entry(notes.line, ListNode(notes.line, parts))
        for name, section, shapes in LISTS:
            sheet = self.sheets.get(name)
            if sheet is None:
                if section not in OPTIONAL_LISTS:
                    self._missing(name)
            elif sheet.rows or section not in OPTIONAL_LISTS:
                self._check_headings(sheet, shapes)
                record = record_of(section)
                rows = [self._record(line, row, shapes, record) for line, row in sheet.rows]
                entries[section] = Entry(sheet.line, ListNode(sheet.line, tuple(rows)))
        self._put_descriptors(entries)
        self._put_through_line(entries)
        self._put_within(entries)
        return MappingNode(0, entries)

    def _missing(self, name: str) -> None:
        message = say("The sheet “{sheet}” is missing. Put it back.", sheet=name)
        self.places.fault(0, message)

    def _frame(self) -> dict[str, Cell]:
        sheet = self.sheets.get(VERSION)
        if sheet is None:
            self._missing(VERSION)
            return {}
        known = {key for key, _ in FRAME}
        found: dict[str, Cell] = {}
        for line, row in sheet.rows:
            key = row.get("key", Cell(line))
            if key.text not in known:
                self.places.fault(key.line, say("This key is not known here. Delete the row."))
            elif key.text in found:
                self.places.fault(key.line, say("This key stands twice. Delete one."))
            else:
                found[key.text] = row.get("value", Cell(line))
        return found

    def _check_headings(self, sheet: Sheet, shapes: Sequence[Shape]) -> None:
        known = {shape.name for shape in shapes if shape.kind not in ("texts", "words_list")}
        several = tuple(
            f"{shape.name} " for shape in shapes if shape.kind in ("texts", "words_list")
        )
        for heading in sheet.headings:
            numbered = heading.startswith(several) and heading.rpartition(" ")[2].isdecimal()
            if heading not in known and not (several and numbered):
                self.places.fault(
                    sheet.line,
                    say("The column “{heading}” is not known here. Delete it.", heading=heading),
                )
        for name in sorted(known - set(sheet.headings)):
            message = say("The column “{heading}” is missing. Put it back.", heading=name)
            self.places.fault(sheet.line, message)

    def _record(
        self, line: int, row: Mapping[str, Cell], shapes: Sequence[Shape], record: Record
    ) -> MappingNode:
        entries: dict[str, Entry] = {}
        for shape in shapes:
            outer = shape.key.partition(".")[0]
            required = outer in record.required
            if shape.kind in ("texts", "words_list"):
                cells = list(_numbered(row, shape.name))
                if cells or required:
                    parts = tuple(
                        self._text(cell) if shape.kind == "texts" else self._words(cell)
                        for cell in cells
                    )
                    place = cells[0].line if cells else line
                    entries[shape.key] = Entry(place, ListNode(place, parts))
                continue
            cell = row.get(shape.name, Cell(line))
            if cell.text or cell.refused or required:
                self._put(entries, shape.key, self._scalar(cell, shape.kind), cell.line)
        return MappingNode(line, entries)

    def _scalar(self, cell: Cell, kind: str) -> Node:
        if cell.refused:
            return RefusedNode(cell.line)
        if kind == "text":
            return self._text(cell)
        if kind == "boolean":
            said = cell.text.casefold()
            text = "true" if said in YES else "false" if said in NO else cell.text
            return ScalarNode(cell.line, text, plain=True)
        if kind == "number":
            return ScalarNode(cell.line, cell.text, plain=True)
        if kind == "codes":
            codes = [part.strip() for part in cell.text.split(",") if part.strip()]
            parts = tuple(ScalarNode(cell.line, code, plain=False) for code in codes)
            return ListNode(cell.line, parts)
        return self._words(cell)

    def _text(self, cell: Cell) -> MappingNode:
        return MappingNode(cell.line, {self.language: Entry(cell.line, self._words(cell))})

    def _words(self, cell: Cell) -> Node:
        """Digits that Excel keeps as a number are taken as written; a point may have lost zeros."""
        if cell.refused:
            return RefusedNode(cell.line)
        if cell.plain and not cell.text.isdecimal():
            message = say(
                "Excel made a number of this. Format the cell as text, and write it again."
            )
            self.places.fault(cell.line, message)
            return RefusedNode(cell.line)
        return ScalarNode(cell.line, cell.text, plain=False)

    def _put(self, entries: dict[str, Entry], key: str, node: Node, line: int) -> None:
        outer, _, inner = key.rpartition(".")
        if not outer:
            entries[key] = Entry(line, node)
            return
        within = entries.setdefault(outer, Entry(line, MappingNode(line, {}))).node
        assert isinstance(within, MappingNode)  # noqa: S101 -- nothing else is put there
        within.entries[inner] = Entry(line, node)

    def _put_descriptors(self, entries: dict[str, Entry]) -> None:
        sheet, items = self.sheets.get(DESCRIPTORS), entries.get("items")
        if sheet is None:
            self._missing(DESCRIPTORS)
            return
        of_item: dict[str, MappingNode] = {}
        if items and isinstance(items.node, ListNode):
            for part in items.node.parts:
                if isinstance(part, MappingNode) and "code" in part.entries:
                    node = part.entries["code"].node
                    if isinstance(node, ScalarNode):
                        of_item.setdefault(node.text, part)
        for line, row in sheet.rows:
            code = row.get("code", Cell(line))
            item = of_item.get(code.text)
            if item is None:
                message = say("The sheet “items” has no such item. Mend the code.")
                self.places.fault(code.line, message)
            elif "descriptors" in item.entries:
                self.places.fault(code.line, say("This item stands twice. Delete one."))
            else:
                cells = [row.get(f"level {level}", Cell(line)) for level in LEVELS]
                parts = tuple(self._text(cell) for cell in cells)
                item.entries["descriptors"] = Entry(line, ListNode(line, parts))

    def _put_through_line(self, entries: dict[str, Entry]) -> None:
        matrix, reasons = self.sheets.get(MATRIX), self.sheets.get(REASONS)
        for name, sheet in ((MATRIX, matrix), (REASONS, reasons)):
            if sheet is None:
                self._missing(name)
        if matrix is None or reasons is None:
            return
        said: dict[tuple[str, str], Cell] = {}
        for line, row in reasons.rows:
            pair = row.get("feature", Cell(line)).text, row.get("commitment", Cell(line)).text
            if pair in said:
                self.places.fault(line, say("This link stands twice. Delete one."))
            else:
                said[pair] = row.get("rationale", Cell(line))
        parts = []
        for line, row in matrix.rows:
            feature = row.get("feature", Cell(line))
            for commitment, strength in row.items():
                if commitment == "feature" or strength.text in ("", "0"):
                    continue
                reason = said.pop((feature.text, commitment), None)
                if reason is None:
                    message = say("Give this link its reason on the sheet “reasons”.")
                    self.places.fault(strength.line, message)
                    continue
                nodes: dict[str, Node] = {
                    "feature": ScalarNode(feature.line, feature.text, plain=False),
                    "commitment": ScalarNode(strength.line, commitment, plain=False),
                    "strength": ScalarNode(strength.line, strength.text, plain=True),
                    "rationale": self._text(reason),
                }
                parts.append(
                    MappingNode(
                        strength.line,
                        {key: Entry(node.line, node) for key, node in nodes.items()},
                    )
                )
        for reason in said.values():
            message = say("The sheet “matrix” has no such link. Add its strength, or delete this.")
            self.places.fault(reason.line, message)
        entries["through_line"] = Entry(matrix.line, ListNode(matrix.line, tuple(parts)))

    def _put_within(self, entries: dict[str, Entry]) -> None:
        walks: dict[str, MappingNode] = {}
        found = entries.get("crosswalks")
        if found and isinstance(found.node, ListNode):
            for part in found.node.parts:
                if isinstance(part, MappingNode) and "code" in part.entries:
                    node = part.entries["code"].node
                    if isinstance(node, ScalarNode):
                        walks.setdefault(node.text, part)
        for name, key, shapes in WITHIN:
            sheet = self.sheets.get(name)
            record = record_of(key, record_of("crosswalks"))
            rows: dict[str, list[MappingNode]] = {}
            for line, row in sheet.rows if sheet else ():
                walk = row.get(CROSSWALK_COLUMN, Cell(line))
                if walk.text not in walks:
                    self.places.fault(
                        walk.line, say("The sheet “crosswalks” has no such crosswalk.")
                    )
                    continue
                rows.setdefault(walk.text, []).append(self._record(line, row, shapes, record))
            for code, walk_node in walks.items():
                parts = tuple(rows.get(code, ()))
                if parts or key != "unmapped":
                    place = parts[0].line if parts else walk_node.line
                    walk_node.entries[key] = Entry(place, ListNode(place, parts))


def _numbered(row: Mapping[str, Cell], name: str) -> Iterator[Cell]:
    """The cells of a list in the order of their number; empty ones are left out."""
    columns = []
    for heading, cell in row.items():
        stem, _, number = heading.rpartition(" ")
        if stem == name and number.isdecimal() and (cell.text or cell.refused):
            columns.append((int(number), cell))
    return (cell for _, cell in sorted(columns, key=lambda pair: pair[0]))
