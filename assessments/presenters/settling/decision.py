"""The fields in which one item is decided."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assessments.answer_sheet import Answer
from assessments.changes import AnswerChange, Conflict
from assessments.forms.entries import ANSWER, Posted
from assessments.presenters.distribution import Distribution, LevelRow
from assessments.presenters.section import ConflictPanel, present_conflict
from assessments.presenters.wording import choice_in_words
from assessments.settling_topics import Topic
from commitments.definition import Definition
from lhs_portal.accounts.models import User
from lhs_portal.audit.sentences import Naming


@dataclass(frozen=True, slots=True)
class DecisionLevel:
    row: LevelRow
    checked: bool
    id: str


@dataclass(frozen=True, slots=True)
class DecisionFields:
    """What the form of one item holds: as stored, or as it was typed and refused.

    `open_offered` is for what is not settled yet, so that a level chosen by mistake can be undone.
    """

    levels: tuple[DecisionLevel, ...]
    na_checked: bool
    dk_checked: bool
    open_offered: bool
    open_checked: bool
    reason: str
    version: str
    errors: tuple[str, ...]
    conflict: ConflictPanel | None


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent and not saved, by item code."""

    posted: Mapping[str, Posted]
    conflicts: Mapping[str, Conflict[Answer]]


NOTHING_TYPED = Typed({}, {})


def present_fields(
    definition: Definition,
    topic: Topic,
    dots: Distribution,
    typed: Typed,
    reader: User,
    naming: Naming,
) -> DecisionFields:
    code, stored = topic.item.code, topic.answer
    posted, conflict = typed.posted.get(code), typed.conflicts.get(code)
    answer, version = stored.entry, stored.seen.token
    if posted and not posted.keep_theirs:
        change = AnswerChange(code, posted.seen, posted.choice, posted.reason)
        answer = change.onto(answer)
        # Not saved, so it still stands on what its author saw; a panel shows what is stored now.
        version = str(stored.version) if conflict else posted.seen.token
    name = f"{ANSWER}-{code}"
    return DecisionFields(
        levels=tuple(
            DecisionLevel(row, answer.level == row.level, f"{name}-{row.level}")
            for row in dots.rows
        ),
        na_checked=answer.not_applicable,
        dk_checked=answer.dont_know,
        open_offered=not stored.entry.complete,
        open_checked=not answer.complete,
        reason=answer.reason,
        version=version,
        errors=posted.errors if posted else (),
        conflict=_conflict(definition, conflict, reader, naming),
    )


def _conflict(
    definition: Definition, conflict: Conflict[Answer] | None, reader: User, naming: Naming
) -> ConflictPanel | None:
    """Both decisions, each with its reason."""
    panel = present_conflict(definition, conflict, reader, naming)
    if panel is None or conflict is None:
        return None
    mine, theirs = conflict.mine, conflict.theirs.entry
    return replace(
        panel,
        mine_summary=choice_in_words(definition, mine),
        mine_note=mine.reason,
        theirs_summary=choice_in_words(definition, theirs),
        theirs_note=theirs.reason,
    )
