"""What would follow, by the rules of scoring alone, if items stood at other levels. Pure.

This is arithmetic on the answers of a report, no forecast; nothing of it is ever stored.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from assessments.answer_sheet import AnswerSheet
from assessments.scoring import ScoreCard, score
from commitments.definition import LEVELS, Definition
from lhs_portal.lib.faults import quoted
from lhs_portal.lib.wording import say

SECTION = "section"
MOST_FAULTS_TOLD = 5


@dataclass(frozen=True, slots=True)
class Question:
    """`levels` by item, in framework order; `faults` are sentences on what was left out."""

    levels: Mapping[str, int]
    section: str = ""
    faults: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The address of this question: what is not asked does not stand in it."""
        pairs = [(code, str(level)) for code, level in self.levels.items()]
        return urlencode([*pairs, *([(SECTION, self.section)] if self.section else [])])


def read_question(
    pairs: Iterable[tuple[str, str]], definition: Definition, sheet: AnswerSheet
) -> Question:
    """From an address's pairs of item and level, as anybody may have typed them.

    A level that the report has anyway changes nothing, and an empty value asks nothing.
    """
    levels: dict[str, int] = {}
    section, faults = "", []
    for name, value in pairs:
        if not value:
            continue
        if name == SECTION:
            if value in definition.subject_by_code:
                section = value
            else:
                faults.append(
                    say("There is no section {section} in this report.", section=quoted(value))
                )
        elif name not in definition.item_by_code:
            faults.append(say("{name} is no item of this report.", name=quoted(name)))
        elif value not in _LEVEL_BY_TEXT:
            faults.append(
                say(
                    "{item}: {value} is no level. Choose one from 0 to 4.",
                    item=name,
                    value=quoted(value),
                )
            )
        else:
            levels[name] = _LEVEL_BY_TEXT[value]
    if len(faults) > MOST_FAULTS_TOLD:
        more = len(faults) - MOST_FAULTS_TOLD
        faults = [
            *faults[:MOST_FAULTS_TOLD],
            say("And {number} more of this kind.", number=more),
        ]
    asked = {
        item.code: levels[item.code]
        for item in definition.items
        if item.code in levels and levels[item.code] != sheet.answer_to(item.code).level
    }
    return Question(asked, section, tuple(faults))


def score_as_if(definition: Definition, sheet: AnswerSheet, levels: Mapping[str, int]) -> ScoreCard:
    """The card of the settled answers with these levels in their place; ratings play no part.

    An item that is not applicable becomes applicable by its level. Evidence stays as it is.
    """
    answers = dict(sheet.answers)
    for code, level in levels.items():
        answers[code] = replace(
            sheet.answer_to(code), level=level, not_applicable=False, dont_know=False
        )
    return score(definition, AnswerSheet(answers, sheet.targets))


_LEVEL_BY_TEXT = {str(level): level for level in LEVELS}
