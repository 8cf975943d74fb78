"""What deserves talk, by examples worked by hand."""

import pytest
from django.utils import timezone

from assessments.answer_sheet import Answer
from assessments.changes import Stored
from assessments.scoring.ratings import Rating
from assessments.settling_queries import Settlement
from assessments.settling_topics import (
    Standing,
    Topic,
    in_order_of_talk,
    next_to_talk_about,
    to_talk_about,
    topics_of,
)
from commitments.definition import Definition
from tests.assessments.settling_factories import CHOICES
from tests.frameworks import make_definition

DEFINITION: Definition = make_definition()
CODES = [item.code for items in DEFINITION.items_by_subject.values() for item in items]


def rated(**rows: str) -> list[Rating]:
    """`engaged_1="0 4 4"`: what three raters chose at engaged.1."""
    return [
        Rating(f"r{place}", name.replace("_", "."), "quality", **CHOICES[choice])
        for name, row in rows.items()
        for place, choice in enumerate(row.split())
    ]


def topics(
    ratings: list[Rating],
    answers: dict[str, Answer] | None = None,
    settlements: dict[str, Settlement] | None = None,
    subject: str = "",
) -> dict[str, Topic]:
    stored = {
        code: Stored((answers or {}).get(code, Answer(code)), place, version=1)
        for place, code in enumerate(CODES)
    }
    found = topics_of(DEFINITION, stored, settlements or {}, ratings, subject=subject)
    return {topic.item.code: topic for topic in found}


def settlement(how: str) -> Settlement:
    return Settlement(how, "", False, timezone.now(), 1)


@pytest.mark.parametrize(
    ("row", "standing"),
    [
        ("0 0 4 4", Standing.CONTESTED),
        ("0 4", Standing.CONTESTED),
        ("1 1 1 1 1 1 1 1 1 4", Standing.OUTLYING),
        ("3 3 3", Standing.ACCEPTABLE),
        ("na na na 2", Standing.ACCEPTABLE),
        ("na na na 0 4", Standing.ACCEPTABLE),  # not applicable is decided first
        ("3 3", Standing.UNSETTLED),  # two said it: accepting would tell both
        ("na na", Standing.UNSETTLED),
        ("3", Standing.UNSETTLED),
        ("dk dk dk", Standing.UNSETTLED),
        ("", Standing.UNSETTLED),
    ],
)
def test_standing_of_what_is_open(row: str, standing: Standing) -> None:
    found = topics(rated(engaged_3=row))["engaged.3"]  # not an essential item
    assert found.standing is standing
    assert found.acceptable == (standing in (Standing.OUTLYING, Standing.ACCEPTABLE))
    assert not found.settled


def test_what_is_settled_stands_last_whatever_the_ratings_say() -> None:
    answers = {"engaged.1": Answer("engaged.1", level=2)}
    found = topics(rated(engaged_1="0 0 4 4"), answers, {"engaged.1": settlement("decided")})[
        "engaged.1"
    ]
    assert (found.standing, found.acceptable, found.contested) == (Standing.SETTLED, False, True)


@pytest.mark.parametrize(
    ("how", "row", "standing"),
    [
        ("accepted", "3 3 3", Standing.SETTLED),
        ("accepted", "3 3 3 2 2 2 2", Standing.CHANGED),
        ("accepted", "3 3 3 0 0 0", Standing.CHANGED),
        ("decided", "3 3 3 0 0 0", Standing.SETTLED),
    ],
)
def test_what_late_ratings_change_is_worth_a_word_again(
    how: str, row: str, standing: Standing
) -> None:
    answers = {"engaged.1": Answer("engaged.1", level=3)}
    found = topics(rated(engaged_1=row), answers, {"engaged.1": settlement(how)})
    assert found["engaged.1"].standing is standing


def test_contested_and_essential_items_come_first() -> None:
    ratings = rated(
        engaged_1="3 3 3",  # essential, uncontested
        engaged_2="dk dk dk",
        engaged_3="0 0 4 4",
        safe_1="1 1 1 1 1 1 1 1 1 4",
        safe_3="0 4 0 4",
        effective_2="0 0 4 4",  # essential
    )
    found = list(topics(ratings).values())
    order = [topic.item.code for topic in in_order_of_talk(found)]
    assert order[:5] == ["effective.2", "engaged.3", "safe.3", "safe.1", "engaged.2"]
    assert order[-1] == "engaged.1"
    assert sorted(order) == sorted(CODES)
    assert [topic.item.code for topic in to_talk_about(found)][:5] == order[:5]
    following = next_to_talk_about(found)
    assert following
    assert following.item.code == "effective.2"


def test_what_can_be_accepted_is_not_next() -> None:
    ratings = rated(**{code.replace(".", "_"): "3 3 3" for code in CODES})
    assert next_to_talk_about(topics(ratings).values()) is None


def test_of_one_subject_alone() -> None:
    assert set(topics([], subject="safe")) == {"safe.1", "safe.2", "safe.3", "safe.4"}
