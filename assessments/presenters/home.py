"""The assessment home: a task list with one thing to do next."""

from dataclasses import dataclass

from assessments.answer_sheet import (
    AnswerSheet,
    Progress,
    Status,
    SubjectProgress,
    problems,
    progress,
)
from assessments.models import Assessment
from assessments.presenters.history import item_titles
from assessments.presenters.section import query_of
from assessments.presenters.wording import is_provisional, progress_in_words, subject_in_words
from assessments.rating_queries import BLIND
from assessments.signing_queries import Returned
from assessments.states import short_name, states_of
from commitments.definition import Definition, Subject
from lhs_portal.lib.wording import mark, say

CODE = "CODE"  # stands for a section's code in an address

STATUSES: dict[str, tuple[str, str]] = {
    "completed": (mark("Completed"), ""),
    "in_progress": (mark("In progress"), "part"),
    "not_started": (mark("Not started"), "todo"),
    "needs_reason": (mark("Needs a reason"), "warn"),
}


@dataclass(frozen=True, slots=True)
class SectionRow:
    """`tag` is the look of the status; what is completed has none, so that the rest stands out."""

    url: str
    name: str
    provisional: bool
    answered: int
    total: int
    status: str
    tag: str


@dataclass(frozen=True, slots=True)
class SectionGroup:
    title: str
    pillar: str
    rows: tuple[SectionRow, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    done: bool
    current: bool


@dataclass(frozen=True, slots=True)
class RemarkedRow:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """`groups` is empty where there are no answers to lead to: before the ratings are compared."""

    stages: tuple[Stage, ...]
    summary: str
    answered: int
    total: int
    groups: tuple[SectionGroup, ...]
    continue_url: str
    continue_name: str
    rest_url: str
    rest_name: str
    only_essential: bool
    query: str
    essentials: int
    commitments: int
    essentials_minutes: int


def present_home(
    definition: Definition,
    assessment: Assessment,
    sheet: AnswerSheet,
    *,
    section_url: str,
    only_essential: bool,
) -> HomePage:
    """`section_url` is the address of a section with CODE in it: one look-up instead of 22.

    `rest_url` is given where the essential items alone are shown, and only others are left.
    """
    rest_url = section_url
    section_url += query_of(only_essential=only_essential)
    so_far = progress(definition, sheet)
    next_code = so_far.first_unfinished(essentials_only=only_essential) or ""
    rest_code = "" if next_code else so_far.first_unfinished() or ""
    return HomePage(
        stages=present_stages(assessment),
        summary=progress_in_words(so_far, due=assessment.due, only_essential=only_essential),
        answered=so_far.essentials_answered if only_essential else so_far.answered,
        total=so_far.essentials_total if only_essential else so_far.total,
        groups=(
            ()
            if assessment.state in BLIND
            else _groups(definition, sheet, so_far, section_url, only_essential=only_essential)
        ),
        continue_url=section_url.replace(CODE, next_code) if next_code else "",
        continue_name=subject_in_words(definition.subject_by_code[next_code]) if next_code else "",
        rest_url=rest_url.replace(CODE, rest_code) if rest_code else "",
        rest_name=subject_in_words(definition.subject_by_code[rest_code]) if rest_code else "",
        only_essential=only_essential,
        query=query_of(only_essential=only_essential),
        essentials=so_far.essentials_total,
        commitments=len(definition.commitments),
        essentials_minutes=so_far.essentials_minutes_left,
    )


def present_remarked(
    definition: Definition, returned: Returned | None, section_url: str
) -> tuple[RemarkedRow, ...]:
    """The items at which the sponsor left a remark, in framework order."""
    return tuple(
        RemarkedRow(
            title, section_url.replace(CODE, definition.item_by_code[code].subject) + f"#{code}"
        )
        for code, title in item_titles(definition).items()
        if returned and code in returned.remarks
    )


def present_stages(assessment: Assessment) -> tuple[Stage, ...]:
    states = states_of(assessment.mode)
    place = states.index(assessment.state)
    return tuple(
        Stage(short_name(state), done=number < place, current=number == place)
        for number, state in enumerate(states)
    )


def _groups(
    definition: Definition,
    sheet: AnswerSheet,
    so_far: Progress,
    section_url: str,
    *,
    only_essential: bool,
) -> tuple[SectionGroup, ...]:
    reasonless = {
        problem.subject
        for problem in problems(definition, sheet)
        if problem.kind == "reason_missing"
        and (definition.item_by_code[problem.item].essential or not only_essential)
    }
    by_code = {subject.code: subject for subject in so_far.subjects}

    def row(subject: Subject) -> SectionRow:
        url = section_url.replace(CODE, subject.code)
        needs_reason = subject.code in reasonless
        return _row(subject, url, by_code[subject.code], needs_reason, only_essential)

    commitments = SectionGroup(say("Commitments"), "", tuple(map(row, definition.commitments)))
    features = (
        SectionGroup(
            str(pillar.name), pillar.code, tuple(map(row, definition.features_of(pillar.code)))
        )
        for pillar in definition.pillars
    )
    return (commitments, *features)


def _row(
    subject: Subject, url: str, so_far: SubjectProgress, needs_reason: bool, only_essential: bool
) -> SectionRow:
    status: Status | str = so_far.essentials_status if only_essential else so_far.status
    if needs_reason and status == "completed":
        status = "needs_reason"
    words, tag = STATUSES[status]
    return SectionRow(
        url=url,
        name=str(subject.name),
        provisional=is_provisional(subject),
        answered=so_far.essentials_answered if only_essential else so_far.answered,
        total=so_far.essentials_total if only_essential else so_far.total,
        status=say(words),
        tag=tag,
    )
