from collections.abc import Mapping
from dataclasses import dataclass

from assessments.answer_sheet import Answer
from assessments.models import Consensus
from assessments.presenters.history import item_titles
from assessments.presenters.wording import choice_in_words
from assessments.settling_queries import Part
from commitments.definition import Definition
from commitments.saying import said


@dataclass(frozen=True, slots=True)
class DissentPage:
    """`settled` is empty where the person may not know of an answer, or there is none."""

    title: str
    question: str
    settled: str
    descriptor: str
    reason: str


@dataclass(frozen=True, slots=True)
class DecidedRow:
    code: str
    title: str
    question: str
    dissents: bool


def present_decided(definition: Definition, decided: Mapping[str, bool]) -> list[DecidedRow]:
    """For the page of a rater: what she may read, and differ from."""
    titles = item_titles(definition) if decided else {}
    return [
        DecidedRow(code, titles[code], said(definition.item_by_code[code].question), dissents)
        for code, dissents in decided.items()
    ]


def present_dissent(
    definition: Definition, part: Part, found: tuple[Consensus, Answer] | None
) -> DissentPage:
    item = definition.item_by_code[part.item.code]
    consensus, answer = found or (None, None)
    level = answer.level if answer else None
    return DissentPage(
        title=item_titles(definition)[item.code],
        question=said(item.question),
        settled=choice_in_words(definition, answer) if answer else "",
        descriptor=said(item.descriptors[level]) if level is not None else "",
        reason=consensus.reason if consensus else "",
    )
