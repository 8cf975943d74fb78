"""The page of an organization's own questions, with the cards of the framework's items."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessments.answer_sheet import Answer
from assessments.changes import AnswerChange, Conflict
from assessments.forms.entries import ANSWER, Posted
from assessments.local_items import LocalItem, code_of, number_of
from assessments.local_queries import stored_answer_of
from assessments.models import LocalItem as LocalItemRow
from assessments.presenters.section import (
    NOTE_HINT,
    NOTE_LABEL,
    Card,
    LevelChoice,
    PageProblem,
    present_conflict,
    problems_of,
)
from assessments.presenters.wording import choice_in_words, saved_in_words, subject_in_words
from commitments.definition import Definition
from commitments.saying import said
from lhs_portal.accounts.models import User
from lhs_portal.audit.sentences import Naming
from lhs_portal.lib.wording import say


@dataclass(frozen=True, slots=True)
class LocalCard:
    number: int
    place: str  # the section that it belongs to, in words
    card: Card


@dataclass(frozen=True, slots=True)
class TypedForRemoved:
    """What was typed for a question that somebody removed meanwhile, to be copied."""

    title: str
    question: str
    answer: str
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class SignedLocal:
    """One of them with its answer, for `assessments/_signing_item.html`."""

    code: str
    title: str
    question: str
    level: int | None
    level_name: str
    answer: str
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class LocalPage:
    cards: tuple[LocalCard, ...]
    problems: tuple[PageProblem, ...]
    summary: str


def present_local(
    definition: Definition,
    rows: Sequence[LocalItemRow],
    *,
    reader: User,
    naming: Naming,
    editable: bool,
    posted: Mapping[str, Posted],
    conflicts: Mapping[str, Conflict[Answer]],
) -> LocalPage:
    """`posted` is what could not be saved, and is shown instead of what is stored."""
    cards = []
    problems: list[PageProblem] = []
    for place, row in enumerate(rows, start=1):
        code = code_of(row.number)
        card = _card(
            definition,
            row,
            number=say("{number} of {total}", number=place, total=len(rows)),
            editable=editable,
            posted=posted.get(code),
            conflict=conflicts.get(code),
            reader=reader,
            naming=naming,
        )
        cards.append(LocalCard(row.number, place_in_words(definition, row.subject), card))
        title = say("Local question {number}", number=card.number)
        problems += problems_of(card.code, title, card.errors, card.conflict)
    done = sum(row.complete for row in rows)
    return LocalPage(tuple(cards), tuple(problems), answered_in_words(done, len(rows)))


def answered_in_words(answered: int, total: int) -> str:
    return say("{answered} of {total} answered", answered=answered, total=total)


def summary_of(items: Sequence[LocalItem]) -> str:
    """2 of 3 answered; nothing where there are none."""
    return answered_in_words(sum(item.answered for item in items), len(items)) if items else ""


def present_signed(definition: Definition, items: Sequence[LocalItem]) -> tuple[SignedLocal, ...]:
    return tuple(
        SignedLocal(
            code=item.code,
            title=say("Local question {number}", number=number_of(item.code)),
            question=item.question,
            level=item.level,
            level_name="" if item.level is None else str(definition.levels[item.level].name),
            answer=_answer_in_words(definition, item),
            reason=item.reason,
            note=item.note,
        )
        for item in items
    )


def _answer_in_words(definition: Definition, item: LocalItem) -> str:
    if not item.answered:
        return say("Not answered")
    answer = Answer(item.code, item.level, item.not_applicable, item.dont_know)
    return choice_in_words(definition, answer)


def place_in_words(definition: Definition, subject: str) -> str:
    """A section that the framework version does not have is as good as none."""
    known = definition.subject_by_code.get(subject)
    return subject_in_words(known) if known else say("General")


def present_removed(
    definition: Definition, rows: Iterable[LocalItemRow], posted: Mapping[str, Posted]
) -> tuple[TypedForRemoved, ...]:
    found = []
    for row in rows:
        entry = posted[code_of(row.number)]
        typed = AnswerChange(entry.code, entry.seen, entry.choice, entry.reason, entry.note).alone()
        found.append(
            TypedForRemoved(
                say("Local question {number}", number=row.number),
                row.question,
                choice_in_words(definition, typed) if typed.complete else "",
                typed.reason,
                typed.note,
            )
        )
    return tuple(found)


def _card(
    definition: Definition,
    row: LocalItemRow,
    *,
    number: str,
    editable: bool,
    posted: Posted | None,
    conflict: Conflict[Answer] | None,
    reader: User,
    naming: Naming,
) -> Card:
    stored = stored_answer_of(row)
    answer, version = stored.entry, stored.seen.token
    if posted and not posted.keep_theirs:
        change = AnswerChange(posted.code, posted.seen, posted.choice, posted.reason, posted.note)
        answer = change.onto(answer)
        version = str(stored.version) if conflict else posted.seen.token
    name = f"{ANSWER}-{answer.item}"
    descriptors = row.descriptors or [""] * len(definition.levels)
    return Card(
        code=answer.item,
        name=name,
        number=number,
        essential=False,
        question=row.question,
        why=row.why,
        levels=tuple(
            LevelChoice(
                level.level,
                said(level.name),
                descriptors[level.level],
                answer.level == level.level,
                f"{name}-{level.level}",
            )
            for level in definition.levels
        ),
        na_checked=answer.not_applicable,
        dk_checked=answer.dont_know,
        reason=answer.reason,
        note=answer.note,
        evidence=(),
        ask=(),
        guidance_small="",
        guidance_large="",
        not_applicable_hint="",
        errors=posted.errors if posted else (),
        version=version,
        saved_text="" if posted else saved_in_words(stored, naming),
        last_cycle="",
        conflict=present_conflict(definition, conflict, reader, naming),
        readonly=not editable,
        note_label=say(NOTE_LABEL),
        note_hint=say(NOTE_HINT),
        mark=say("Local"),
    )
