"""Every item with its answer, and the evidence beside it."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from lhs_portal.lib.wording import mark
from reports.documents.material import Material
from reports.documents.tables.column import Column, Table, Value, day_of
from reports.presentation.page import ItemView, SubjectView
from reports.presentation.page_evidence import PieceView
from reports.presentation.page_raters import SettledView

_NOT_COLLECTED = "no evidence is collected"
_TOGETHER = "answers were given together, without ratings"
_TOO_FEW = "too few raters to show it, or answers were given together"


class Asked(NamedTuple):
    subject: SubjectView
    item: ItemView
    collected: bool


def asked_items(material: Material) -> Iterator[Asked]:
    """In the order in which people answer."""
    collected = material.page.evidence is not None
    for subject in material.page.subjects:
        for item in subject.items:
            yield Asked(subject, item, collected)


def _settled(read: Callable[[SettledView], Value]) -> Callable[[Asked], Value]:
    def value(row: Asked) -> Value:
        return None if row.item.settled is None else read(row.item.settled)

    return value


ITEMS: Table[Asked] = Table(
    name="items",
    title=mark("Items"),
    about=mark("Every item with its answer, in the order in which people answer."),
    absent="",
    columns=(
        Column("item", mark("Item"), "code", "The item’s code.", lambda row: row.item.code),
        Column(
            "question",
            mark("Question"),
            "text",
            "The question.",
            lambda row: row.item.question,
            width=50,
        ),
        Column(
            "answer",
            mark("Answer"),
            "code",
            "answered, not-applicable, dont-know, or unanswered.",
            lambda row: row.item.state,
        ),
        Column(
            "level",
            mark("Level"),
            "level",
            "The level that was answered.",
            lambda row: row.item.level,
            "there is no level: never level 0",
        ),
        Column(
            "level_name",
            mark("Level name"),
            "text",
            "The name of that level.",
            lambda row: row.item.level_name or None,
            "there is no level",
            width=14,
        ),
        Column(
            "note",
            mark("Note"),
            "text",
            "What was noted beside the answer.",
            lambda row: row.item.note or None,
            "no note, or the report leaves notes out",
            width=60,
        ),
        Column(
            "reason",
            mark("Reason"),
            "text",
            "Why it is not applicable, or why this was decided.",
            lambda row: row.item.reason or None,
            "no reason was asked for",
            width=36,
        ),
        Column(
            "evidence",
            mark("Pieces of evidence"),
            "count",
            "How many files and links stand beside the answer.",
            lambda row: len(row.item.evidence) if row.collected else None,
            _NOT_COLLECTED,
        ),
        Column(
            "without_evidence",
            mark("Level 3 or 4 without evidence"),
            "flag",
            "Whether it claims level 3 or 4 and nothing stands beside it.",
            lambda row: row.item.unproven if row.collected else None,
            _NOT_COLLECTED,
            width=18,
        ),
        Column(
            "holds_back",
            mark("Holds back"),
            "flag",
            "Whether it keeps its commitment or feature from the next attained level.",
            lambda row: row.item.holds_back,
        ),
        Column(
            "subject",
            mark("Belongs to"),
            "code",
            "The code of its commitment or feature.",
            lambda row: row.subject.code,
        ),
        Column(
            "subject_kind",
            mark("Kind"),
            "code",
            "commitment or feature.",
            lambda row: row.subject.kind,
        ),
        Column(
            "subject_name",
            mark("Commitment or feature"),
            "text",
            "Its name.",
            lambda row: row.subject.name,
            width=32,
        ),
        Column(
            "essential",
            mark("Essential"),
            "flag",
            "Whether the attained level rests on it.",
            lambda row: row.item.essential,
        ),
        Column(
            "weight",
            mark("Weight"),
            "weight",
            "Its weight in the score.",
            lambda row: Decimal(row.item.weight),
        ),
        Column(
            "descriptor",
            mark("What that level says"),
            "text",
            "The text of the level that was answered.",
            lambda row: row.item.descriptor or None,
            "there is no level",
            width=72,
        ),
        Column(
            "next_level",
            mark("Next level"),
            "level",
            "The level after it.",
            lambda row: row.item.next_level,
            "there is no level, or it is the highest",
        ),
        Column(
            "next_descriptor",
            mark("What the next level asks"),
            "text",
            "The text of the next level.",
            lambda row: row.item.next_descriptor or None,
            "there is no level, or it is the highest",
            width=72,
        ),
        Column(
            "settled_how",
            mark("Settled how"),
            "code",
            "accepted (as the raters gave it), decided (with a reason), or suggested (not asked "
            "of raters).",
            _settled(lambda found: found.how or None),
            f"not settled yet, or {_TOGETHER}",
        ),
        Column(
            "contested",
            mark("Contested"),
            "flag",
            "Whether the raters were too far apart to accept a level as it was.",
            _settled(lambda found: found.contested),
            _TOGETHER,
            width=12,
        ),
        Column(
            "raters",
            mark("Raters"),
            "count",
            "How many raters gave a level.",
            _settled(lambda found: found.raters),
            _TOO_FEW,
        ),
        Column(
            "mean",
            mark("Raters’ mean"),
            "score",
            "The mean of their levels.",
            _settled(lambda found: found.mean),
            _TOO_FEW,
        ),
        Column(
            "median",
            mark("Raters’ median"),
            "score",
            "The median of their levels.",
            _settled(lambda found: found.median),
            _TOO_FEW,
        ),
        Column(
            "r_wg",
            mark("r_wg"),
            "share",
            "How far they agree beyond chance: 1 is full agreement, 0 is none.",
            _settled(lambda found: found.r_wg),
            _TOO_FEW,
        ),
        Column(
            "ad",
            mark("AD"),
            "deviation",
            "How many levels they lie from their mean, on average.",
            _settled(lambda found: found.ad),
            _TOO_FEW,
        ),
    ),
    rows=asked_items,
)


class _Piece(NamedTuple):
    item: ItemView
    piece: PieceView


def _pieces(material: Material) -> Iterator[_Piece]:
    for asked in asked_items(material):
        for piece in asked.item.evidence:
            yield _Piece(asked.item, piece)


EVIDENCE: Table[_Piece] = Table(
    name="evidence",
    title=mark("Evidence"),
    about=mark("Every file and link that stands beside an answer."),
    absent=mark("No evidence is collected."),
    columns=(
        Column("item", mark("Item"), "code", "The item’s code.", lambda row: row.item.code),
        Column("title", mark("Title"), "text", "Its title.", lambda row: row.piece.title, width=36),
        Column(
            "shows",
            mark("What it shows"),
            "text",
            "What it shows, in the words of who added it.",
            lambda row: row.piece.shows or None,
            "nothing was written",
            width=48,
        ),
        Column(
            "level",
            mark("For level"),
            "level",
            "The level that it is meant to bear out.",
            lambda row: row.piece.level,
            "no level was named",
        ),
        Column(
            "dated",
            mark("Dated"),
            "date",
            "The date of the evidence itself.",
            lambda row: day_of(row.piece.dated),
            "no date is known",
        ),
        Column(
            "old",
            mark("Old"),
            "flag",
            "Whether that is more than two years before the report.",
            lambda row: row.piece.old,
        ),
        Column(
            "source",
            mark("File or link"),
            "text",
            "The name of the file, or the address of the link.",
            lambda row: row.piece.source or None,
            "the report leaves it out",
            width=44,
        ),
        Column(
            "not_scanned",
            mark("Not scanned"),
            "flag",
            "Whether a file was kept without a scan for malware.",
            lambda row: row.piece.not_scanned,
        ),
    ),
    rows=_pieces,
)
