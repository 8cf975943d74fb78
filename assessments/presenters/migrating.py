"""What another framework version does to an open assessment: before it, after it, at an item."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.answer_sheet import Answer
from assessments.changes import Stored
from assessments.migration_plan import Plan
from assessments.migration_queries import Former, LeftAtItem
from assessments.presenters.history import item_titles
from assessments.presenters.wording import choice_in_words
from commitments.definition import Definition, Item
from commitments.saying import said


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text of an item that differs. Without a label it is the question, else a level or “why”."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """`answer` is in words, empty where there is none."""

    code: str
    title: str
    question: str
    answer: str = ""
    changes: tuple[TextChange, ...] = ()
    follows: str = ""  # what took over the content of a split item; where a moved one went


@dataclass(frozen=True, slots=True)
class Preview:
    """`kept` counts items and `answers_kept` answers; the rows are in framework order."""

    kept: int
    answers_kept: int
    to_confirm: tuple[ItemRow, ...]
    changed_unanswered: tuple[ItemRow, ...]
    reworded: tuple[ItemRow, ...]
    moved: tuple[ItemRow, ...]
    added: tuple[ItemRow, ...]
    gone: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True)
class FormerPanel:
    """For `assessments/_former.html`: both questions, and the answer to the earlier one."""

    version: str
    before: str
    after: str
    changes: tuple[TextChange, ...]
    answer: str
    choice: str  # what the button “Confirm” posts
    reason: str


@dataclass(frozen=True, slots=True)
class LeftRow:
    title: str
    question: str
    answer: str
    reason: str
    note: str
    evidence: tuple[str, ...]
    comments: tuple[str, ...]


def present_preview(
    old: Definition, new: Definition, plan: Plan, stored: Mapping[str, Stored[Answer]]
) -> Preview:
    before, after = item_titles(old), item_titles(new)
    answers = {code: row.entry for code, row in stored.items()}
    waiting = set(plan.to_confirm(answers))

    def asked(code: str, **more: str) -> ItemRow:
        item, answer = new.item_by_code[code], answers.get(code)
        words = choice_in_words(old, answer) if answer and answer.complete else ""
        changes = text_changes(old.item_by_code[code], item) if code in old.item_by_code else ()
        return ItemRow(code, after[code], said(item.question), words, changes, **more)

    def gone(code: str) -> ItemRow:
        item, answer = old.item_by_code[code], answers.get(code, Answer(code))
        follows = "; ".join(after[new_code] for new_code in plan.successors.get(code, ()))
        words = choice_in_words(old, answer) if answer.complete else ""
        return ItemRow(code, before[code], said(item.question), words, follows=follows)

    return Preview(
        kept=len(plan.kept),
        answers_kept=sum(code in answers and answers[code].complete for code in plan.kept),
        to_confirm=tuple(asked(code) for code in plan.changed if code in waiting),
        changed_unanswered=tuple(asked(code) for code in plan.changed if code not in waiting),
        reworded=tuple(asked(code) for code in plan.reworded),
        moved=tuple(asked(code, follows=before[code]) for code in plan.moved),
        added=tuple(asked(code) for code in plan.added),
        gone=tuple(map(gone, plan.gone)),
    )


def text_changes(old: Item, new: Item) -> tuple[TextChange, ...]:
    """The question first, then the levels, then why it is asked; what is equal is left out."""
    pairs = [
        ("", old.question, new.question),
        *((str(level), old.descriptors[level], new.descriptors[level]) for level in range(5)),
        ("why", old.why, new.why),
    ]
    return tuple(
        TextChange(label, said(before), said(after))
        for label, before, after in pairs
        if str(before) != str(after)
    )


def present_former(definition: Definition, item: Item, former: Former | None) -> FormerPanel | None:
    if former is None:
        return None
    changes = text_changes(former.item, item)
    return FormerPanel(
        version=former.version,
        before=said(former.item.question),
        after=said(item.question),
        changes=tuple(change for change in changes if change.label),
        answer=choice_in_words(definition, former.answer),
        choice=choice_of(former.answer),
        reason=former.reason or former.answer.reason,
    )


def choice_of(answer: Answer) -> str:
    """As its radio button posts it; empty where there is none."""
    if answer.not_applicable:
        return "na"
    if answer.dont_know:
        return "dk"
    return "" if answer.level is None else str(answer.level)


def present_left(definition: Definition, left: Iterable[LeftAtItem]) -> tuple[LeftRow, ...]:
    """What stands at items of this version, which is not that of the assessment."""
    titles = item_titles(definition)
    by_code = {row.code: row for row in left}
    return tuple(
        LeftRow(
            title=title,
            question=said(definition.item_by_code[code].question),
            answer=choice_in_words(definition, row.answer) if row.answer.complete else "",
            reason=row.answer.reason,
            note=row.answer.note,
            evidence=row.evidence,
            comments=row.comments,
        )
        for code, title in titles.items()
        if (row := by_code.get(code)) and row.says_something
    )
