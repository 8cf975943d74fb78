"""Who hides among whom: the raters behind a figure, and the parts of them that one can tell apart.

A part of one or two raters is never to be told apart by subtraction; nor is one of whom one or two
count in the figure, for then it is known what the rest of them did not say.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import NamedTuple

from assessments.scoring.agreement import can_have_a_score
from assessments.scoring.ratings import FRONT_LINE, LEADERS, Rating
from commitments.definition import Item

FEWEST = 3

Rounds = Mapping[tuple[str, str], int]


class Person(NamedTuple):
    """`counts`: gave a level, where the figure is of an item, or has a score of the subject.

    `rated` are the items of the subject that a figure of it rests on: who rated others than the
    rest did can be told apart, for the figures of these items are known.
    """

    rater: str
    role_group: str
    counts: bool
    round: int
    rated: frozenset[str] = frozenset()

    @property
    def side(self) -> str:
        if self.role_group in LEADERS:
            return "leaders"
        return "front line" if self.role_group in FRONT_LINE else "rest"


def people_of_item(given: Iterable[Rating], rounds: Rounds | None) -> list[Person]:
    rounds = rounds or {}
    return [
        Person(
            rating.rater,
            rating.role_group,
            rating.level is not None,
            rounds.get((rating.rater, rating.item), 1),
        )
        for rating in given
    ]


def people_of_subject(
    items: Collection[Item],
    given: Iterable[Rating],
    scored: Collection[str],
    role_groups: Mapping[str, str],
    rounds: Rounds | None,
) -> list[Person]:
    """Those who can have a score by what they rated; of the others it is known that they have none.

    A rater who rated a part of the subject late changed its figures late.
    """
    rated: dict[str, set[str]] = {}
    last: dict[str, int] = {}
    for rating in given:
        rater = rating.rater
        rated.setdefault(rater, set()).add(rating.item)
        last[rater] = max(last.get(rater, 1), (rounds or {}).get((rater, rating.item), 1))
    return [
        Person(rater, role_groups.get(rater, ""), rater in scored, last[rater], frozenset(own))
        for rater, own in rated.items()
        if can_have_a_score(items, own)
    ]


def many_or_none(people: Collection[Person]) -> bool:
    counting = sum(person.counts for person in people)
    return all(number == 0 or number >= FEWEST for number in (len(people), counting))


def hide(people: Iterable[Person]) -> bool:
    """Whether they may stand apart from all others, with all that tells some of them apart."""
    return all(map(many_or_none, _parts(people, lambda person: (person.round, person.rated))))


def hide_together(people: Iterable[Person]) -> bool:
    """Whether a figure of all may stand that stood without the late ones before."""
    if not all(map(many_or_none, _parts(people, lambda person: person.rated))):
        return False
    counted = 0
    for part in _parts(people, lambda person: person.round):
        if counted >= FEWEST and not hide(part):
            return False
        counted += sum(person.counts for person in part)
    return True


def sides_hide(people: Collection[Person], known: Collection[str]) -> bool:
    """Whether leaders, front line and the rest may stand apart, and so may who is unknown of each.

    The rest stands apart where the whole is shown beside the two sides.
    """
    sides: dict[str, list[Person]] = {}
    for person in people:
        sides.setdefault(person.side, []).append(person)
    return all(
        hide(of_side) and (not known or hide(without(known, of_side))) for of_side in sides.values()
    )


def without(known: Collection[str], people: Iterable[Person]) -> list[Person]:
    return [person for person in people if person.rater not in known]


def known_by_name(people: Collection[Person], named: Collection[str]) -> set[str]:
    """Whose names may stand beside their ratings of an item, of those who chose it.

    Where an item shows its distribution, the names take theirs out of it, and those who did not
    choose it must be able to hide in what is left. Where it shows none, a name may stand only if
    nobody is left.
    """
    if not named:
        return set()
    unnamed = without(named, people)
    if unnamed and (sum(person.counts for person in people) < FEWEST or not hide(unnamed)):
        return set()
    return {person.rater for person in people if person.rater in named}


def _parts(people: Iterable[Person], place_of: Callable[[Person], Hashable]) -> list[list[Person]]:
    """People of one place together, those of the first round first."""
    parts: dict[Hashable, list[Person]] = {}
    for person in sorted(people, key=lambda person: person.round):
        parts.setdefault(place_of(person), []).append(person)
    return list(parts.values())
