"""What a sponsor reads before signing: a summary first, then every item with its answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assessments.answer_sheet import Answer
from assessments.changes import Declared, Stored
from assessments.evidence_queries import EvidenceLine
from assessments.forms.signing import PostedRemark
from assessments.models import Consensus
from assessments.presenters.history import item_titles
from assessments.presenters.remarks import RemarkView, remark_at
from assessments.presenters.wording import (
    choice_in_words,
    level_in_words,
    subject_in_words,
)
from assessments.scoring.subjects import EVIDENCED_FROM
from assessments.settling_queries import Dissenting, Settlement
from assessments.signing_queries import Returned
from commitments.definition import Definition
from commitments.saying import said
from lhs_portal.audit.sentences import FORMER
from lhs_portal.lib.wording import say


@dataclass(frozen=True, slots=True)
class Read:
    """All that is signed, as it was loaded; by code of item or commitment."""

    answers: Mapping[str, Stored[Answer]]
    targets: Mapping[str, Stored[Declared]]
    last: Mapping[str, tuple[str, Answer]]
    settlements: Mapping[str, Settlement] = field(default_factory=dict)
    dissents: Mapping[str, list[Dissenting]] = field(default_factory=dict)
    evidence: Mapping[str, tuple[EvidenceLine, ...]] = field(default_factory=dict)
    returned: Returned | None = None


@dataclass(frozen=True, slots=True)
class DissentView:
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item with its answer. `before` is the last cycle's, in words, where that differs.

    `typed` and `fault` are the remark that is being written.
    """

    code: str
    subject: str
    title: str
    question: str
    answer: str
    level: int | None
    level_name: str
    reason: str
    note: str
    before: str
    up: bool
    settled: str
    settled_because: str
    contested: bool
    dissents: tuple[DissentView, ...]
    evidence: tuple[EvidenceLine, ...]
    unproven: bool
    dont_know: bool
    remark: RemarkView | None
    typed: str
    fault: str


@dataclass(frozen=True, slots=True)
class TargetRow:
    name: str
    level: str
    statement: str


@dataclass(frozen=True, slots=True)
class Section:
    code: str
    name: str
    rows: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Since the last signed assessment; `title` is empty where there is none to compare with."""

    title: str
    rows: tuple[ItemRow, ...]
    same: int
    up: int
    down: int

    @property
    def others(self) -> int:
        """From or to “Not applicable” or “Don’t know”."""
        return len(self.rows) - self.up - self.down


@dataclass(frozen=True, slots=True)
class SigningPage:
    sections: tuple[Section, ...]
    changes: Changes
    contested: tuple[ItemRow, ...]
    dissented: tuple[ItemRow, ...]
    accepted: int
    unproven: tuple[ItemRow, ...]
    dont_know: tuple[ItemRow, ...]
    targets: tuple[TargetRow, ...]
    total: int


def present_signing(
    definition: Definition, read: Read, remarks: Mapping[str, PostedRemark]
) -> SigningPage:
    """`remarks` are those that are being written."""
    titles = item_titles(definition)
    sections = tuple(
        Section(
            code,
            subject_in_words(definition.subject_by_code[code]),
            tuple(
                _row(definition, item.code, titles[item.code], read, remarks.get(item.code))
                for item in items
            ),
        )
        for code, items in definition.items_by_subject.items()
    )
    rows = [row for section in sections for row in section.rows]
    return SigningPage(
        sections=sections,
        changes=_changes(read, rows),
        contested=tuple(row for row in rows if row.contested),
        dissented=tuple(row for row in rows if row.dissents and not row.contested),
        accepted=sum(s.how == Consensus.How.ACCEPTED for s in read.settlements.values()),
        unproven=tuple(row for row in rows if row.unproven),
        dont_know=tuple(row for row in rows if row.dont_know),
        targets=tuple(_targets(definition, read.targets)),
        total=len(rows),
    )


def _row(
    definition: Definition, code: str, title: str, read: Read, posted: PostedRemark | None
) -> ItemRow:
    item, answer = definition.item_by_code[code], read.answers[code].entry
    settlement = read.settlements.get(code)
    evidence = read.evidence.get(code, ())
    last = read.last.get(code)
    before = last[1] if last and last[1].complete else None
    now = choice_in_words(definition, answer)
    then = choice_in_words(definition, before) if before else ""
    return ItemRow(
        code=code,
        subject=item.subject,
        title=title,
        question=said(item.question),
        answer=now,
        level=answer.level,
        level_name="" if answer.level is None else str(definition.levels[answer.level].name),
        reason=answer.reason if answer.not_applicable else "",
        note=answer.note,
        before=then if then != now else "",
        up=_is_up(before, answer),
        settled=str(Consensus.How(settlement.how).label) if settlement else "",
        settled_because=settlement.reason if settlement else "",
        contested=settlement is not None and settlement.contested,
        dissents=tuple(
            DissentView(each.name or say(FORMER), each.text) for each in read.dissents.get(code, [])
        ),
        evidence=evidence,
        unproven=answer.level is not None and answer.level >= EVIDENCED_FROM and not evidence,
        dont_know=answer.dont_know,
        remark=remark_at(read.returned, code),
        typed=posted.text if posted else "",
        fault=posted.fault if posted else "",
    )


def _is_up(before: Answer | None, now: Answer) -> bool:
    return (
        before is not None
        and before.level is not None
        and now.level is not None
        and now.level > before.level
    )


def _changes(read: Read, rows: Iterable[ItemRow]) -> Changes:
    comparable = {code: answer for code, (_, answer) in read.last.items() if answer.complete}
    changed = tuple(row for row in rows if row.before)
    up = sum(row.up for row in changed)
    both = [
        row for row in changed if row.level is not None and comparable[row.code].level is not None
    ]
    return Changes(
        title=next((title for title, _ in read.last.values()), "") if comparable else "",
        rows=changed,
        same=len(comparable) - len(changed),
        up=up,
        down=len(both) - up,
    )


def _targets(
    definition: Definition, targets: Mapping[str, Stored[Declared]]
) -> Iterable[TargetRow]:
    for commitment in definition.commitments:
        declared = targets[commitment.code].entry
        if declared.level is not None or declared.statement:
            yield TargetRow(
                str(commitment.name),
                level_in_words(definition, declared.level),
                declared.statement,
            )
