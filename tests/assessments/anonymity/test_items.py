from decimal import Decimal

import pytest

from assessments.anonymity import ShownGap, ShownItem, may_accept, may_enter, show_item
from assessments.scoring.agreement import item_statistics
from assessments.scoring.ratings import Rating
from tests.assessments.scoring.sheets import ratings_of

LEADERS = dict.fromkeys(("r1", "r2", "r3"), "board")
FRONT_LINE = dict.fromkeys(("r4", "r5", "r6"), "clinical-front-line")


def rated(said: str, groups: dict[str, str] | None = None) -> list[Rating]:
    return ratings_of(role_groups=groups, safe_1=said)


@pytest.mark.parametrize(
    ("said", "words"),
    [("33", "agree"), ("34", "within one level"), ("42", "further apart"), ("04", "further apart")],
)
def test_two_levels_are_words(said: str, words: str) -> None:
    shown = show_item(rated(said + "nn???"))
    assert shown == ShownItem("words", words)
    assert shown.contested is (words == "further apart")


@pytest.mark.parametrize("said", ["", "3", "n", "nnnn", "3????"])
def test_fewer_than_two_levels_are_nothing(said: str) -> None:
    assert show_item(rated(said)) == ShownItem("none")


def test_three_levels_are_a_distribution() -> None:
    assert show_item(rated("3n34??")) == ShownItem(
        kind="distribution",
        counts=(0, 0, 0, 2, 1),
        n=3,
        not_applicable=1,
        dont_know=2,
        statistics=item_statistics([3, 3, 4]),
    )
    assert show_item(rated("044")).contested
    assert not show_item(rated("444")).contested


@pytest.mark.parametrize(
    ("said", "named", "beside"),
    [
        ("333", ["r1"], 0),  # two are left
        ("3334", ["r1"], 1),
        ("3334", ["r1", "r2"], 0),
        ("333", ["r1", "r2", "r3"], 3),  # nobody is left
        ("33", ["r1"], 0),
        ("33", ["r1", "r2"], 2),
        ("3", ["r1"], 1),
        ("3??", ["r1"], 0),  # whoever reads the name knows what the two did not say
        ("333???", ["r1", "r2"], 0),  # the third level is of one who is not named
        ("333???", ["r1", "r2", "r3"], 3),
        ("3333?", ["r1"], 1),
        ("3333", ["nobody"], 0),
    ],
)
def test_names_stand_where_the_others_can_hide(said: str, named: list[str], beside: int) -> None:
    assert [rating.rater for rating in show_item(rated(said), named=named).named] == named[:beside]


def test_names_do_not_single_out_late_raters() -> None:
    ratings = rated("3334014")
    late = {("r5", "safe.1"): 2, ("r6", "safe.1"): 2, ("r7", "safe.1"): 2}
    assert len(show_item(ratings, named=["r1"]).named) == 1
    assert len(show_item(ratings, named=["r1"], rounds=late).named) == 1
    assert show_item(ratings, named=["r5"], rounds=late).named == ()
    assert len(show_item(ratings, named=["r5", "r6", "r7"], rounds=late).named) == 3
    # Before the late ones came, r2 to r4 hid among three; r1 and r2 by name leave two.
    assert show_item(ratings, named=["r1", "r2"], rounds=late).named == ()


def test_role_gap_of_three_a_side() -> None:
    shown = show_item(rated("444110", LEADERS | FRONT_LINE))
    gap = ShownGap(Decimal("3.333333"), Decimal("4.000000"), 3, Decimal("0.666667"), 3)
    assert shown.role_gap == gap


@pytest.mark.parametrize(
    ("said", "groups"),
    [
        ("44?110", {}),  # two leaders
        ("4441103", {}),  # the whole less the two sides is one person
        ("44411033", {}),
        ("444110?", {}),  # it is known that one person gave no level
        ("444110333", {"r9": "board"}),
    ],
)
def test_role_gap_that_tells_of_few_is_not_shown(said: str, groups: dict[str, str]) -> None:
    assert show_item(rated(said, LEADERS | FRONT_LINE | groups)).role_gap is None


def test_role_gap_beside_a_rest_of_three() -> None:
    assert show_item(rated("444110333", LEADERS | FRONT_LINE)).role_gap
    assert show_item(rated("444110333???", LEADERS | FRONT_LINE)).role_gap
    assert show_item(rated("444110?n?", LEADERS | FRONT_LINE)).role_gap


def test_role_gap_and_names_do_not_single_out_who_is_not_named() -> None:
    groups = LEADERS | FRONT_LINE | {"r7": "leadership"}
    shown = show_item(rated("4441103", groups), named=["r7"])
    assert (len(shown.named), bool(shown.role_gap)) == (1, True)
    shown = show_item(rated("4441103", groups), named=["r1", "r7"])
    assert (len(shown.named), shown.role_gap) == (2, None)


def test_role_gap_does_not_single_out_a_late_leader() -> None:
    groups = LEADERS | FRONT_LINE | {"r7": "board"}
    ratings = rated("444110333", groups)
    late = {(rater, "safe.1"): 2 for rater in ("r7", "r8", "r9")}
    assert show_item(ratings, rounds=late).role_gap is None
    groups |= {"r8": "board", "r9": "board"}
    assert show_item(rated("444110333", groups), rounds=late).role_gap


@pytest.mark.parametrize(
    ("said", "accepted"),
    [
        ("333", True),
        ("33", False),  # the lower median of two is one person's
        ("33???", False),
        ("nn", False),
        ("nnn", True),
        ("nn3", True),
        ("004", False),  # contested
        ("", False),
        ("3", False),
    ],
)
def test_acceptance_does_not_tell_what_few_said(said: str, accepted: bool) -> None:
    assert may_accept(rated(said)) is accepted


@pytest.mark.parametrize(
    ("said", "enters"),
    [("333", True), ("33", False), ("33?", False), ("3??", False), ("n??", True), ("", False)],
)
def test_late_ratings_enter_where_their_difference_tells_of_three(said: str, enters: bool) -> None:
    assert may_enter(rated(said), rated("012?")) is enters


@pytest.mark.parametrize(("said", "enters"), [("33", False), ("33?", True), ("???", True)])
def test_three_late_ratings_enter_where_no_distribution_was_shown(said: str, enters: bool) -> None:
    assert may_enter(rated(said), rated("01??")) is enters
    assert may_enter(rated(said)) is enters
