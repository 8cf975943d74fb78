"""The compass: what the organization declares for each commitment."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.changes import Conflict, Declared, Stored, TargetChange
from assessments.forms.entries import TARGET, Posted
from assessments.presenters.section import ConflictPanel, LevelChoice, PageProblem, problems_of
from assessments.presenters.wording import (
    author_in_words,
    level_in_words,
    moment_in_words,
    saved_in_words,
)
from commitments.definition import Commitment, Definition
from lhs_portal.accounts.models import User
from lhs_portal.audit.sentences import Naming
from lhs_portal.lib.wording import say


@dataclass(frozen=True, slots=True)
class CompassPage:
    cards: tuple["CompassCard", ...]
    problems: tuple[PageProblem, ...]


@dataclass(frozen=True, slots=True)
class CompassCard:
    code: str
    name: str
    commitment: Commitment
    levels: tuple[LevelChoice, ...]
    none_checked: bool
    statement: str
    errors: tuple[str, ...]
    version: str
    saved_text: str
    conflict: ConflictPanel | None


def present_compass(
    definition: Definition,
    stored: Mapping[str, Stored[Declared]],
    *,
    reader: User,
    naming: Naming,
    posted: Mapping[str, Posted] | None = None,
    conflicts: Mapping[str, Conflict[Declared]] | None = None,
) -> CompassPage:
    """`posted` is what could not be saved, and is shown instead of what is stored."""
    posted, conflicts = posted or {}, conflicts or {}
    cards = tuple(
        _card(
            definition,
            commitment,
            stored[commitment.code],
            posted.get(commitment.code),
            present_target_conflict(definition, conflicts.get(commitment.code), reader, naming),
            naming,
        )
        for commitment in definition.commitments
    )
    problems = (
        problem
        for card in cards
        for problem in problems_of(card.code, str(card.commitment.name), card.errors, card.conflict)
    )
    return CompassPage(cards, tuple(problems))


def present_target_conflict(
    definition: Definition, conflict: Conflict[Declared] | None, reader: User, naming: Naming
) -> ConflictPanel | None:
    if conflict is None:
        return None
    theirs = conflict.theirs
    return ConflictPanel(
        theirs_by=author_in_words(theirs, reader, naming),
        theirs_at=moment_in_words(theirs.updated_at) if theirs.updated_at else "",
        theirs_summary=_target_in_words(definition, theirs.entry),
        theirs_note=theirs.entry.statement,
        mine_summary=_target_in_words(definition, conflict.mine),
        mine_note=conflict.mine.statement,
    )


def _card(
    definition: Definition,
    commitment: Commitment,
    stored: Stored[Declared],
    posted: Posted | None,
    conflict: ConflictPanel | None,
    naming: Naming,
) -> CompassCard:
    declared, version = stored.entry, stored.seen.token
    if posted and not posted.keep_theirs:
        change = TargetChange(commitment.code, posted.seen, posted.choice, posted.note)
        declared = change.onto(declared)
        version = str(stored.version) if conflict else posted.seen.token
    name = f"{TARGET}-{commitment.code}"
    return CompassCard(
        code=commitment.code,
        name=name,
        commitment=commitment,
        levels=tuple(
            LevelChoice(
                level.level,
                str(level.name),
                str(level.description),
                declared.level == level.level,
                f"{name}-{level.level}",
            )
            for level in definition.levels
        ),
        none_checked=declared.level is None,
        statement=declared.statement,
        errors=posted.errors if posted else (),
        version=version,
        saved_text="" if posted else saved_in_words(stored, naming),
        conflict=conflict,
    )


def _target_in_words(definition: Definition, declared: Declared) -> str:
    if declared.level is None:
        return say("No target level")
    return say("Target {level}", level=level_in_words(definition, declared.level))
