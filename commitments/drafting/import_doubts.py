"""What a file leaves open, and an editor has to say: new questions and new quotations. Pure."""

from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from commitments.drafting.document import Document, Part, parts_of
from commitments.drafting.items import MEANING, asks_the_same, meaning_after
from commitments.drafting.part_fields import get_at, kind_of_part, put_at

Entry = dict[str, Any]
Key = tuple[str, str]
ASKED, QUOTED = "asked", "quoted"


@dataclass(frozen=True, slots=True)
class Doubt:
    """`asked`: an item asks something else, and the file left its meaning. `quoted`: other words
    are to be verbatim; `source` is the code of the source that the file names.
    """

    kind: str
    section: str
    code: str
    text: str
    source: str = ""

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.section}-{self.code}"


def doubts_of(now: Document, base: Document, file: Document) -> list[Doubt]:
    """`now` is the draft as it is, `base` the published version it goes on from."""
    language = file["source_language"]
    was, published = _entries(now), _entries(base)
    found = []
    for part in parts_of(file):
        key = (part.section, part.code)
        if part.section == "items" and _asks_anew(
            was.get(key), published.get(key), part.entry, language
        ):
            text = part.entry["question"].get(language, "")
            found.append(Doubt(ASKED, *key, text))
        if quotation := _new_quotation(was.get(key), part, language):
            found.append(quotation)
    return found


def settle(
    file: Document,
    base: Document,
    doubts: Sequence[Doubt],
    said: Collection[str],
    highest: Mapping[str, int],
) -> Document:
    """The file as it is brought in. Of what nobody said by its name, the cautious reading: the
    meaning has changed, and the text is verbatim no more. `highest` are the numbers of meaning that
    published versions have.
    """
    language, published = file["source_language"], _entries(base)
    settled = deepcopy(file)
    entries = _entries(settled)
    for doubt in doubts:
        if doubt.name in said:
            continue
        key = (doubt.section, doubt.code)
        entry = entries[key]
        if doubt.kind == ASKED:
            entry["meaning"] = meaning_after(
                published[key], entry, MEANING, language, highest.get(doubt.code, 0)
            )
        elif kind := kind_of_part(*key):
            put_at(entry, kind.provenance, kind.unquoted)
    return settled


def _entries(document: Document) -> Mapping[Key, Entry]:
    """A frame's entry is made for its part, and holds the record of the document itself."""
    return {(part.section, part.code): part.entry for part in parts_of(document)}


def _asks_anew(was: Entry | None, base: Entry | None, entry: Entry, language: str) -> bool:
    if was is None or base is None or entry["meaning"] > base["meaning"]:
        return False
    changed = not asks_the_same(was, entry, language)
    return changed and not asks_the_same(base, entry, language)


def _new_quotation(was: Entry | None, part: Part, language: str) -> Doubt | None:
    kind = kind_of_part(part.section, part.code)
    if kind is None or not kind.quoted or get_at(part.entry, kind.provenance) != "verbatim":
        return None
    text = _words(part.entry, kind.quoted, language)
    if (
        was is not None
        and get_at(was, kind.provenance) == "verbatim"
        and _words(was, kind.quoted, language) == text
    ):
        return None
    source = str(get_at(part.entry, kind.source) or "")
    return Doubt(QUOTED, part.section, part.code, text, source)


def _words(entry: Entry, path: str, language: str) -> str:
    return str((get_at(entry, path) or {}).get(language, ""))
