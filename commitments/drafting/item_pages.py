"""What the page of an item shows."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from commitments.drafting.forms.items import ItemForm
from commitments.drafting.item_hints import load_hints
from commitments.drafting.item_queries import (
    ITEMS,
    RETIRED,
    Offered,
    base_items,
    items_of,
    load_offered,
)
from commitments.drafting.item_values import LABELS, Merged, values_of
from commitments.drafting.items import Entry, stated
from commitments.drafting.models import ChangeKind, Draft, DraftPart
from commitments.drafting.part_fields import differences
from commitments.drafting.remarks import load_remarks
from commitments.item_figures import load_item_figures
from lhs_portal.lib.wording import mark, say

EMPTY_ITEM: Entry = {
    "meaning": 1,
    "essential": False,
    "question": {},
    "why": {},
    "descriptors": [{}, {}, {}, {}, {}],
    "evidence": [],
    "ask": [],
}
GROUPS = (
    (
        "",
        ("question", *(f"descriptors_{level}" for level in range(5))),
    ),
    (mark("Beside the question"), ("why", "evidence", "ask", "guidance_small", "guidance_large")),
    (mark("Who is asked, and how much it counts"), ("sectors", "essential", "weight")),
)


@dataclass(frozen=True, slots=True)
class Written:
    """`part` is None for an item that was removed, and may be a retired one.

    `stored` is then the item as it was last.
    """

    draft: Draft
    code: str
    part: DraftPart | None
    stored: Entry
    offered: Offered

    @property
    def retired(self) -> bool:
        return self.part is not None and self.part.section == RETIRED

    @property
    def base(self) -> Entry | None:
        return base_items(self.draft).get(self.code)

    def form(self, data: Any = None, **shown: Any) -> ItemForm:
        language = self.draft.source_language
        said = None if self.base is None else stated(self.base, self.stored, language)
        if said is not None and "said" in shown:
            said = shown["said"]
        given: dict[str, Any] = {
            "stored": self.stored,
            "language": language,
            "offered": self.offered,
            "seen": self.part.revision if self.part else 0,
            **shown,
            "said": said,
        }
        return ItemForm(data, **given)


@dataclass(frozen=True, slots=True)
class Clashing:
    """Two texts for one field; `keep` is the choice between them."""

    label: str
    mine: str
    theirs: str
    keep: Any


def load_written(draft: Draft, code: str) -> Written:
    """Raises Http404 where the draft never had the item."""
    parts = draft.parts.filter(section__in=(ITEMS, RETIRED), code=code)
    part = parts.select_related("changed_by").first()
    if part is not None and part.section == ITEMS:
        return Written(draft, code, part, part.entry, load_offered(draft))
    last = _last_written(draft, code)
    if part is None and last is None:
        raise Http404("The draft has no such item.")
    subject = {"subject": part.entry["subject"]} if part else {}
    return Written(draft, code, part, last or EMPTY_ITEM | subject, load_offered(draft))


def item_context(
    written: Written,
    form: ItemForm,
    *,
    theirs: DraftPart | None = None,
    merged: Merged | None = None,
) -> dict[str, Any]:
    draft, language, base = written.draft, written.draft.source_language, written.base
    part = theirs or (None if written.retired else written.part)
    subject = (part.entry if part else written.stored)["subject"]
    return {
        "draft": draft,
        "code": written.code,
        "part": part,
        "subject": subject,
        "subject_name": dict(written.offered.subjects).get(subject, subject),
        "form": form,
        "groups": [(say(t) if t else "", [form[name] for name in names]) for t, names in GROUPS],
        "theirs": theirs or (part if form.clashing else None),
        "clashing": _clashing(form, part, language),
        "taken": [say(LABELS[name]) for name in merged.taken] if merged else [],
        "hints": load_hints(draft, written.code, form.typed),
        "figures": load_item_figures(written.code) if base else (),
        "since_base": differences(ITEMS, written.code, base, part.entry, language)
        if base and part
        else [],
        "published": base is not None,
        "base_meaning": base["meaning"] if base else 0,
        "remarks": load_remarks(draft, part) if part else None,
    }


def present_retired(written: Written) -> dict[str, Any]:
    draft, part = written.draft, written.part
    assert part is not None  # noqa: S101 -- for the type checker: only a part is retired
    entry, language = part.entry, draft.source_language
    subject = entry["subject"]
    return {
        "draft": draft,
        "code": written.code,
        "part": part,
        "subject": subject,
        "subject_name": dict(written.offered.subjects).get(subject, subject),
        "question": entry["question"].get(language, ""),
        "descriptors": [text.get(language, "") for text in entry["descriptors"]],
        "levels": written.offered.levels,
        "why": entry.get("why", {}).get(language, ""),
        "replaced_by": entry.get("replaced_by", []),
        "last_version": entry["last_version"],
        "returns": _last_written(draft, written.code) is not None,
        "heirs": list(
            items_of(draft).filter(entry__split_from=written.code).values_list("code", flat=True)
        ),
        "remarks": load_remarks(draft, part),
    }


def _clashing(form: ItemForm, theirs: DraftPart | None, language: str) -> list[Clashing]:
    if theirs is None or not form.clashing:
        return []
    values = values_of(theirs.entry, language)
    return [
        Clashing(say(LABELS[name]), form.typed[name], values[name], form[f"keep_{name}"])
        for name in form.clashing
    ]


def _last_written(draft: Draft, code: str) -> Entry | None:
    """The item as it was when this draft retired or removed it."""
    removed = draft.changes.filter(section=ITEMS, code=code, kind=ChangeKind.REMOVED).first()
    return removed.before["entry"] if removed and removed.before else None
