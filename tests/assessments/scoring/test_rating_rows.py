import json
from typing import Any

import pytest

from assessments.scoring.rating_rows import read_ratings
from assessments.scoring.ratings import Rating
from lhs_portal.lib.faults import Faults
from lhs_portal.lib.strict_json import parse_json
from tests.frameworks import make_definition

DEFINITION = make_definition()
VALID = {"rater": "r1", "role_group": "quality", "item": "safe.1", "level": 3}


def faults_of(*rows: Any) -> list[str]:
    faults = Faults()
    read_ratings(parse_json(json.dumps(rows).encode()), DEFINITION, faults)
    return [str(fault) for fault in faults]


def test_no_ratings_are_no_fault() -> None:
    assert faults_of() == []


@pytest.mark.parametrize(
    ("row", "rating"),
    [
        (VALID, Rating("r1", "safe.1", "quality", level=3)),
        (
            {"rater": "r1", "item": "safe.1", "level": None, "na": True, "dont_know": False},
            Rating("r1", "safe.1", not_applicable=True),
        ),
        (
            {"rater": "r1", "item": "safe.1", "dont_know": True},
            Rating("r1", "safe.1", dont_know=True),
        ),
        ({"rater": "r1", "item": "safe.1"}, Rating("r1", "safe.1")),
    ],
)
def test_row_is_read_as_a_rating(row: dict[str, Any], rating: Rating) -> None:
    faults = Faults()
    assert read_ratings([row], DEFINITION, faults) == [rating]
    assert faults == []


def test_role_group_may_stand_in_some_rows_of_a_rater_alone() -> None:
    bare = {"rater": "r1", "item": "safe.2", "level": 0}
    assert faults_of(VALID, bare) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"level": 5}, "ratings[0].level: 5 is not a level"),
        ({"level": True}, "ratings[0].level: true is not a level"),
        ({"na": True}, "ratings[0]: level and na stand together"),
        ({"na": 0}, "ratings[0].na: 0 is neither true nor false"),
        ({"role_group": "janitor"}, 'ratings[0].role_group: There is no role group "janitor"'),
        ({"role_group": None}, "ratings[0].role_group: null is not a text"),
        ({"item": "safe.9"}, 'ratings[0].item: There is no item "safe.9"'),
        ({"item": 1}, "ratings[0].item: 1 is not a text"),
        ({"rater": ""}, "ratings[0].rater: The text is empty"),
        ({"evidence": 1}, 'ratings[0].evidence: The key "evidence" is not known'),
    ],
)
def test_fault_of_a_rating_is_named(change: dict[str, Any], fault: str) -> None:
    faults = faults_of({**VALID, **change})
    assert len(faults) == 1
    assert fault in faults[0]


def test_rating_without_rater_and_item() -> None:
    assert faults_of({"level": 1}) == [
        'ratings[0].rater: The key "rater" is missing.',
        'ratings[0].item: The key "item" is missing.',
    ]


def test_rating_that_is_no_object() -> None:
    assert "ratings[0]: 3 stands where an object" in faults_of(3)[0]


def test_ratings_that_are_no_list() -> None:
    faults = Faults()
    read_ratings({}, DEFINITION, faults)
    assert str(faults[0]).startswith("ratings: The ratings are not a list.")


def test_two_ratings_of_one_item_by_one_rater() -> None:
    assert faults_of(VALID, {**VALID, "level": 2}) == [
        'ratings[1]: "r1" has rated "safe.1" already. Keep one rating.'
    ]


def test_rater_with_two_role_groups() -> None:
    assert faults_of(VALID, {**VALID, "item": "safe.2", "role_group": "board"}) == [
        'ratings[1].role_group: "r1" has the role group quality already. Keep one.'
    ]
