"""What changed since an earlier report. Rows of single items come from the comparison itself."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from lhs_portal.lib.wording import mark
from reports.documents.material import Material
from reports.documents.tables.answers import asked_items
from reports.documents.tables.column import Column, Table, day_of
from reports.presentation.page_change import (
    ChangeRow,
    ChangeView,
    ContestedItem,
    NotCompared,
    TargetLine,
)

_NOT_COMPARED = "it cannot be compared: not_compared says why"


def _compared(material: Material) -> dict[str, Any]:
    if material.comparison is None:
        return {}
    document: dict[str, Any] = json.loads(material.comparison)
    return document


def _of(material: Material, part: str) -> Iterable[Any]:
    view: ChangeView | None = material.page.change
    found: Iterable[Any] = () if view is None else getattr(view, part)
    return found


CHANGE: Table[ChangeRow] = Table(
    name="change_subjects",
    title=mark("Change"),
    about=mark(
        "Commitments and features then and now, and whether the difference can be told from noise."
    ),
    absent="",
    part="change",
    columns=(
        Column(
            "subject", mark("Code"), "code", "Of the commitment or feature.", lambda row: row.code
        ),
        Column(
            "name",
            mark("Commitment or feature"),
            "text",
            "Its name.",
            lambda row: row.name,
            width=40,
        ),
        Column("kind", mark("Kind"), "code", "commitment or feature.", lambda row: row.kind),
        Column(
            "earlier_score",
            mark("Earlier score"),
            "score",
            "The score that the earlier report prints.",
            lambda row: row.before,
            "it had no score",
        ),
        Column(
            "later_score",
            mark("Later score"),
            "score",
            "The score of this report.",
            lambda row: row.after,
            "it has no score",
        ),
        Column(
            "delta",
            mark("Difference"),
            "difference",
            "Later minus earlier levels, over the items that both answered: it may differ from "
            "the difference of the two scores.",
            lambda row: row.delta,
            _NOT_COMPARED,
        ),
        Column(
            "verdict",
            mark("Verdict code"),
            "code",
            "changed, noise (not distinguishable from it), not_tested, or not_comparable.",
            lambda row: row.verdict,
            width=16,
        ),
        Column(
            "verdict_shown",
            mark("Verdict"),
            "text",
            "The same in words.",
            lambda row: row.verdict_shown,
            width=30,
        ),
        Column(
            "why", mark("Why"), "text", "What the verdict rests on.", lambda row: row.why, width=60
        ),
    ),
    rows=lambda material: _of(material, "rows"),
    fixed=2,
)


class _Moved(NamedTuple):
    item: str
    subject: str
    question: str
    earlier: int
    later: int


def _moved(material: Material) -> Iterator[_Moved]:
    levels = _compared(material).get("items", {})
    for asked in asked_items(material):
        if found := levels.get(asked.item.code):
            yield _Moved(
                asked.item.code,
                asked.subject.name,
                asked.item.question,
                found["earlier"],
                found["later"],
            )


CHANGE_ITEMS: Table[_Moved] = Table(
    name="change_items",
    title=mark("Change of items"),
    about=mark("Every item that both reports answered and that means the same in both."),
    absent=mark("No item was answered in both."),
    part="change",
    columns=(
        Column("item", mark("Item"), "code", "The item’s code.", lambda row: row.item),
        Column(
            "subject",
            mark("Commitment or feature"),
            "text",
            "Its name.",
            lambda row: row.subject,
            width=30,
        ),
        Column(
            "question",
            mark("Question"),
            "text",
            "The question.",
            lambda row: row.question,
            width=70,
        ),
        Column(
            "earlier_level",
            mark("Earlier level"),
            "level",
            "The level in the earlier report.",
            lambda row: row.earlier,
        ),
        Column(
            "later_level",
            mark("Later level"),
            "level",
            "The level in this report.",
            lambda row: row.later,
        ),
        Column(
            "delta",
            mark("Difference"),
            "steps",
            "Later minus earlier level: of one item, so never tested.",
            lambda row: row.later - row.earlier,
        ),
    ),
    rows=_moved,
)

CHANGE_TARGETS: Table[TargetLine] = Table(
    name="change_targets",
    title=mark("Targets"),
    about=mark("Declared targets, and whether they are met."),
    absent=mark("No target was or is declared."),
    part="change",
    columns=(
        Column("commitment", mark("Code"), "code", "The commitment’s code.", lambda row: row.code),
        Column("name", mark("Commitment"), "text", "Its name.", lambda row: row.name, width=24),
        Column(
            "earlier_target",
            mark("Earlier target"),
            "level",
            "The level that the earlier assessment declared.",
            lambda row: row.earlier_target,
            "none was declared",
        ),
        Column(
            "target",
            mark("Target"),
            "level",
            "The level that is declared now.",
            lambda row: row.target,
            "none is declared",
        ),
        Column(
            "met",
            mark("Met"),
            "flag",
            "Whether the score reaches it.",
            lambda row: row.met,
            "there is no target now, or no score",
        ),
        Column(
            "sentence",
            mark("In words"),
            "text",
            "The same in words.",
            lambda row: row.sentence,
            width=70,
        ),
    ),
    rows=lambda material: _of(material, "targets"),
    fixed=2,
)


class _Turn(NamedTuple):
    item: ContestedItem
    turn: str


def _turns(material: Material) -> Iterator[_Turn]:
    yield from (_Turn(item, "new") for item in _of(material, "newly_contested"))
    yield from (_Turn(item, "closed") for item in _of(material, "no_longer_contested"))


CHANGE_CONTESTED: Table[_Turn] = Table(
    name="change_contested",
    title=mark("Contested then and now"),
    about=mark("Items that are contested now and were not, and the other way around."),
    absent=mark("Nothing is newly or no longer contested."),
    part="change",
    columns=(
        Column("item", mark("Item"), "code", "The item’s code.", lambda row: row.item.code),
        Column(
            "subject",
            mark("Commitment or feature"),
            "text",
            "Its name.",
            lambda row: row.item.subject,
            width=30,
        ),
        Column(
            "question",
            mark("Question"),
            "text",
            "The question.",
            lambda row: row.item.question,
            width=70,
        ),
        Column(
            "turn",
            mark("Turn"),
            "code",
            "new: contested now, not before; closed: contested before, not now.",
            lambda row: row.turn,
        ),
        Column(
            "settled",
            mark("Settled as"),
            "text",
            "How it stands now.",
            lambda row: row.item.settled,
            width=24,
        ),
    ),
    rows=_turns,
)

NOT_COMPARED: Table[NotCompared] = Table(
    name="not_compared",
    title=mark("Not compared"),
    about=mark("Items, and whole commitments or features, that cannot be compared, and why."),
    absent=mark("Everything can be compared."),
    part="change",
    columns=(
        Column(
            "code",
            mark("Code"),
            "code",
            "Of the item, or of the commitment or feature.",
            lambda row: row.code,
        ),
        Column(
            "subject",
            mark("Commitment or feature"),
            "text",
            "Its name.",
            lambda row: row.subject,
            width=30,
        ),
        Column(
            "question",
            mark("Question"),
            "text",
            "The question of an item.",
            lambda row: row.question or None,
            "the row is of a whole commitment or feature",
            width=60,
        ),
        Column(
            "why", mark("Why"), "text", "Why it cannot be compared.", lambda row: row.why, width=60
        ),
    ),
    rows=lambda material: _of(material, "not_compared"),
)


class _Cycle(NamedTuple):
    place: int
    assessment: str
    start: date | None
    end: date | None
    subject: str
    name: str
    score: Decimal | None


def _cycles(material: Material) -> Iterator[_Cycle]:
    scores = {subject.code: subject.full_name for subject in material.page.subjects}
    for place, cycle in enumerate(_compared(material).get("cycles", ()), 1):
        start, end = (day_of(each) for each in cycle["period"])
        for code, name in scores.items():
            found = cycle["scores"].get(code)
            score = None if found is None else Decimal(found)
            yield _Cycle(place, cycle["assessment"], start, end, code, name, score)


CYCLES: Table[_Cycle] = Table(
    name="cycles",
    title=mark("Over time"),
    about=mark("The scores of every cycle, the oldest first."),
    absent=mark("There are fewer than three cycles."),
    part="change",
    columns=(
        Column("cycle", mark("Cycle"), "count", "1 is the oldest.", lambda row: row.place),
        Column(
            "assessment",
            mark("Assessment"),
            "text",
            "The title of its assessment.",
            lambda row: row.assessment,
            width=36,
        ),
        Column(
            "period_start",
            mark("Period from"),
            "date",
            "The first day that its answers are about.",
            lambda row: row.start,
            "not known",
        ),
        Column(
            "period_end",
            mark("Period to"),
            "date",
            "The last day of it.",
            lambda row: row.end,
            "not known",
        ),
        Column(
            "subject",
            mark("Code"),
            "code",
            "Of the commitment or feature.",
            lambda row: row.subject,
        ),
        Column(
            "name",
            mark("Commitment or feature"),
            "text",
            "Its name.",
            lambda row: row.name,
            width=56,
        ),
        Column(
            "score",
            mark("Score"),
            "score",
            "The score in that cycle.",
            lambda row: row.score,
            "it had none, or its items mean something else today",
        ),
    ),
    rows=_cycles,
    fixed=2,
)
