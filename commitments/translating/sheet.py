"""A translation as a workbook, text beside text, and back. Pure."""

from collections.abc import Mapping, Sequence

from commitments.exchange.reading import FaultyFile, Mistake
from commitments.exchange.sheet_nodes import Places, Sheet, open_sheets
from commitments.exchange.tables import Column, ReadSheet, Table
from commitments.translating.working import LONGEST_TEXT, Entry, Group, place_in_words
from lhs_portal.lib.faults import FaultyDocument
from lhs_portal.lib.plain_text import fault_in_text
from lhs_portal.lib.wording import mark, say

TEXTS = "texts"
PATH, PLACE, SOURCE, TRANSLATION, STATE = "path", "place", "source", "translation", "state"
STATES = {
    "missing": mark("missing"),
    "outdated": mark("outdated"),
    "changed": mark("not published yet"),
    "published": mark("published"),
}
LEAD = (
    mark("Write in the column “translation” of the sheet “texts”. Leave the grey columns as they"
         " are: they tell which text it is, and what it was translated from."),
    mark("An empty cell changes nothing."),
    mark("When you bring the workbook back, you see every fault by its cell, then what would"
         " change. Nothing is written before you confirm it."),
)  # fmt: skip


def texts_table(groups: Sequence[Group]) -> Table:
    columns = [
        Column(PATH, 34, locked=True),
        Column(PLACE, 24, locked=True),
        Column(SOURCE, 60, locked=True),
        Column(TRANSLATION, 60),
        Column(STATE, 16, locked=True),
    ]
    rows = [
        [
            entry.path,
            f"{group.name}: {place_in_words(entry.path)}",
            entry.source,
            entry.text or None,
            say(STATES[entry.state]),
        ]
        for group in groups
        for entry in group.entries
    ]
    return Table(TEXTS, columns, rows)


def read_texts(sheets: list[ReadSheet], entries: Mapping[str, Entry]) -> dict[str, str]:
    """The texts that are there, by path. Raises FaultyFile with every fault."""
    places = Places()
    try:
        texts = _read(open_sheets(sheets, places).get(TEXTS), entries, places)
        faults = list(places.faults)
    except FaultyDocument as refusal:
        texts, faults = {}, list(refusal.faults)
    if faults:
        faults.sort(key=lambda fault: fault.line or 0)
        raise FaultyFile(
            tuple(Mistake(places.in_words(fault.line), fault.message) for fault in faults)
        )
    return texts


def _read(sheet: Sheet | None, entries: Mapping[str, Entry], places: Places) -> dict[str, str]:
    if sheet is None:
        places.fault(0, say("The sheet “{sheet}” is missing. Put it back.", sheet=TEXTS))
        return {}
    missing = [name for name in (PATH, SOURCE, TRANSLATION) if name not in sheet.headings]
    for name in missing:
        message = say("The column “{heading}” is missing. Put it back.", heading=name)
        places.fault(sheet.line, message)
    found: dict[str, str] = {}
    for _, row in () if missing else sheet.rows:
        path, source, text = row[PATH], row[SOURCE], row[TRANSLATION]
        entry = entries.get(path.text)
        if entry is None:
            places.fault(path.line, say("The framework has no such text. Delete the row."))
        elif path.text in found:
            places.fault(path.line, say("This text stands twice. Delete one of the rows."))
        elif source.text != entry.source.strip():
            places.fault(
                source.line,
                say("This is not the text that is translated. Export the workbook again."),
            )
        elif text.text:
            if fault := fault_in_text(text.text, longest=LONGEST_TEXT):
                places.fault(text.line, fault)
            found[path.text] = text.text
    return found
