import numpy as np
import pytest

from assessments.scoring import SCORING_VERSION
from reports.releases.core.cards import ABSENT, Cards
from reports.releases.core.layout import Layout
from reports.releases.core.measuring import Measured, components_of, measure_cards
from reports.releases.core.measuring_change import measure_change
from reports.releases.core.measuring_questions import measure_growth, measure_questions
from tests.frameworks import make_definition

DEFINITION = make_definition()
LAYOUT = Layout.of(DEFINITION, SCORING_VERSION)


def make_cards(
    rows: int, figures: dict[str, list[float | None]], answers: dict[str, list[int]]
) -> Cards:
    """All else is absent."""
    blank = Cards(
        LAYOUT,
        np.empty((0, len(LAYOUT.columns)), dtype=np.int32),
        np.empty((0, len(LAYOUT.items)), dtype=np.uint8),
        np.empty((0, len(LAYOUT.items)), dtype=np.uint8),
    ).take(np.full(rows, -1))
    for code, values in figures.items():
        blank.micros(code)[:] = [ABSENT if one is None else round(one * 10**6) for one in values]
    for item, given in answers.items():
        blank.answers_to(item)[:] = given
    return blank


def by_code(measured: list[Measured]) -> dict[str, Measured]:
    return {one.measure.code: one for one in measured}


def test_components_are_what_a_figure_is_made_of() -> None:
    found = components_of(DEFINITION)
    assert found["pillar:science"] == ("S1", "S2")
    assert found["index:foundations"] == ("pillar:science", "pillar:informatics")
    assert found["index:commitments"] == ("engaged", "safe", "effective")
    assert found["lag:safe"] == ("safe", "S1", "S2", "F2")


def test_respondents_are_those_with_a_value() -> None:
    cards = make_cards(3, {"safe": [1.5, None, 4.0]}, {"safe.1": [0, 5, 7]})
    found = by_code(list(measure_cards(DEFINITION, cards)))
    assert found["safe"].measure.respondents.tolist() == [True, False, True]
    assert found["safe"].values().tolist() == pytest.approx([1.5, float("nan"), 4.0], nan_ok=True)
    assert found["item:safe.1"].measure.respondents.tolist() == [True, False, False]
    assert found["item:safe.1"].values().tolist() == pytest.approx(
        [0, 5, float("nan")], nan_ok=True
    )


def test_change_is_that_of_the_items_with_a_level_in_both() -> None:
    """Of four items; the second organization has one in both, the third was not there before."""
    items = [f"safe.{number}" for number in (1, 2, 3, 4)]
    before = dict(zip(items, ([1, 1, 7], [2, 5, 7], [0, 6, 7], [3, 7, 7]), strict=True))
    after = dict(zip(items, ([2, 3, 1], [2, 2, 1], [5, 2, 1], [4, 2, 1]), strict=True))
    found = by_code(
        list(
            measure_change(
                DEFINITION,
                DEFINITION,
                make_cards(3, {}, after),
                make_cards(3, {}, before),
                ("a", "b", ""),
            )
        )
    )
    change = found["change:safe"]
    assert change.measure.respondents.tolist() == [True, False, False]
    assert change.values()[0] == pytest.approx(2 / 3, abs=1e-6)
    assert change.measure.components == ("safe",)
    assert (
        list(
            measure_change(
                DEFINITION, DEFINITION, make_cards(1, {}, {}), make_cards(1, {}, {}), ("",)
            )
        )
        == []
    )


def test_an_items_correlation_is_the_mean_of_what_each_adds() -> None:
    own, rest = [0, 1, 2, 4, 3, 7], [1, 1, 2, 3, 4, 4]
    cards = make_cards(6, {}, {"safe.1": own, "safe.2": rest, "safe.3": [7, 7, 7, 7, 7, 7]})
    found = by_code(list(measure_questions(DEFINITION, cards)))["question:correlation:safe.1"]
    mask = found.measure.respondents
    assert mask.tolist() == [True] * 5 + [False]
    assert found.values()[mask].mean() == pytest.approx(np.corrcoef(own[:5], rest[:5])[0, 1])


def test_no_correlation_where_all_answer_alike() -> None:
    cards = make_cards(3, {}, {"safe.1": [2, 2, 2], "safe.2": [1, 2, 3]})
    found = by_code(list(measure_questions(DEFINITION, cards)))["question:correlation:safe.1"]
    assert not found.measure.respondents.any()


def test_growth_goes_with_the_lag_that_was_closed() -> None:
    """S1 carries engaged (2) and safe (1): 0.5·2/3 + 0.2·1/3 closed where it grew by one."""
    lags = {"lag:engaged": [1.0, 1.0, None], "lag:safe": [-0.5, 0.5, 0.5]}
    later = {"lag:engaged": [0.5, 1.0, 0.0], "lag:safe": [0.3, -0.5, 0.5]}
    before = make_cards(3, {"S1": [1.0, 2.0, 2.0], **lags}, {})
    after = make_cards(3, {"S1": [2.0, 2.0, 2.0], **later}, {})
    growth = by_code(list(measure_growth(DEFINITION, after, before)))["question:growth:S1"]
    assert growth.measure.respondents.tolist() == [True, True, False]
    assert growth.values()[:2].mean() == pytest.approx(1.0)
