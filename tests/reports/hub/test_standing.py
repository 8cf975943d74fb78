"""Where an organization stands high enough, by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.scoring.card import SubjectCard
from reports.hub.standing import judge_standing

BARE = SubjectCard(None, None, None, None, None, (), None, None)


def card(score: str | None, attained: int | None, evidenced: str | None) -> SubjectCard:
    return replace(
        BARE,
        score=None if score is None else Decimal(score),
        attained=attained,
        evidenced=None if evidenced is None else Decimal(evidenced),
    )


@pytest.mark.parametrize(
    ("score", "attained", "evidenced", "expected"),
    [
        ("3.000000", 2, "3.000000", True),
        ("2.999999", 2, "2.999999", False),
        ("2.500000", 3, "2.500000", True),
        ("2.500000", None, "2.500000", False),
        ("3.500000", 3, "3.000000", True),
        ("3.500000", 3, "2.999999", False),
        ("3.500000", 4, None, False),
        (None, 4, "4.000000", False),
        ("4.000000", 4, "4.000000", True),
    ],
)
def test_standing_by_hand(score, attained, evidenced, expected):
    assert judge_standing("S1", card(score, attained, evidenced)).open is expected


def test_reasons_say_which_part_is_missing():
    assert judge_standing("S1", card(None, None, None)).why.startswith("It has no score")
    assert "needs level 3 attained" in judge_standing("S1", card("2.1", 1, "2.1")).why
    assert "rests on no evidence" in judge_standing("S1", card("3.4", 3, None)).why
    assert "only 2.40" in judge_standing("S1", card("3.4", 3, "2.4")).why
    assert judge_standing("S1", card("3.4", 3, "3.1")).why == (
        "Score 3.40, level 3 attained, evidenced score 3.10."
    )


FIGURES = st.decimals("0", "4", places=6)


@given(FIGURES, st.none() | st.integers(0, 4), FIGURES, FIGURES)
def test_more_evidence_never_closes_a_subject(score, attained, one, other):
    less, more = sorted((one, other))
    had = judge_standing("S1", card(str(score), attained, str(less))).open
    has = judge_standing("S1", card(str(score), attained, str(more))).open
    assert has or not had
