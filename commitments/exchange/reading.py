"""A file that somebody brings, YAML, JSON or a workbook, to a definition or to all its faults.

Whatever its form, it is read as a framework file is, and held to the same rules.
"""

import dataclasses
from dataclasses import dataclass
from typing import Any

from commitments.definition import Definition
from commitments.document_form import definition_from_document, document_of
from commitments.documents import document_from_tree, read_framework
from commitments.exchange.json_nodes import tree_of_json
from commitments.exchange.sheet_nodes import Places, Reader, open_sheets
from commitments.exchange.tables import ReadSheet
from lhs_portal.lib.faults import Fault, FaultyDocument
from lhs_portal.lib.strict_json import parse_json

YAML, JSON, WORKBOOK = "yaml", "json", "workbook"


@dataclass(frozen=True, slots=True)
class Mistake:
    """A fault for a person: `place` such as “line 12”, “items, cell F7” or a path; may be empty."""

    place: str
    sentence: str


class FaultyFile(Exception):
    """Every fault that was found. Never empty."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(f"{m.place}: {m.sentence}" for m in mistakes))
        self.mistakes = mistakes


def kind_of_text(data: bytes) -> str:
    """JSON begins with a brace; a framework in YAML never does."""
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    return JSON if head.startswith((b"{", b"[")) else YAML


def read_text(data: bytes) -> Definition:
    """Raises FaultyFile, and nothing else, whatever the bytes are."""
    try:
        if kind_of_text(data) == YAML:
            return read_framework(data)
        root, faults = tree_of_json(parse_json(data))
        return definition_from_document(document_from_tree(root, faults))
    except FaultyDocument as refusal:
        raise FaultyFile(tuple(told(fault) for fault in refusal.faults)) from None


def read_sheets(sheets: list[ReadSheet]) -> Definition:
    """Raises FaultyFile."""
    places = Places()
    try:
        root = Reader(open_sheets(sheets, places), places).root()
        return definition_from_document(document_from_tree(root, places.faults))
    except FaultyDocument as refusal:
        mistakes = (Mistake(places.in_words(f.line), f.message) for f in refusal.faults)
        raise FaultyFile(tuple(mistakes)) from None


def told(fault: Fault) -> Mistake:
    bare = dataclasses.replace(fault, message="")
    return Mistake(str(bare).rstrip(": "), fault.message)


def under_version(definition: Definition, version: str) -> Definition:
    """The same content under another name, with the digest of that."""
    document: dict[str, Any] = document_of(definition)
    return definition_from_document({**document, "version": version})
