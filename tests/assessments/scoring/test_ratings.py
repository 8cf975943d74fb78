from typing import Any

import pytest

from assessments.answer_sheet import AnswerSheet
from assessments.scoring import score
from assessments.scoring.ratings import FRONT_LINE, LEADERS, ROLE_GROUPS, Rating, Ratings
from tests.frameworks import make_definition


def test_sides_of_the_role_gap_are_role_groups() -> None:
    assert len(ROLE_GROUPS) == 10
    assert set(ROLE_GROUPS) > LEADERS | FRONT_LINE
    assert not LEADERS & FRONT_LINE


@pytest.mark.parametrize(
    "said",
    [
        {"level": 1, "not_applicable": True},
        {"level": 0, "dont_know": True},
        {"not_applicable": True, "dont_know": True},
        {"level": 5},
        {"level": True},
        {"role_group": "janitor"},
    ],
)
def test_rating_is_one_of_three(said: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        Rating("r1", "safe.1", **said)


def test_two_ratings_of_one_item_by_one_rater() -> None:
    ratings = [Rating("r1", "safe.1", level=1), Rating("r2", "safe.1", level=1)]
    with pytest.raises(ValueError, match=r"safe\.1: more than one rating by r1"):
        Ratings.of([*ratings, Rating("r1", "safe.1", dont_know=True)])


def test_two_role_groups_of_one_rater() -> None:
    ratings = [Rating("r1", "safe.1", level=1), Rating("r1", "safe.2", "board", level=1)]
    assert Ratings.of(ratings).role_groups == {"r1": "board"}
    assert Ratings.of([*ratings, Rating("r1", "S1.1", level=1)]).role_groups == {"r1": "board"}
    with pytest.raises(ValueError, match="r1: more than one role group"):
        Ratings.of([*ratings, Rating("r1", "safe.3", "quality", level=1)])


def test_rating_of_an_unknown_item_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"safe\.9"):
        score(make_definition(), AnswerSheet(), [Rating("r1", "safe.9", level=1)])
