"""For rounds of any size: who said what among those who hide is never seen."""

import dataclasses
import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from assessments.anonymity import ShownItem, show_agreement, show_item, show_notes
from assessments.anonymity.notes import Note
from assessments.answer_sheet import AnswerSheet
from assessments.scoring import score
from assessments.scoring.ratings import FRONT_LINE, LEADERS, ROLE_GROUPS, Rating
from tests.assessments.scoring.sheets import letters
from tests.frameworks import make_definition

DEFINITION = make_definition()
ITEMS = [f"safe.{number}" for number in (1, 2, 3, 4)]

Said = list[str]  # by rater, a letter for each item


@st.composite
def role_groups(draw: st.DrawFn) -> list[str]:
    """Up to twelve raters; few groups, so that gaps come up."""
    pool = draw(st.sampled_from([ROLE_GROUPS, ("board", "clinical-front-line"), ("quality",)]))
    return draw(st.lists(st.sampled_from(("leadership", *pool)), min_size=1, max_size=12))


def rate(groups: list[str], said: Said) -> list[Rating]:
    ratings = []
    for number, (group, own) in enumerate(zip(groups, said, strict=True)):
        for item, letter in zip(ITEMS, own, strict=True):
            match letter:
                case "n":
                    told: dict[str, Any] = {"not_applicable": True}
                case "?":
                    told = {"dont_know": True}
                case _:
                    told = {"level": int(letter)}
            ratings.append(Rating(f"r{number}", item, group, **told))
    return ratings


def views_of(ratings: list[Rating], named: set[str]) -> list[object]:
    card = score(DEFINITION, AnswerSheet(), ratings).subjects["safe"].agreement
    views: list[object] = [show_agreement(card, DEFINITION, "safe", ratings, named=named)]
    for item in ITEMS:
        of_item = [rating for rating in ratings if rating.item == item]
        views.append(show_item(of_item, named=named))
        notes = [Note(f"{rating.level}", rating.rater) for rating in of_item]
        views.append(show_notes(notes, of_item, named=named))
    return views


def side(group: str) -> int:
    return 0 if group in LEADERS else 1 if group in FRONT_LINE else 2


def shuffled(
    said: Said, groups: list[str], movable: list[int], rng: random.Random, *, across: bool
) -> Said:
    """Whole raters change places: within a side, or across all."""
    result = list(said)
    for one_side in (None,) if across else (0, 1, 2):
        places = [n for n in movable if one_side is None or side(groups[n]) == one_side]
        for place, source in zip(places, rng.sample(places, len(places)), strict=True):
            result[place] = said[source]
    return result


@given(role_groups(), st.data(), st.randoms(use_true_random=False))
def test_who_said_what_among_the_unnamed_is_never_shown(
    groups: list[str], data: st.DataObject, rng: random.Random
) -> None:
    alphabet = data.draw(st.sampled_from(["01234n?", "34", "3334n?"]))
    said = [data.draw(letters(alphabet, 4)) for _ in groups]
    named = {f"r{number}" for number in range(len(groups)) if data.draw(st.booleans())}
    movable = [number for number in range(len(groups)) if f"r{number}" not in named]
    before = views_of(rate(groups, said), named)
    within = shuffled(said, groups, movable, rng, across=False)
    assert views_of(rate(groups, within), named) == before
    across = views_of(rate(groups, shuffled(said, groups, movable, rng, across=True)), named)
    assert [without_gap(view) for view in across] == [without_gap(view) for view in before]


def without_gap(view: Any) -> Any:
    """Who is a leader is no secret, and the gap tells the two sides apart."""
    return dataclasses.replace(view, role_gap=None) if hasattr(view, "role_gap") else view


@given(role_groups(), st.data())
def test_below_three_levels_nothing_but_the_words_depends_on_levels(
    groups: list[str], data: st.DataObject
) -> None:
    """One item has two levels: others may be put in their place, as long as the words stay."""
    if len(groups) < 2:
        return
    said = [data.draw(letters("01234n?", 3)) for _ in groups]
    rest = ["?"] * (len(groups) - 2)
    first, second = data.draw(st.tuples(st.integers(0, 4), st.integers(0, 4)))
    ratings = rate(
        groups,
        [own + last for own, last in zip(said, [str(first), str(second), *rest], strict=True)],
    )
    shown = show_item([r for r in ratings if r.item == "safe.4"])
    assert shown == ShownItem("words", shown.words)
    views = views_of(ratings, set())
    for other in range(25):
        levels = [str(other // 5), str(other % 5)]
        again = rate(groups, [own + last for own, last in zip(said, [*levels, *rest], strict=True)])
        if show_item([r for r in again if r.item == "safe.4"]).words == shown.words:
            changed = views_of(again, set())
            assert (
                changed[:-1] == views[:-1]
            )  # the last are this item's notes, which tell levels here


@given(role_groups(), st.data())
def test_every_part_of_a_role_gap_is_of_three(groups: list[str], data: st.DataObject) -> None:
    said = [data.draw(letters("034n?", 4)) for _ in groups]
    ratings = rate(groups, said)
    for item in ITEMS:
        of_item = [rating for rating in ratings if rating.item == item]
        shown = show_item(of_item)
        if shown.role_gap:
            sides = shown.role_gap.leaders_n, shown.role_gap.front_line_n
            levels = [side(r.role_group) for r in of_item if r.level is not None]
            assert sides == (levels.count(0), levels.count(1))
            assert min(sides) >= 3
            assert levels.count(2) == 0 or levels.count(2) >= 3
