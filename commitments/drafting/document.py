"""A document (see commitments.document_form) as the parts that editors change, and back. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]

# In the order of the framework file.
LISTS = (
    "sources",
    "levels",
    "reach_words",
    "sectors",
    "pillars",
    "features",
    "commitments",
    "through_line",
    "items",
    "retired_items",
    "crosswalks",
    "glossary",
)
# Keys of the document that are one record each; their parts have the key as their code.
FRAME = (
    "title",
    "affiliation_note",
    "wording_note",
    "definition",
    "rating_rule",
    "rating_notes",
)
FRAME_SECTION = "frame"
SECTIONS = (FRAME_SECTION, *LISTS)
# Positions lie apart, so that a part can come between two of which neither changes.
APART = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """`entry` is the file's own mapping, texts by language; a frame's is {"value": …}."""

    section: str
    code: str
    position: int
    entry: dict[str, Any]


def code_of(section: str, entry: dict[str, Any]) -> str:
    if section == "through_line":
        return f"{entry['feature']}.{entry['commitment']}"
    if section == "levels":
        return str(entry["level"])
    return str(entry["code"])


def parts_of(document: Document) -> list[Part]:
    frame = [
        Part(FRAME_SECTION, key, index * APART, {"value": document[key]})
        for index, key in enumerate(FRAME)
        if key in document
    ]
    return frame + [
        Part(section, code_of(section, entry), index * APART, entry)
        for section in LISTS
        for index, entry in enumerate(document.get(section, ()))
    ]


def document_of_parts(version: str, source_language: str, parts: Iterable[Part]) -> Document:
    """Parts of a section in the order of their position; an empty optional section is left out."""
    document: Document = {"version": version, "source_language": source_language}
    by_section: dict[str, list[Part]] = {}
    for part in sorted(parts, key=lambda part: part.position):
        by_section.setdefault(part.section, []).append(part)
    document |= {part.code: part.entry["value"] for part in by_section.get(FRAME_SECTION, ())}
    required = {"levels", "sectors", "pillars", "features", "commitments", "through_line", "items"}
    for section in LISTS:
        if section in by_section or section in required:
            document[section] = [part.entry for part in by_section.get(section, ())]
    return document
