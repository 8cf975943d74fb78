"""In which subjects an organization stands high enough to tell a story. Pure.

A story is an example for others, so the score card has to carry it: a high level or score, and
evidence for nearly all of it.
"""

from dataclasses import dataclass
from decimal import Decimal

from assessments.scoring.card import ScoreCard, SubjectCard
from lhs_portal.lib.wording import say

HIGH_LEVEL = 3
HIGH_SCORE = Decimal("3")
# The evidenced score counts a level 3 or 4 without evidence as 2: so far it may fall short.
EVIDENCE_WITHIN = Decimal("0.5")


def rule_in_words() -> str:
    return say(
        "A story can be told about a feature or a commitment in which your latest report shows "
        "level {level} attained, or a score of {score} or more, and whose evidenced score lies at "
        "most {within} below the score.",
        level=HIGH_LEVEL,
        score=f"{HIGH_SCORE}.00",
        within=f"{EVIDENCE_WITHIN:.2f}",
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the subject is open to a story, and why or why not, in words."""

    subject: str
    open: bool
    why: str


def judge_standings(card: ScoreCard) -> tuple[Standing, ...]:
    """Of every subject of the card, in its order."""
    return tuple(judge_standing(code, subject) for code, subject in card.subjects.items())


def judge_standing(code: str, card: SubjectCard) -> Standing:
    if card.score is None:
        return Standing(code, False, say("It has no score in your latest report."))
    figures = say("Score {score}", score=f"{card.score:.2f}")
    if card.attained is not None:
        figures = say(
            "{figures}, level {attained} attained", figures=figures, attained=card.attained
        )
    high = card.score >= HIGH_SCORE or (card.attained or 0) >= HIGH_LEVEL
    if not high:
        return Standing(
            code,
            False,
            say(
                "{figures}: a story needs level {level} attained or a score of {score}.",
                figures=figures,
                level=HIGH_LEVEL,
                score=f"{HIGH_SCORE}.00",
            ),
        )
    if card.evidenced is None:
        return Standing(
            code, False, say("{figures}, but the report rests on no evidence.", figures=figures)
        )
    if card.score - card.evidenced > EVIDENCE_WITHIN:
        return Standing(
            code,
            False,
            say(
                "{figures}, but the evidenced score is only {evidenced}: too many high levels "
                "have no evidence.",
                figures=figures,
                evidenced=f"{card.evidenced:.2f}",
            ),
        )
    return Standing(
        code,
        True,
        say(
            "{figures}, evidenced score {evidenced}.",
            figures=figures,
            evidenced=f"{card.evidenced:.2f}",
        ),
    )
