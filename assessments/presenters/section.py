"""One section page: a commitment or feature with its items as cards."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assessments.answer_sheet import Answer, AnswerSheet, progress
from assessments.changes import AnswerChange, Conflict, Stored
from assessments.evidence_queries import EvidenceLine
from assessments.forms.entries import ANSWER, Posted
from assessments.migration_queries import Former
from assessments.models import Assessment
from assessments.presenters.migrating import FormerPanel, choice_of, present_former
from assessments.presenters.remarks import RemarkView, remark_at
from assessments.presenters.wording import (
    author_in_words,
    choice_in_words,
    is_provisional,
    moment_in_words,
    progress_in_words,
    saved_in_words,
    subject_in_words,
)
from assessments.signing_queries import Returned
from commitments.definition import Definition, Item, Subject, Text
from commitments.saying import said
from lhs_portal.accounts.models import User
from lhs_portal.audit.sentences import Naming
from lhs_portal.lib.wording import mark, say

ONLY_ESSENTIAL = "essential"
CUMULATIVE = mark("Choose the highest level of which every statement is true today.")
NOTE_LABEL = mark("What is this answer based on?")
NOTE_HINT = mark("A document, a figure, a name of a group. No patient information.")


@dataclass(frozen=True, slots=True)
class LevelChoice:
    level: int
    name: str
    descriptor: str
    checked: bool
    id: str


@dataclass(frozen=True, slots=True)
class PageProblem:
    """One line of the summary at the head of a page, with the id that it leads to."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class ConflictPanel:
    """Both texts, for `_partials/conflict.html`."""

    theirs_by: str
    theirs_at: str
    theirs_summary: str
    theirs_note: str
    mine_summary: str
    mine_note: str


@dataclass(frozen=True, slots=True)
class Card:
    """One item, for `_partials/level_radio.html`; field names are the name and a part."""

    code: str
    name: str
    number: str
    essential: bool
    question: str
    why: str
    levels: tuple[LevelChoice, ...]
    na_checked: bool
    dk_checked: bool
    reason: str
    note: str
    evidence: tuple[str, ...]
    ask: tuple[str, ...]
    guidance_small: str
    guidance_large: str
    not_applicable_hint: str
    errors: tuple[str, ...]
    version: str
    saved_text: str
    last_cycle: str
    conflict: ConflictPanel | None
    readonly: bool
    asks_reason: bool = True
    note_label: str = ""
    note_hint: str = ""
    mark: str = ""  # what a tag beside the number says
    suggestion: str = ""  # what the button “Confirm” posts
    remark: RemarkView | None = None
    evidence_uses: tuple[EvidenceLine, ...] = ()  # for assessments/_evidence.html
    adds_evidence: bool = False
    former: FormerPanel | None = None  # the answer to the question as it was, to be confirmed


@dataclass(frozen=True, slots=True)
class SectionPage:
    subject: Subject
    title: str
    provisional: bool
    position: str
    rating_rule: str
    rating_notes: tuple[Text, ...]
    cards: tuple[Card, ...]
    problems: tuple[PageProblem, ...]
    summary: str
    next_code: str
    next_name: str
    query: str


def present_section(
    definition: Definition,
    assessment: Assessment,
    subject: Subject,
    stored: Mapping[str, Stored[Answer]],
    *,
    reader: User,
    naming: Naming,
    editable: bool,
    only_essential: bool,
    last_cycle: Mapping[str, tuple[str, Answer]] | None = None,
    evidence: Mapping[str, tuple[EvidenceLine, ...]] | None = None,
    posted: Mapping[str, Posted] | None = None,
    conflicts: Mapping[str, Conflict[Answer]] | None = None,
    returned: Returned | None = None,
    former: Mapping[str, Former] | None = None,
) -> SectionPage:
    """`posted` is what could not be saved, and is shown instead of what is stored."""
    posted, conflicts, last_cycle = posted or {}, conflicts or {}, last_cycle or {}
    evidence = evidence or {}
    items = items_shown(definition, subject.code, only_essential=only_essential)
    codes = [known.code for known in definition.subjects]
    place = codes.index(subject.code)
    sheet = AnswerSheet.of(row.entry for row in stored.values())
    next_code = codes[place + 1] if place + 1 < len(codes) else ""
    cards = tuple(
        present_card(
            definition,
            item,
            stored[item.code],
            number=say("{number} of {total}", number=number, total=len(items)),
            sector=assessment.organization.sector,
            editable=editable,
            posted=posted.get(item.code),
            conflict=present_conflict(definition, conflicts.get(item.code), reader, naming),
            naming=naming,
            last=last_cycle.get(item.code),
            suggests=editable and assessment.copied_from_id is not None,
            remark=remark_at(returned, item.code),
            evidence=evidence.get(item.code, ()),
            adds_evidence=editable,
            former=present_former(definition, item, (former or {}).get(item.code)),
        )
        for number, item in enumerate(items, start=1)
    )
    return SectionPage(
        subject=subject,
        title=subject_in_words(subject),
        provisional=is_provisional(subject),
        position=say("Section {number} of {total}", number=place + 1, total=len(codes)),
        rating_rule=str(definition.rating_rule) or say(CUMULATIVE),
        rating_notes=definition.rating_notes,
        cards=cards,
        problems=tuple(
            problem
            for card in cards
            for problem in problems_of(
                card.code, say("Item {number}", number=card.number), card.errors, card.conflict
            )
        ),
        summary=progress_in_words(
            progress(definition, sheet), due=None, only_essential=only_essential
        ),
        next_code=next_code,
        next_name=subject_in_words(definition.subject_by_code[next_code]) if next_code else "",
        query=query_of(only_essential=only_essential),
    )


def problems_of(
    target: str, title: str, errors: Iterable[str], conflict: ConflictPanel | None
) -> Iterator[PageProblem]:
    for error in errors:
        yield PageProblem(target, f"{title}: {error}")
    if conflict:
        yield PageProblem(
            target,
            say(
                "{title}: {person} changed this meanwhile. Choose which text stays.",
                title=title,
                person=conflict.theirs_by,
            ),
        )


def items_shown(
    definition: Definition, subject_code: str, *, only_essential: bool
) -> tuple[Item, ...]:
    items = definition.items_by_subject[subject_code]
    return tuple(item for item in items if item.essential) if only_essential else items


def query_of(*, only_essential: bool) -> str:
    return f"?only={ONLY_ESSENTIAL}" if only_essential else ""


def present_card(
    definition: Definition,
    item: Item,
    stored: Stored[Answer],
    *,
    number: str,
    sector: str,
    editable: bool,
    posted: Posted | None,
    conflict: ConflictPanel | None,
    naming: Naming,
    last: tuple[str, Answer] | None,
    suggests: bool = False,
    remark: RemarkView | None = None,
    evidence: tuple[EvidenceLine, ...] = (),
    adds_evidence: bool = False,
    former: FormerPanel | None = None,
) -> Card:
    answer, version = stored.entry, stored.seen.token
    if posted and not posted.keep_theirs:
        change = AnswerChange(item.code, posted.seen, posted.choice, posted.reason, posted.note)
        answer = change.onto(answer)
        # Not saved, so it still stands on what its author saw; a panel shows what is stored now.
        version = str(stored.version) if conflict else posted.seen.token
    name = f"{ANSWER}-{item.code}"
    return Card(
        code=item.code,
        name=name,
        number=number,
        essential=item.essential,
        question=said(item.question),
        why=said(item.why),
        levels=tuple(
            LevelChoice(
                level.level,
                said(level.name),
                said(item.descriptors[level.level]),
                answer.level == level.level,
                f"{name}-{level.level}",
            )
            for level in definition.levels
        ),
        na_checked=answer.not_applicable,
        dk_checked=answer.dont_know,
        reason=answer.reason,
        note=answer.note,
        evidence=tuple(map(said, item.evidence)),
        ask=tuple(map(said, item.ask)),
        guidance_small=said(item.guidance_small),
        guidance_large=said(item.guidance_large),
        not_applicable_hint=(
            say("The framework suggests “Not applicable” for your sector; change it if it applies.")
            if sector in item.not_applicable_to
            else ""
        ),
        errors=posted.errors if posted else (),
        version=version,
        saved_text="" if posted else saved_in_words(stored, naming),
        last_cycle=_last_in_words(definition, *last) if last and last[1].complete else "",
        conflict=conflict,
        readonly=not editable,
        note_label=say(NOTE_LABEL),
        note_hint=say(NOTE_HINT),
        suggestion=_suggestion(last, former, answer, suggests=suggests, editable=editable),
        remark=remark,
        evidence_uses=evidence,
        adds_evidence=adds_evidence,
        former=former,
    )


def present_conflict(
    definition: Definition, conflict: Conflict[Answer] | None, reader: User, naming: Naming
) -> ConflictPanel | None:
    if conflict is None:
        return None
    theirs = conflict.theirs
    return ConflictPanel(
        theirs_by=author_in_words(theirs, reader, naming),
        theirs_at=moment_in_words(theirs.updated_at) if theirs.updated_at else "",
        theirs_summary=_summary(definition, theirs.entry),
        theirs_note=theirs.entry.note,
        mine_summary=_summary(definition, conflict.mine),
        mine_note=conflict.mine.note,
    )


def _suggestion(
    last: tuple[str, Answer] | None,
    former: FormerPanel | None,
    answer: Answer,
    *,
    suggests: bool,
    editable: bool,
) -> str:
    """The answer of before the question changed, rather than that of the last cycle."""
    if former:
        return former.choice if editable else ""
    return choice_of(last[1]) if suggests and last and not answer.complete else ""


def _last_in_words(definition: Definition, title: str, answer: Answer) -> str:
    return say(
        "Last time ({title}): {answer}", title=title, answer=choice_in_words(definition, answer)
    )


def _summary(definition: Definition, answer: Answer) -> str:
    choice = choice_in_words(definition, answer)
    return f"{choice}: {answer.reason}" if answer.not_applicable and answer.reason else choice
