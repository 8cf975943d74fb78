"""Items of a draft as pages and actions need them."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, Q

from commitments.definition import Definition
from commitments.document_form import document_of
from commitments.drafting.items import Entry
from commitments.drafting.models import Draft, DraftPart, DraftState
from commitments.drafting.part_fields import title_of
from commitments.drafting.queries import read_draft
from commitments.models import Item, Status
from commitments.queries import load_definition

ITEMS, RETIRED = "items", "retired_items"
SUBJECTS = ("commitments", "features")
BASES_KEPT = 8
DISCARDED = DraftState.DISCARDED


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A commitment or a feature, and how many items of it are asked and how many are essential."""

    code: str
    name: str
    section: str
    items: int
    essentials: int


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form of an item offers to choose from."""

    sectors: list[tuple[str, str]]
    levels: dict[int, str]
    subjects: list[tuple[str, str]]


def items_of(draft: Draft) -> Any:
    return draft.parts.filter(section=ITEMS).order_by("position", "id")


def load_subjects(draft: Draft) -> list[SubjectRow]:
    """Commitments first. Two queries, whatever the number of items."""
    counted = {
        row["entry__subject"]: row
        for row in draft.parts.filter(section=ITEMS)
        .order_by()
        .values("entry__subject")
        .annotate(items=Count("id"), essentials=Count("id", Q(entry__essential=True)))
    }
    found = []
    for section, code, name in _subjects(draft):
        row = counted.get(code, {"items": 0, "essentials": 0})
        found.append(SubjectRow(code, name, section, row["items"], row["essentials"]))
    return found


def load_offered(draft: Draft) -> Offered:
    """Names as they are in the draft; as in its base while the draft breaks a rule."""
    definition = readable_definition(draft)
    return Offered(
        [(sector.code, str(sector.name)) for sector in definition.sectors],
        {level.level: str(level.name) for level in definition.levels},
        [(subject.code, str(subject.name)) for subject in definition.subjects],
    )


def base_items(draft: Draft) -> dict[str, Entry]:
    """The items of the version from which the draft started, by code."""
    return _items_of_definition(load_definition(draft.base))


def load_used_codes(draft: Draft) -> set[str]:
    """Every code that an item of a version, of this draft or of another open one ever had."""
    sections = [ITEMS, RETIRED]
    parts = DraftPart.objects.filter(section__in=sections).exclude(draft__state=DISCARDED)
    return {
        *parts.order_by().values_list("code", flat=True).distinct(),
        *draft.changes.filter(section__in=sections).order_by().values_list("code", flat=True),
        *Item.objects.order_by().values_list("code", flat=True).distinct(),
        *(item.code for item in load_definition(draft.base).retired_items),
    }


def load_highest_meanings() -> dict[str, int]:
    """Of each code that a published version has: a number of meaning stands for one question."""
    items = Item.objects.exclude(framework_version__status=Status.DRAFT).order_by()
    return dict(items.values_list("code").annotate(Max("meaning")))


def readable_definition(draft: Draft) -> Definition:
    """The draft's own; that of its base while the draft breaks a rule."""
    definition, _ = read_draft(draft)
    return definition or load_definition(draft.base)


def _subjects(draft: Draft) -> list[tuple[str, str, str]]:
    rows = draft.parts.filter(section__in=SUBJECTS).order_by("section", "position", "id")
    return [
        (section, code, title_of(section, code, entry, draft.source_language))
        for section, code, entry in rows.values_list("section", "code", "entry")
    ]


@lru_cache(BASES_KEPT)
def _items_of_definition(definition: Definition) -> dict[str, Entry]:
    return {entry["code"]: entry for entry in document_of(definition)["items"]}
