"""An attacker who knows everything but what was said, and tries every world that looks the same.

She knows who was asked, in which role group, who chose to be named and who rated late, and sees all
that is shown, before and after late ratings. Nobody may be singled out: for whatever she sees, what
a rater may have said is also what at least two others may have said.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from assessments.anonymity import ShownItem, may_accept, may_enter, show_agreement, show_item
from assessments.anonymity.people import Person, people_of_subject
from assessments.scoring.agreement_cards import agreement_cards
from assessments.scoring.ratings import Rating, Ratings
from commitments.documents import definition_from_document
from tests.frameworks import make_document

PARTNER = "patient-partner"
GROUPS = {
    "l": "board",
    "f": "other-front-line",
    "-": "quality",
    "_": "quality",
    "p": PARTNER,
}
ITEMS = ("safe.1", "safe.2")
DEFINITIONS = {n: definition_from_document(make_document(items=n, essentials=1)) for n in (1, 2)}
SAID: dict[str, dict[str, Any]] = {"n": {"not_applicable": True}, "?": {"dont_know": True}}

World = tuple[str, ...]  # what each rater said: a letter for each item


@dataclass(frozen=True)
class Cast:
    """Raters, a letter each: L leader, F front line, - neither; l, f and _ chose to be named.

    P is a patient partner, who is asked the first item alone. Those after a "|" rate late.
    """

    letters: str

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Id and role group."""
        for number, letter in enumerate(self.letters.replace("|", "")):
            yield f"r{number}", GROUPS[letter.lower()]

    @property
    def named(self) -> set[str]:
        letters = self.letters.replace("|", "")
        return {f"r{number}" for number, letter in enumerate(letters) if letter in "lf_"}

    @property
    def rounds(self) -> dict[tuple[str, str], int]:
        on_time = len(self.letters.partition("|")[0])
        raters = [rater for rater, _ in self]
        return {(rater, item): 2 for rater in raters[on_time:] for item in ITEMS}

    def rate(self, world: World) -> list[Rating]:
        return [
            Rating(rater, item, group, **SAID.get(letter) or {"level": int(letter)})
            for (rater, group), said in zip(self, world, strict=True)
            for item, letter in zip(ITEMS, said, strict=False)
            if group != PARTNER or item == ITEMS[0]
        ]


def figures_of(cast: Cast, ratings: list[Rating]) -> Iterator[list[Rating]]:
    """The ratings that are in the figures: of the first round, and then with late ones of items."""
    by_item: dict[str, tuple[list[Rating], list[Rating]]] = {}
    for rating in ratings:
        late = (rating.rater, rating.item) in cast.rounds
        by_item.setdefault(rating.item, ([], []))[late].append(rating)
    yield [rating for first, _ in by_item.values() for rating in first]
    if "|" in cast.letters:
        yield [
            rating
            for first, late in by_item.values()
            for rating in (first + late if may_enter(late, first) else first)
        ]


def views_of(cast: Cast, world: World) -> tuple[object, ...]:
    """All that is shown of the subject and its items, before and after the late ratings."""
    definition = DEFINITIONS[len(world[0])]
    knowledge: dict[str, Any] = {"named": cast.named, "rounds": cast.rounds}
    views: list[object] = []
    for figures in figures_of(cast, cast.rate(world)):
        for item in ITEMS[: len(world[0])]:
            ratings = [rating for rating in figures if rating.item == item]
            views += [show_item(ratings, **knowledge), may_accept(ratings)]
        card = agreement_cards(definition, Ratings.of(figures)).get("safe")
        views.append(show_agreement(card, definition, "safe", figures, **knowledge))
    return tuple(views)


def singled_out(cast: Cast, alphabet: str, items: int = 1) -> list[str]:
    """Of those who did not choose to be named: the others have agreed to be known.

    They hide among all whose names are not shown; and of whom nothing is told needs no hiding.
    """
    words = ["".join(letters) for letters in itertools.product(alphabet, repeat=items)]
    worlds = defaultdict(list)
    for world in itertools.product(words, repeat=len(list(cast))):
        worlds[views_of(cast, world)].append(world)
    found = []
    for (views, alike), place in itertools.product(worlds.items(), range(items)):
        item = ITEMS[place]
        shown = {row for view in views if isinstance(view, ShownItem) for row in view.named}
        by_name = {rating.rater for rating in shown if rating.item == item}
        may_have_said = {
            rater: frozenset(world[number][place] for world in alike)
            for number, (rater, group) in enumerate(cast)
            if rater not in by_name and (group != PARTNER or place == 0)
        }
        sets = list(may_have_said.values())
        found += [
            f"{rater} of {cast.letters} said one of {sorted(own)} on {item}: {views}"
            for rater, own in may_have_said.items()
            if rater not in cast.named and sets.count(own) < 3 and own != set(alphabet)
        ]
    return found


@pytest.mark.parametrize(
    ("letters", "alphabet"),
    [
        ("---", "01234n?"),
        ("LLLF", "04n?"),
        ("LLL___", "04?"),
        ("-___", "04n?"),
        ("----_", "04n?"),
        ("--__", "04n?"),
        ("LLLFFF", "04?"),
        ("LLLFFF-", "04?"),
        ("LLLFFFf", "4?"),
        ("llLFFF", "04?"),
        ("LLLlFFF", "04"),
        ("---|--", "04?"),
        ("---|---", "04?"),
        ("_---|---", "4?"),
        ("---|-__", "04?"),
        ("---|___", "04?"),
        ("-|---", "04n?"),
        ("LLLFFF|L", "04"),
        ("LLLFF|LLF", "4?"),
        ("LLLFFF|LLL", "4?"),
        ("F-F|LLL", "4?"),
    ],
)
def test_nobody_is_singled_out(letters: str, alphabet: str) -> None:
    assert singled_out(Cast(letters), alphabet) == []


@pytest.mark.parametrize(
    ("letters", "alphabet"),
    [
        ("---", "04?"),
        ("--__-", "4?"),
        ("LLLFFF", "4?"),
        ("-|---", "4?"),
        ("---P", "03"),
        ("----P", "4?"),
    ],
)
def test_nobody_is_singled_out_by_a_subject_with_its_items(letters: str, alphabet: str) -> None:
    assert singled_out(Cast(letters), alphabet, items=2) == []


@pytest.mark.parametrize("letters", ["-", "--", "LF", "-|-", "--|--"])
def test_of_two_raters_nothing_is_told_but_words(letters: str) -> None:
    """That two agree tells each of them what the other said: the words are meant to."""
    cast = Cast(letters)
    for world in itertools.product("034n?", repeat=len(list(cast))):
        for view in views_of(cast, world):
            if isinstance(view, ShownItem):
                assert view == ShownItem(view.kind, view.words)
            else:
                assert not view or not any(
                    getattr(view, name)
                    for name in ("ad", "r_wg_j", "range", "interval", "role_gap")
                )


def always(*_args: object, **_kwargs: object) -> bool:
    return True


def all_who_chose_it(people: Any, named: set[str]) -> set[str]:
    return {person.rater for person in people if person.rater in named}


@pytest.mark.parametrize(
    ("rule", "leak", "letters"),
    [
        ("items.FEWEST", 2, "--"),
        ("items.known_by_name", all_who_chose_it, "--__"),
        ("items.sides_hide", always, "LLLFFF-"),
        ("subjects.sides_hide", always, "LLLFFF-"),
    ],
)
def test_attacker_finds_a_rule_that_is_switched_off(
    monkeypatch: pytest.MonkeyPatch, rule: str, leak: object, letters: str
) -> None:
    monkeypatch.setattr(f"assessments.anonymity.{rule}", leak)
    assert singled_out(Cast(letters), "4?")


def test_attacker_finds_who_rated_other_items_than_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A patient partner who is asked one item of two: the range or mean of scores gives it away."""

    def as_if_all_rated_the_same(*args: Any) -> list[Person]:
        return [person._replace(rated=frozenset()) for person in people_of_subject(*args)]

    monkeypatch.setattr(
        "assessments.anonymity.subjects.people_of_subject", as_if_all_rated_the_same
    )
    assert singled_out(Cast("---P"), "03", items=2)


def test_attacker_finds_late_ratings_that_enter_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(globals(), "may_enter", always)
    assert singled_out(Cast("---|-"), "04?")
