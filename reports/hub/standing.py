"""In which subjects an organization stands high enough to tell a story. Pure.

A story is an example for others, so the score card has to carry it: a high level or score, and
evidence for nearly all of it.
"""

from dataclasses import dataclass
from decimal import Decimal

from assessments.scoring.card import ScoreCard, SubjectCard

HIGH_LEVEL = 3
HIGH_SCORE = Decimal("3")
# The evidenced score counts a level 3 or 4 without evidence as 2: so far it may fall short.
EVIDENCE_WITHIN = Decimal("0.5")

RULE = (
    f"A story can be told about a feature or a commitment in which your latest report shows level "
    f"{HIGH_LEVEL} attained, or a score of {HIGH_SCORE}.00 or more, and whose evidenced score lies "
    f"at most {EVIDENCE_WITHIN:.2f} below the score."
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
        return Standing(code, False, "It has no score in your latest report.")
    figures = f"Score {card.score:.2f}"
    if card.attained is not None:
        figures = f"{figures}, level {card.attained} attained"
    high = card.score >= HIGH_SCORE or (card.attained or 0) >= HIGH_LEVEL
    if not high:
        return Standing(
            code,
            False,
            f"{figures}: a story needs level {HIGH_LEVEL} attained or a score of {HIGH_SCORE}.00.",
        )
    if card.evidenced is None:
        return Standing(code, False, f"{figures}, but the report rests on no evidence.")
    if card.score - card.evidenced > EVIDENCE_WITHIN:
        return Standing(
            code,
            False,
            f"{figures}, but the evidenced score is only {card.evidenced:.2f}: too many high "
            "levels have no evidence.",
        )
    return Standing(code, True, f"{figures}, evidenced score {card.evidenced:.2f}.")
