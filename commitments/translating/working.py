"""What translators work on: each text of a version beside its translation. Pure.

The newest edition is what is published; what a translator wrote since stands over it.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from commitments.definition import Definition, Text
from lhs_portal.lib.wording import mark, say

State = Literal["missing", "outdated", "changed", "published"]
LONGEST_TEXT = 10_000


def source_digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Written:
    """What a translator wrote; `text` empty: to be left out of the next edition."""

    text: str
    source_digest: str
    revision: int
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One text. `seen` is what a form says it has shown, so that nobody overwrites in silence."""

    path: str
    source: str
    published: str
    text: str
    state: State
    seen: str
    by: str = ""
    at: datetime | None = None

    @property
    def field(self) -> str:
        return f"text-{self.path}"


def entries_of(
    sources: Mapping[str, Text],
    published: Mapping[str, str],
    revision: int,
    written: Mapping[str, Written],
) -> tuple[Entry, ...]:
    """In framework order. `revision` is that of the edition whose texts are `published`."""
    return tuple(
        _entry(path, source.source, published.get(path, ""), revision, written.get(path))
        for path, source in sources.items()
    )


def _entry(path: str, source: str, published: str, revision: int, written: Written | None) -> Entry:
    if written is None:
        state: State = "published" if published else "missing"
        return Entry(path, source, published, published, state, f"e{revision}")
    if not written.text:
        state = "missing"
    elif written.source_digest != source_digest(source):
        state = "outdated"
    else:
        state = "published" if written.text == published else "changed"
    seen = f"w{written.revision}"
    return Entry(path, source, published, written.text, state, seen, written.by, written.at)


def next_texts(entries: Iterable[Entry]) -> dict[str, str]:
    """Those of the next edition: what translates a text that has changed is not among them."""
    return {entry.path: entry.text for entry in entries if entry.text and entry.state != "outdated"}


@dataclass(frozen=True, slots=True)
class Group:
    """What a translator does at a sitting: a subject's items, or a section of the framework."""

    code: str
    name: str
    entries: tuple[Entry, ...]

    def count(self, state: State) -> int:
        return sum(entry.state == state for entry in self.entries)

    @property
    def missing(self) -> int:
        return self.count("missing")

    @property
    def outdated(self) -> int:
        return self.count("outdated")

    @property
    def changed(self) -> int:
        return self.count("changed")


GROUPS = {
    "frame": mark("Title, notes and rules"),
    "levels": mark("Levels"),
    "reach_words": mark("Words for reach"),
    "sectors": mark("Sectors"),
    "pillars": mark("Pillars"),
    "features": mark("Anchor features"),
    "commitments": mark("Commitments"),
    "through_line": mark("Reasons of the through-line"),
    "crosswalks": mark("Crosswalks"),
    "glossary": mark("Glossary"),
    "raters": mark("Rating guide"),
}
SUBJECT = "items."


def grouped(definition: Definition, entries: Iterable[Entry]) -> tuple[Group, ...]:
    """In the order of the framework; groups without a text are left out."""
    of = _group_of(definition)
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(of(entry.path), []).append(entry)
    names = {code: say(name) for code, name in GROUPS.items()}
    for subject in definition.subjects:
        title = str(subject.name)
        if subject.kind == "feature":
            title = f"{subject.code} {title}"
        names[SUBJECT + subject.code] = title
    return tuple(Group(code, names[code], tuple(found[code])) for code in names if code in found)


def _group_of(definition: Definition) -> Callable[[str], str]:
    subjects = {item.code: item.subject for item in definition.retired_items}
    subjects |= {item.code: item.subject for item in definition.items}

    def group_of(path: str) -> str:
        section, _, rest = path.partition("/")
        if section in ("items", "retired_items"):
            code = rest.partition("/")[0]
            return SUBJECT + subjects[code] if code in subjects else "frame"
        return section if section in GROUPS else "frame"

    return group_of


PLACES = {
    "title": mark("title"),
    "affiliation_note": mark("note on the affiliation"),
    "wording_note": mark("note on wording"),
    "rating_rule": mark("rule for choosing a level"),
    "rating_notes": mark("note on choosing a level"),
    "definition": mark("definition"),
    "name": mark("name"),
    "description": mark("description"),
    "shown": mark("what could be shown"),
    "term": mark("term"),
    "meaning": mark("meaning"),
    "statement": mark("statement"),
    "summary": mark("summary"),
    "sources_differ_note": mark("note on differing sources"),
    "rationale": mark("reason"),
    "question": mark("question"),
    "why": mark("why it matters"),
    "descriptors": mark("level"),
    "evidence": mark("evidence"),
    "ask": mark("whom to ask"),
    "small": mark("in a small organization"),
    "large": mark("in a large organization"),
    "source_note": mark("note on the source"),
    "note": mark("note"),
    "introduction": mark("introduction"),
    "who": mark("who they are"),
    "text": mark("text"),
}
_SILENT = frozenset({"guidance", "targets", "entries", "unmapped", "role_groups", "raters"})


def place_in_words(path: str) -> str:
    """Such as “safe.1 · level 2”. The first word names the section where nothing else does."""
    parts = path.split("/")
    shown = parts[1:] if len(parts) > 1 and parts[0] not in PLACES else parts
    words: list[str] = []
    for index, part in enumerate(shown):
        if part in _SILENT:
            continue
        if index and part.isdecimal():
            # Levels are called by their number; of a list, people count from one.
            number = int(part) + (shown[index - 1] != "descriptors")
            words[-1:] = [f"{words[-1]} {number}"]
        else:
            words.append(say(PLACES[part]) if part in PLACES else part)
    return " · ".join(words)
