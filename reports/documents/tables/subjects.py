"""The scores of commitments and features, how they hang together, and what follows from them."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from lhs_portal.lib.wording import mark
from reports.documents.material import Material
from reports.documents.tables.column import Column, Row, Table, listed_codes
from reports.documents.tables.overview import NO_SCORE
from reports.presentation.page import CommitmentView, PillarView, PriorityView, SubjectView

_NO_BOUNDS = "no missing answer can move the score"


def _columns(of: Callable[[Row], SubjectView]) -> tuple[Column[Row], ...]:
    """What commitments and features have in common, after their names."""
    return (
        Column(
            "score",
            mark("Score"),
            "score",
            "The mean of the levels of the answered items, by weight.",
            lambda row: of(row).score.value,
            NO_SCORE,
        ),
        Column(
            "low",
            mark("Lowest possible"),
            "score",
            "The score if every missing answer were level 0.",
            lambda row: of(row).score.low,
            _NO_BOUNDS,
        ),
        Column(
            "high",
            mark("Highest possible"),
            "score",
            "The score if every missing answer were level 4.",
            lambda row: of(row).score.high,
            _NO_BOUNDS,
        ),
        Column(
            "evidenced_score",
            mark("Evidenced score"),
            "score",
            "The score with levels 3 and 4 without evidence counted as 2.",
            lambda row: of(row).evidenced,
            "no evidence is collected, or there is no score",
        ),
        Column(
            "attained_level",
            mark("Attained level"),
            "level",
            "The lowest level among the applicable essential items.",
            lambda row: of(row).attained,
            "not known, or nothing applies",
        ),
    )


def _last_columns(of: Callable[[Row], SubjectView]) -> tuple[Column[Row], ...]:
    return (
        Column(
            "answered",
            mark("Answered"),
            "text",
            "How many of the applicable items have a level, in words.",
            lambda row: of(row).answered_shown,
            width=36,
        ),
        Column(
            "held_back_by",
            mark("Held back by"),
            "text",
            "The codes of the items that keep it from the next attained level, with spaces "
            "between them.",
            lambda row: listed_codes(item.code for item in of(row).held_back_by) or None,
            "nothing holds it back",
            width=24,
        ),
        Column(
            "why_no_score",
            mark("Why no score"),
            "text",
            "Why there is no score.",
            lambda row: of(row).score.absent_because or None,
            "there is a score",
            width=36,
        ),
    )


COMMITMENTS: Table[CommitmentView] = Table(
    name="commitments",
    title=mark("Commitments"),
    about=mark("The ten commitments: scores, targets, and the foundations under them."),
    absent="",
    columns=(
        Column(
            "commitment",
            mark("Code"),
            "code",
            "The commitment’s code.",
            lambda row: row.subject.code,
        ),
        Column(
            "name", mark("Commitment"), "text", "Its name.", lambda row: row.subject.name, width=22
        ),
        *_columns(lambda row: row.subject),
        Column(
            "target_level",
            mark("Target"),
            "level",
            "The level that the organization declared as its target.",
            lambda row: row.target if row.target_declared else None,
            "no target is declared",
        ),
        Column(
            "gap",
            mark("Gap"),
            "score",
            "How far the score lies below the target, or below level 4 where none is declared.",
            lambda row: row.gap,
            "there is no score",
        ),
        Column(
            "enabling_score",
            mark("Enabling score"),
            "score",
            "The mean of the features that carry the commitment, by their strength for it.",
            lambda row: row.enabling,
            "too few of them have a score, or none applies",
        ),
        Column(
            "lag",
            mark("Lag"),
            "difference",
            "Score minus enabling score: what runs ahead of its foundations is above 0.",
            lambda row: row.lag,
            "one of the two is not known",
        ),
        Column(
            "lag_state",
            mark("Through-line"),
            "code",
            "ahead (lag of at least 0.5: at risk), behind (at most -0.5), or aligned.",
            lambda row: row.state,
            "the lag is not known",
        ),
        *_last_columns(lambda row: row.subject),
        Column(
            "target_statement",
            mark("What the target means"),
            "text",
            "What the organization says it will have done.",
            lambda row: row.statement or None,
            "nothing was written",
            width=44,
        ),
    ),
    rows=lambda material: material.page.commitments,
    fixed=2,
)


class _Feature(NamedTuple):
    pillar: PillarView
    subject: SubjectView


def _features(material: Material) -> Iterator[_Feature]:
    for pillar in material.page.pillars:
        for feature in pillar.features:
            yield _Feature(pillar, feature)


FEATURES: Table[_Feature] = Table(
    name="features",
    title=mark("Features"),
    about=mark("The features of the four pillars: the foundations."),
    absent="",
    columns=(
        Column(
            "feature", mark("Code"), "code", "The feature’s code.", lambda row: row.subject.code
        ),
        Column(
            "name", mark("Feature"), "text", "Its title.", lambda row: row.subject.name, width=44
        ),
        Column("pillar", mark("Pillar"), "code", "The pillar’s code.", lambda row: row.pillar.code),
        *_columns(lambda row: row.subject),
        *_last_columns(lambda row: row.subject),
        Column(
            "provisional",
            mark("Provisional title"),
            "flag",
            "Whether the title is a working title of the portal.",
            lambda row: row.subject.provisional,
        ),
    ),
    rows=_features,
    fixed=2,
)


class _Strand(NamedTuple):
    commitment: str
    name: str
    pillar: str
    pillar_name: str
    score: Decimal | None
    shown: str


def _strands(material: Material) -> Iterator[_Strand]:
    heat = material.page.heat_table
    for commitment, row, figures in zip(
        material.page.commitments, heat.rows, heat.table.rows, strict=True
    ):
        code, name = commitment.subject.code, commitment.subject.name
        for place, pillar in enumerate(material.page.pillars):
            found = figures[place + 1]
            score = found if isinstance(found, Decimal) else None
            yield _Strand(code, name, pillar.code, pillar.name, score, row.cells[place].shown)


THROUGH_LINE: Table[_Strand] = Table(
    name="through_line",
    title=mark("Through-line"),
    about=mark("How strong each pillar’s features are where they carry each commitment."),
    absent="",
    columns=(
        Column(
            "commitment", mark("Code"), "code", "The commitment’s code.", lambda row: row.commitment
        ),
        Column("commitment_name", mark("Commitment"), "text", "Its name.", lambda row: row.name),
        Column("pillar", mark("Pillar code"), "code", "The pillar’s code.", lambda row: row.pillar),
        Column("pillar_name", mark("Pillar"), "text", "Its name.", lambda row: row.pillar_name),
        Column(
            "score",
            mark("Score"),
            "score",
            "The mean of the pillar’s features that carry the commitment, by their strength.",
            lambda row: row.score,
            "why_no_score says why",
        ),
        Column(
            "why_no_score",
            mark("Why no score"),
            "text",
            "No link: the framework has none. Not applicable: none of them applies. Not known: "
            "too few of them have a score.",
            lambda row: row.shown if row.score is None else None,
            "there is a score",
        ),
    ),
    rows=_strands,
)


class _Ranked(NamedTuple):
    priority: PriorityView
    score: Decimal | None


def _ranked(material: Material) -> Iterator[_Ranked]:
    scores = {subject.code: subject.score.value for subject in material.page.subjects}
    for priority in material.page.priorities:
        yield _Ranked(priority, scores[priority.code])


PRIORITIES: Table[_Ranked] = Table(
    name="priorities",
    title=mark("Priorities"),
    about=mark("Features by leverage, highest first: a rule for sorting, not an expected effect."),
    absent=mark("There is no priority to rank: no gap meets a feature that has a score."),
    columns=(
        Column("rank", mark("Rank"), "count", "1 is the highest.", lambda row: row.priority.rank),
        Column(
            "feature", mark("Code"), "code", "The feature’s code.", lambda row: row.priority.code
        ),
        Column(
            "name", mark("Feature"), "text", "Its title.", lambda row: row.priority.name, width=40
        ),
        Column(
            "pillar",
            mark("Pillar"),
            "text",
            "Its pillar.",
            lambda row: row.priority.pillar,
            width=15,
        ),
        Column("score", mark("Score"), "score", "Its score.", lambda row: row.score, NO_SCORE),
        Column(
            "leverage",
            mark("Leverage"),
            "leverage",
            "Its distance to level 4, and the gaps of what it carries.",
            lambda row: row.priority.leverage,
        ),
        Column(
            "lifts",
            mark("Lifts"),
            "text",
            "The commitments with a gap that it carries.",
            lambda row: row.priority.lifts or None,
            "none",
            width=36,
        ),
        Column(
            "protects",
            mark("Protects"),
            "text",
            "The commitments ahead of their foundations that it carries.",
            lambda row: row.priority.protects or None,
            "none",
            width=24,
        ),
        Column(
            "held_back_by",
            mark("Held back by"),
            "text",
            "The codes of the items that hold it back, with spaces between them.",
            lambda row: listed_codes(item.code for item in row.priority.held_back_by) or None,
            "nothing holds it back",
            width=24,
        ),
        Column(
            "how",
            mark("How it was worked out"),
            "text",
            "The arithmetic of the leverage.",
            lambda row: row.priority.leverage_how,
            width=110,
        ),
    ),
    rows=_ranked,
    fixed=3,
)
