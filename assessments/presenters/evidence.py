"""Evidence at one item, and all of an assessment with what rests on nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.answer_sheet import Answer
from assessments.changes import Stored
from assessments.evidence_queries import EvidenceLine
from assessments.presenters.history import item_titles
from assessments.presenters.wording import is_provisional, level_in_words, moment_in_words
from assessments.scoring.subjects import EVIDENCED_FROM
from commitments.definition import Definition
from commitments.saying import said
from lhs_portal.audit.sentences import Naming
from lhs_portal.lib.wording import say

Evidence = Mapping[str, tuple[EvidenceLine, ...]]


@dataclass(frozen=True, slots=True)
class UseRow:
    line: EvidenceLine
    added: str


@dataclass(frozen=True, slots=True)
class LevelText:
    level: int
    name: str
    descriptor: str


@dataclass(frozen=True, slots=True)
class ItemEvidencePage:
    """`title` says where the item stands: “Safe, item 2”."""

    code: str
    subject: str
    title: str
    question: str
    levels: tuple[LevelText, ...]
    hints: tuple[str, ...]
    rows: tuple[UseRow, ...]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """`unproven` is the level that the item claims on nothing, in words."""

    code: str
    number: str
    question: str
    lines: tuple[EvidenceLine, ...]
    unproven: str = ""


@dataclass(frozen=True, slots=True)
class SectionRows:
    code: str
    name: str
    provisional: bool
    count: int
    unproven: int
    kind: str
    items: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """`unproven` is None while levels are nobody's to know."""

    pieces: int
    items_with: int
    items: int
    unproven: int | None
    sections: tuple[SectionRows, ...]


def present_item(
    definition: Definition, code: str, lines: Iterable[EvidenceLine], naming: Naming
) -> ItemEvidencePage:
    item = definition.item_by_code[code]
    return ItemEvidencePage(
        code=code,
        subject=item.subject,
        title=item_titles(definition)[code],
        question=said(item.question),
        levels=tuple(
            LevelText(level.level, str(level.name), said(item.descriptors[level.level]))
            for level in definition.levels
        ),
        hints=tuple(map(str, item.evidence)),
        rows=tuple(UseRow(line, _added(line, naming)) for line in lines),
    )


def claims_on_nothing(answers: Mapping[str, Stored[Answer]], evidence: Evidence) -> dict[str, int]:
    """By item code the level, of those at 3 or 4 without a piece of evidence."""
    return {
        code: row.entry.level
        for code, row in answers.items()
        if row.entry.level is not None
        and row.entry.level >= EVIDENCED_FROM
        and not evidence.get(code)
    }


def present_evidence(
    definition: Definition, evidence: Evidence, answers: Mapping[str, Stored[Answer]] | None
) -> EvidencePage:
    """Every item in the order in which people answer. `answers` is None where nobody may know."""
    unproven = None if answers is None else claims_on_nothing(answers, evidence)
    lines = [line for found in evidence.values() for line in found]
    return EvidencePage(
        pieces=len({line.piece for line in lines}),
        items_with=len(evidence),
        items=len(definition.items),
        unproven=None if unproven is None else len(unproven),
        sections=tuple(
            _section(definition, code, evidence, unproven or {})
            for code in definition.items_by_subject
        ),
    )


def _section(
    definition: Definition, code: str, evidence: Evidence, unproven: Mapping[str, int]
) -> SectionRows:
    subject = definition.subject_by_code[code]
    rows = tuple(
        ItemRow(
            item.code,
            say("Item {number}", number=number),
            said(item.question),
            tuple(evidence.get(item.code, ())),
            level_in_words(definition, unproven[item.code]) if item.code in unproven else "",
        )
        for number, item in enumerate(definition.items_by_subject[code], start=1)
    )
    return SectionRows(
        code=code,
        name=str(subject.name),
        provisional=is_provisional(subject),
        count=sum(len(row.lines) for row in rows),
        unproven=sum(bool(row.unproven) for row in rows),
        kind=subject.kind,
        items=rows,
    )


def _added(line: EvidenceLine, naming: Naming) -> str:
    return say(
        "Added {moment} by {person}",
        moment=moment_in_words(line.added_at),
        person=naming.person(line.added_by),
    )
