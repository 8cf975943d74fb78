"""The report itself, its indices and pillars, and its sources: what all other tables belong to."""

from collections.abc import Iterator
from typing import NamedTuple

from lhs_portal.lib.wording import mark
from reports.documents.material import Material
from reports.documents.tables.column import Column, Table
from reports.presentation.page import Identity, ReportPage, Score, SourceView

UNSIGNED = "nobody signed it, as a preliminary report"


class _Signed(NamedTuple):
    page: ReportPage
    identity: Identity

    @property
    def signature(self) -> tuple[str, str, str] | tuple[None, None, None]:
        found = self.identity.signature
        return (found.name_and_role, found.at_shown, found.digest) if found else (None, None, None)


REPORT: Table[_Signed] = Table(
    name="report",
    title=mark("Report"),
    about=mark("The report that all other files are of: one row."),
    absent="",
    columns=(
        Column(
            "report_number",
            mark("Number"),
            "count",
            "Which report of its assessment this is.",
            lambda row: row.identity.number,
        ),
        Column(
            "report_kind",
            mark("Kind"),
            "code",
            "final, of a signed assessment; or preliminary, while answering goes on.",
            lambda row: "preliminary" if row.identity.preliminary else "final",
        ),
        Column(
            "requested_at",
            mark("Asked for"),
            "moment",
            "When it was asked for, and its input frozen.",
            lambda row: row.identity.requested_at,
        ),
        Column(
            "requested_by",
            mark("Asked for by"),
            "text",
            "Who asked for it.",
            lambda row: row.identity.requested_by,
            "the portal made it itself",
        ),
        Column(
            "language",
            mark("Language"),
            "code",
            "The language of the framework’s texts, as BCP 47 has it.",
            lambda row: row.identity.language,
        ),
        Column(
            "organization",
            mark("Organization"),
            "text",
            "Its name.",
            lambda row: row.identity.organization,
        ),
        Column(
            "assessment",
            mark("Assessment"),
            "text",
            "The title of the assessment.",
            lambda row: row.identity.assessment,
        ),
        Column(
            "period",
            mark("Period"),
            "text",
            "The period that the answers are about.",
            lambda row: row.identity.period,
        ),
        Column(
            "scope", mark("Scope"), "text", "What was assessed.", lambda row: row.identity.scope
        ),
        Column(
            "framework_version",
            mark("Framework version"),
            "code",
            "The version of the framework that was answered.",
            lambda row: row.identity.framework_version,
        ),
        Column(
            "framework_digest",
            mark("Framework digest"),
            "code",
            "SHA-256 of that version.",
            lambda row: row.identity.framework_digest,
        ),
        Column(
            "scoring_version",
            mark("Scoring version"),
            "code",
            "The version of the rules of scoring.",
            lambda row: row.identity.scoring_version,
        ),
        Column(
            "answers_digest",
            mark("Digest of the answers"),
            "code",
            "SHA-256 of answers, targets, and ratings, as the score card has it.",
            lambda row: row.identity.input_digest,
        ),
        Column(
            "report_digest",
            mark("Digest of the report"),
            "code",
            "SHA-256 of all that the report was made from; the portal verifies it by this.",
            lambda row: row.identity.frozen_digest,
        ),
        Column(
            "verify_at",
            mark("Verify at"),
            "text",
            "The address at which anybody can verify the report.",
            lambda row: row.identity.verify_url,
        ),
        Column(
            "signed_by",
            mark("Signed by"),
            "text",
            "Name and role of who signed.",
            lambda row: row.signature[0],
            UNSIGNED,
        ),
        Column(
            "signed_at",
            mark("Signed at"),
            "text",
            "When, in words.",
            lambda row: row.signature[1],
            UNSIGNED,
        ),
        Column(
            "signed_digest",
            mark("Digest of what was signed"),
            "code",
            "SHA-256 of what was signed.",
            lambda row: row.signature[2],
            UNSIGNED,
        ),
        Column(
            "headline",
            mark("Headline"),
            "text",
            "The finding in one sentence.",
            lambda row: row.page.headline,
        ),
        Column(
            "rests_on",
            mark("Rests on"),
            "text",
            "How many answers the figures rest on.",
            lambda row: row.page.rests_on,
        ),
    ),
    rows=lambda material: [_Signed(material.page, material.page.identity)],
)


class _RollUp(NamedTuple):
    kind: str
    code: str
    name: str
    score: Score
    attained: int | None


def _roll_ups(material: Material) -> Iterator[_RollUp]:
    for index in material.page.indices:
        yield _RollUp("index", index.code, index.name, index.score, None)
    for pillar in material.page.pillars:
        yield _RollUp("pillar", pillar.code, pillar.name, pillar.score, pillar.attained)


NO_SCORE = "too little is answered for a score, or nothing applies: why_no_score says which"

SUMMARY: Table[_RollUp] = Table(
    name="summary",
    title=mark("Indices and pillars"),
    about=mark(
        "The two indices and the pillars: means of the scores below them, never one number."
    ),
    absent="",
    columns=(
        Column("kind", mark("Kind"), "code", "index or pillar.", lambda row: row.kind),
        Column(
            "code", mark("Code"), "code", "The code of the index or pillar.", lambda row: row.code
        ),
        Column("name", mark("Name"), "text", "Its name.", lambda row: row.name, width=30),
        Column(
            "score",
            mark("Score"),
            "score",
            "The mean of what it is made of.",
            lambda row: row.score.value,
            NO_SCORE,
        ),
        Column(
            "attained_level",
            mark("Attained level"),
            "level",
            "Of a pillar: the lowest attained level of its features.",
            lambda row: row.attained,
            "an index has none; or not known, or nothing applies",
        ),
        Column(
            "why_no_score",
            mark("Why no score"),
            "text",
            "Why there is no score.",
            lambda row: row.score.absent_because or None,
            "there is a score",
            width=60,
        ),
    ),
    rows=_roll_ups,
    fixed=3,
)

SOURCES: Table[SourceView] = Table(
    name="sources",
    title=mark("Sources"),
    about=mark("The sources that the framework names."),
    absent=mark("The framework names no sources."),
    columns=(
        Column(
            "source",
            mark("Code"),
            "code",
            "The code of the source.",
            lambda row: row.code,
            width=24,
        ),
        Column(
            "citation", mark("Source"), "text", "The citation.", lambda row: row.citation, width=100
        ),
        Column(
            "url",
            mark("Address"),
            "text",
            "Where it can be read.",
            lambda row: row.url or None,
            "no address is known",
            width=60,
        ),
    ),
    rows=lambda material: material.page.sources,
)
