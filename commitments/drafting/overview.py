"""What the home of a draft tells: its checks, what differs from its base, the pages about it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from commitments.document_form import document_of
from commitments.documents import publication_faults
from commitments.drafting.document import FRAME_SECTION, LISTS, Document, parts_of
from commitments.drafting.models import Draft
from commitments.drafting.part_fields import KINDS, OTHER_KINDS, kind_of_part
from commitments.drafting.places import place_of
from commitments.drafting.publication_rules import faults_against_base
from commitments.drafting.publishing import load_others
from commitments.drafting.queries import load_document, read_draft
from commitments.drafting.telling import ASKED, ToldBatch, tell_batches
from commitments.queries import load_definition
from lhs_portal.lib.faults import Fault
from lhs_portal.lib.wording import mark, say

_PLACE = re.compile(r"(\w+)(?:\[(\d+)\])?(?:\.(.+))?")
_INDEX = re.compile(r"\[(\d+)\]")
MOST_CHANGES, MOST_TOLD = 40, 6
WHOLE = mark("Texts of the whole framework")

# The groups of the hub: route, name, what it is for.
PAGES = (
    (
        mark("Change"),
        (
            ("items", mark("Items"), mark("questions, descriptors, order, retiring, splitting")),
            ("through_line", mark("Through-line"), mark("which feature carries which commitment")),
            ("crosswalks", mark("Crosswalks"), mark("how it reads in other frameworks")),
        ),
    ),
    (
        mark("Look at it together"),
        (
            ("comments", mark("Comments"), mark("remarks and suggestions of editors")),
            ("history", mark("History"), mark("who changed what, and why; undo")),
            ("preview", mark("Preview"), mark("as raters and readers will see it")),
            ("compare", mark("Compare with its base"), mark("wording, meaning, structure")),
            ("reports:dry_runs", mark("Dry run"), mark("what it would do to the latest release")),
        ),
    ),
    (
        mark("Take it further"),
        (
            ("propose", mark("Propose and publish"), mark("one editor proposes, another approves")),
            ("export", mark("Export"), mark("YAML, JSON, workbook")),
            ("import", mark("Import"), mark("a file or a workbook into this draft")),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Page:
    url: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Check:
    """What keeps a draft from publication; `where` may be empty."""

    where: str
    url: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many parts of a section differ from the base."""

    section: str
    changed: int
    added: int
    removed: int

    @property
    def name(self) -> str:
        return list_name(self.section)


# Sections whose parts have a page each (items, the through-line and crosswalks have others).
TEXTS = (
    "frame",
    "commitments",
    "features",
    "pillars",
    "levels",
    "reach_words",
    "sectors",
    "glossary",
    "sources",
)


def pages_of(draft: Draft) -> Iterator[tuple[str, list[Page]]]:
    """Groups of pages."""
    for title, pages in PAGES:
        found = [
            Page(reverse(_in_full(route), args=[draft.pk]), say(name), say(about))
            for route, name, about in pages
        ]
        if title == PAGES[0][0]:
            found += [
                Page(reverse("drafting:parts", args=[draft.pk, section]), list_name(section), "")
                for section in TEXTS
            ]
        yield say(title), found


def _in_full(route: str) -> str:
    return route if ":" in route else f"drafting:{route}"


def list_name(section: str) -> str:
    kind = KINDS.get(section) or OTHER_KINDS.get(section)
    return say(kind.plural) if kind else say(WHOLE)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a draft stands: what keeps it from publication, and what differs from its base.

    A mere change of order is no difference.
    """

    checks: tuple[Check, ...]
    counts: tuple[Count, ...]


def load_standing(draft: Draft) -> Standing:
    """Every rule that the draft breaks just now; where it breaks none, what it lacks."""
    definition, faults = read_draft(draft)
    before = load_definition(draft.base)
    if definition is not None:
        document = document_of(definition)
        faults = (
            *publication_faults(definition),
            *faults_against_base(before, definition, load_others(draft)),
        )
    else:
        document = load_document(draft)
    base = document_of(before)
    return Standing(
        tuple(_check(draft, fault, document) for fault in faults),
        tuple(count_differences(base, document)),
    )


def count_differences(before: Document, after: Document) -> Iterator[Count]:
    old = {(part.section, part.code): part.entry for part in parts_of(before)}
    new = {(part.section, part.code): part.entry for part in parts_of(after)}
    for section in dict.fromkeys(section for section, _ in (*old, *new)):
        was = {code: entry for (where, code), entry in old.items() if where == section}
        now = {code: entry for (where, code), entry in new.items() if where == section}
        count = Count(
            section,
            changed=sum(code in was and was[code] != entry for code, entry in now.items()),
            added=len(now.keys() - was.keys()),
            removed=len(was.keys() - now.keys()),
        )
        if count.changed or count.added or count.removed:
            yield count


def tell_newest(draft: Draft) -> list[ToldBatch]:
    """The newest first. One query."""
    newest = draft.changes.select_related("by")[:MOST_CHANGES]
    return tell_batches(newest, draft.source_language)[:MOST_TOLD]


def _check(draft: Draft, fault: Fault, document: Document) -> Check:
    section, code, field = part_of_path(fault.path, document)
    if not section:
        return Check("", "", fault.message)
    kind = kind_of_part(section, code)
    names = [say(kind.name) if kind else section]
    names += [code] if section != FRAME_SECTION else []
    labels = {each.path: each.label for each in kind.fields} | ASKED if kind else {}
    where = " ".join(names)
    if label := labels.get(field):
        where = f"{where}, {say(label)}"
    return Check(where, place_of(draft, section, code), fault.message)


def part_of_path(path: str, document: Document) -> tuple[str, str, str]:
    """Section, code and field of the part to which a fault's path leads; empty where to none."""
    match = _PLACE.fullmatch(path)
    if match is None:
        return "", "", ""
    section, index, field = match.groups(default="")
    field = _INDEX.sub(r".\1", field).removesuffix(f".{document['source_language']}")
    if section not in document:
        return "", "", ""
    if not index or section not in LISTS:
        return FRAME_SECTION, section, f"value.{field}" if field else "value"
    parts = parts_of({section: document[section]})
    return section, parts[int(index)].code, field
