"""The through-line, worked by hand on the links of tests.frameworks."""

from fractions import Fraction

import pytest

from assessments.scoring.subjects import score_subjects
from assessments.scoring.through_line import Strand, score_through_line, state_of
from tests.assessments.scoring.sheets import sheet_of
from tests.frameworks import make_definition


def strands(**subjects: str) -> dict[str, Strand]:
    definition = make_definition()
    return score_through_line(definition, score_subjects(definition, sheet_of(**subjects)))


def test_enabling_weighs_features_by_strength() -> None:
    # safe: S1 with strength 1, S2 and F2 with strength 2.
    safe = strands(S1="3333", S2="1111", F2="2222", safe="3333")["safe"]
    assert safe.enabling == Fraction(3 + 2 + 4, 5)
    assert safe.lag == Fraction(6, 5)
    assert safe.state == "ahead"
    assert safe.by_pillar == {"science": Fraction(5, 3), "informatics": Fraction(2)}


def test_enabling_where_exactly_half_of_the_strength_is_scored() -> None:
    # engaged: S1 and F1 with strength 2 each.
    assert strands(S1="3333")["engaged"].enabling == 3


def test_enabling_where_less_than_half_of_the_strength_is_scored() -> None:
    # effective: S2 and F1 with strength 2, F2 with strength 1.
    assert strands(S2="3333")["effective"].enabling is None
    assert strands(S2="3333", F2="0000")["effective"].enabling == 2


def test_enabling_counts_applicable_features_alone() -> None:
    effective = strands(S2="3333", F1="nnnn")["effective"]
    assert effective.enabling == 3
    assert effective.by_pillar == {"science": Fraction(3), "informatics": None}


def test_enabling_where_no_feature_applies() -> None:
    engaged = strands(S1="nnnn", F1="nnnn", engaged="2222")["engaged"]
    assert engaged == Strand(None, None, None, {"science": None, "informatics": None})


def test_cell_where_less_than_half_of_the_pillars_strength_is_scored() -> None:
    # effective within informatics: F1 with strength 2, F2 with strength 1.
    assert strands(F2="2222")["effective"].by_pillar["informatics"] is None
    assert strands(F1="2222")["effective"].by_pillar["informatics"] == 2


def test_commitment_without_a_score_keeps_its_enabling_score() -> None:
    engaged = strands(S1="1111", F1="3333", engaged="4---")["engaged"]
    assert engaged.enabling == 2
    assert engaged.by_pillar == {"science": Fraction(1), "informatics": Fraction(3)}
    assert engaged.lag is None
    assert engaged.state is None


@pytest.mark.parametrize(
    ("lag", "state"),
    [
        (Fraction(1, 2), "ahead"),
        (Fraction(499_999, 1_000_000), "aligned"),
        (Fraction(0), "aligned"),
        (Fraction(-499_999, 1_000_000), "aligned"),
        (Fraction(-1, 2), "behind"),
    ],
)
def test_state_turns_at_one_half(lag: Fraction, state: str) -> None:
    assert state_of(lag) == state
