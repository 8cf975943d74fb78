"""What may be shown of raters who answered apart: never one alone (see assessments.anonymity)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from lhs_portal.lib.wording import mark
from reports.documents.material import Material
from reports.documents.tables.answers import asked_items
from reports.documents.tables.column import Column, Table
from reports.presentation.page_raters import AgreementRow, Dissent, GroupRow, TalkedAbout

_TOO_FEW = "too few raters to show it"


def _agreement(material: Material) -> Iterable[AgreementRow]:
    return material.page.raters.agreement if material.page.raters else ()


AGREEMENT: Table[AgreementRow] = Table(
    name="agreement",
    title=mark("Agreement"),
    about=mark(
        "How far the raters agree on each commitment and feature, and what they themselves gave."
    ),
    absent=mark("The raters are too few to show a figure."),
    part="raters",
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
            width=56,
        ),
        Column(
            "ad",
            mark("AD"),
            "deviation",
            "How many levels the raters of an item lie from their mean, on average over the items.",
            lambda row: row.figures[1],
        ),
        Column(
            "r_wg_j",
            mark("r_wg(J)"),
            "share",
            "Agreement beyond chance over all items: 1 is full agreement, 0 is none.",
            lambda row: row.figures[0],
            _TOO_FEW,
        ),
        Column(
            "verdict",
            mark("Verdict"),
            "text",
            "Acceptable where AD is below 0.83, else Low.",
            lambda row: row.verdict,
            width=14,
        ),
        Column(
            "views_low",
            mark("Raters’ views from"),
            "score",
            "The lower end of the scores that the raters themselves gave.",
            lambda row: row.figures[2],
            _TOO_FEW,
        ),
        Column(
            "views_high",
            mark("Raters’ views to"),
            "score",
            "The upper end of them.",
            lambda row: row.figures[3],
            _TOO_FEW,
        ),
        Column(
            "views_kind",
            mark("Kind of views"),
            "code",
            "interval: where the mean of such raters lies in 95 of 100 cases; range: lowest and "
            "highest, of three or four raters.",
            lambda row: row.views_kind or None,
            _TOO_FEW,
        ),
    ),
    rows=_agreement,
    fixed=2,
)


class _Gap(NamedTuple):
    name: str
    leaders: Decimal | None
    front_line: Decimal | None
    gap: Decimal | None


def _gaps(material: Material) -> Iterator[_Gap]:
    chart = material.page.role_gap_chart
    for name, *figures in chart.table.rows if chart else ():
        leaders, front_line, gap = (f if isinstance(f, Decimal) else None for f in figures)
        yield _Gap(str(name), leaders, front_line, gap)


ROLE_GAPS: Table[_Gap] = Table(
    name="role_gaps",
    title=mark("Role gaps"),
    about=mark("Mean of the scores that leaders and front-line staff give, the widest gap first."),
    absent=mark("On no commitment or feature are there at least three of both."),
    part="raters",
    columns=(
        Column(
            "name",
            mark("Commitment or feature"),
            "text",
            "Its name, with the code of a feature.",
            lambda row: row.name,
            width=56,
        ),
        Column(
            "leaders",
            mark("Leaders"),
            "score",
            "Mean of leadership, management, and the board.",
            lambda row: row.leaders,
            _TOO_FEW,
        ),
        Column(
            "front_line",
            mark("Front-line staff"),
            "score",
            "Mean of clinical and other front-line staff.",
            lambda row: row.front_line,
            _TOO_FEW,
        ),
        Column(
            "gap",
            mark("Gap"),
            "difference",
            "Leaders minus front-line staff.",
            lambda row: row.gap,
            _TOO_FEW,
        ),
    ),
    rows=_gaps,
)

ROLE_GROUPS: Table[GroupRow] = Table(
    name="role_groups",
    title=mark("Raters by role"),
    about=mark(
        "How many raters took part. Groups of fewer than three are counted among the others."
    ),
    absent=mark("No rating is in the figures."),
    part="raters",
    columns=(
        Column(
            "group", mark("Role group"), "text", "The role group.", lambda row: row.label, width=40
        ),
        Column("raters", mark("Raters"), "count", "How many.", lambda row: row.count),
    ),
    rows=lambda material: material.page.raters.groups if material.page.raters else (),
)


class _Talked(NamedTuple):
    item: TalkedAbout
    contested: bool


def _talked(material: Material) -> Iterator[_Talked]:
    raters = material.page.raters
    if raters:
        yield from (_Talked(item, True) for item in raters.contested)
        yield from (_Talked(item, False) for item in raters.dissented)


CONTESTED: Table[_Talked] = Table(
    name="contested",
    title=mark("Contested items"),
    about=mark("Items on which the raters were far apart, or on which somebody dissents."),
    absent=mark("No item was contested."),
    part="raters",
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
            width=48,
        ),
        Column(
            "contested",
            mark("Contested"),
            "flag",
            "Whether it was contested; else somebody dissents.",
            lambda row: row.contested,
            width=12,
        ),
        Column(
            "level",
            mark("Settled level"),
            "level",
            "The level that it was settled at.",
            lambda row: row.item.level,
            "it was settled without a level, or not yet",
        ),
        Column(
            "settled",
            mark("Settled as"),
            "text",
            "The same in words.",
            lambda row: row.item.settled,
            width=20,
        ),
        Column(
            "reason",
            mark("Reason"),
            "text",
            "Why it was settled so.",
            lambda row: row.item.reason or None,
            "no reason was asked for",
            width=48,
        ),
    ),
    rows=_talked,
)


class _Dissent(NamedTuple):
    item: str
    dissent: Dissent


def _dissents(material: Material) -> Iterator[_Dissent]:
    for asked in asked_items(material):
        for dissent in asked.item.settled.dissents if asked.item.settled else ():
            yield _Dissent(asked.item.code, dissent)


DISSENT: Table[_Dissent] = Table(
    name="dissent",
    title=mark("Dissent"),
    about=mark("What people held against how an item was settled, under their own name."),
    absent=mark("Nobody dissents."),
    part="raters",
    columns=(
        Column("item", mark("Item"), "code", "The item’s code.", lambda row: row.item),
        Column(
            "author", mark("Who"), "text", "Who wrote it.", lambda row: row.dissent.author, width=30
        ),
        Column(
            "text",
            mark("What"),
            "text",
            "What was written.",
            lambda row: row.dissent.text,
            width=90,
        ),
    ),
    rows=_dissents,
)
