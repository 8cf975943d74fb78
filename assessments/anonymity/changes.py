"""Change since an earlier assessment: which verdicts may be shown."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from assessments.anonymity.people import (
    FEWEST,
    Rounds,
    hide,
    hide_together,
    known_by_name,
    people_of_item,
    people_of_subject,
    without,
)
from assessments.scoring.change_raters import rater_means
from assessments.scoring.ratings import Rating, Ratings
from commitments.definition import Definition, Item

STORED_ALONE = ("withheld", "salt")
TESTED = ("changed", "noise")
FIGURES_OF_THE_TEST = ("difference", "standard_error_squared", "degrees", "raters")
NOT_TESTED = {
    "verdict": "not_tested",
    "difference": None,
    "standard_error_squared": None,
    "degrees": None,
}


@dataclass(frozen=True, slots=True)
class RatedSide:
    ratings: Sequence[Rating]
    named: Collection[str] = ()
    rounds: Rounds | None = None


def withheld_verdicts(
    document: Mapping[str, Any], definition: Definition, sides: Iterable[RatedSide]
) -> list[str]:
    """The subjects whose verdict might tell what one rater said; `definition` is the later one.

    A verdict tells only a little of the raters' means. But whoever can work out both worlds in
    which one patient partner said this or that, and sees which of them has this verdict, knows what
    she said. So it stands where an interval of the same means could: where every rater whom it
    rests on hides among at least two who rated the same items, on both sides.
    """
    rated = [(side, Ratings.of(side.ratings)) for side in sides]
    withheld = []
    for code, row in document["subjects"].items():
        if row["verdict"] not in TESTED:
            continue
        items = [
            # That all essential items are answered does not give a rater a mean.
            replace(item, essential=False)
            for item in definition.items_by_subject[code]
            if item.code in document["items"]
        ]
        if not all(_may_tell(items, side, ratings) for side, ratings in rated):
            withheld.append(code)
    return sorted(withheld)


def hide_verdicts(document: Mapping[str, Any]) -> dict[str, Any]:
    """The same document, in which a withheld verdict looks like a subject that was not tested."""
    withheld = document.get("withheld", ())
    subjects = {
        code: {**row, **NOT_TESTED} if code in withheld else row
        for code, row in document["subjects"].items()
    }
    return {
        **{key: value for key, value in document.items() if key not in STORED_ALONE},
        "subjects": subjects,
    }


def redact_comparison(document: Mapping[str, Any]) -> dict[str, Any]:
    """As it may leave the circle of the raters: with verdicts, and no figure of the test.

    Levels, scores and what is contested stay: the two reports show them. Of one or two raters not
    even the number is told.
    """
    shown = hide_verdicts(document)
    few = False
    for side in ("earlier", "later"):
        if 0 < document[side]["raters"] < FEWEST:
            shown[side], few = {**document[side], "raters": None}, True
    return {
        **shown,
        "raters_in_both": None if few else document["raters_in_both"],
        "subjects": {
            code: {key: value for key, value in row.items() if key not in FIGURES_OF_THE_TEST}
            for code, row in shown["subjects"].items()
        },
    }


def _may_tell(items: Collection[Item], side: RatedSide, ratings: Ratings) -> bool:
    given = ratings.of_items(item.code for item in items)
    means = rater_means({item.code: Fraction(item.weight) for item in items}, given)
    people = people_of_subject(items, given, means, ratings.role_groups, side.rounds)
    known = {
        rater
        for item in items
        for rater in known_by_name(
            people_of_item(ratings.by_item.get(item.code, []), side.rounds), side.named
        )
    }
    levels = [
        sum(rating.level is not None for rating in ratings.by_item.get(item.code, ()))
        for item in items
    ]
    return (
        not {1, 2} & set(levels)
        and len(means) >= FEWEST
        and hide_together(people)
        and (not known or hide(without(known, people)))
    )
