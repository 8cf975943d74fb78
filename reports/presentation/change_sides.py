"""The two assessments that are compared: what they are called, and how many raters they had."""

from dataclasses import dataclass
from functools import cached_property

from assessments.anonymity import FEWEST
from reports.presentation.reading import Json
from reports.presentation.wording import capital, count_of, listed, number_word, period, shorten

_LONGEST = 48


@dataclass(frozen=True)
class Sides:
    """Of one comparison document."""

    document: Json

    @cached_property
    def names(self) -> tuple[str, str]:
        """Titles; with their periods, and at last as earlier and later, where they are the same."""
        titles = self._both("assessment")
        if titles[0] != titles[1]:
            return titles
        first, second = self.periods
        if first == second:
            first, second = "earlier", "later"
        return f"{titles[0]} ({first})", f"{titles[1]} ({second})"

    @cached_property
    def short(self) -> tuple[str, str]:
        """For the heads of charts and tables, and within a sentence."""
        first, second = self.names
        cut = shorten(first, _LONGEST), shorten(second, _LONGEST)
        if cut[0] != cut[1]:
            return cut
        return f"{cut[0]} (earlier)", f"{cut[1]} (later)"

    @property
    def periods(self) -> tuple[str, str]:
        return period(*self.document["earlier"]["period"]), period(
            *self.document["later"]["period"]
        )

    @property
    def versions(self) -> tuple[str, str]:
        earlier, later = (self.document[side]["framework"] for side in ("earlier", "later"))
        return str(earlier["version"]), str(later["version"])

    @property
    def raters(self) -> tuple[int | None, int | None]:
        """Zero where the answers were given together, None where they were too few to tell."""
        return self.document["earlier"]["raters"], self.document["later"]["raters"]

    @property
    def given_together(self) -> tuple[str, ...]:
        return tuple(
            name for name, raters in zip(self.short, self.raters, strict=True) if raters == 0
        )

    def _both(self, key: str) -> tuple[str, str]:
        return str(self.document["earlier"][key]), str(self.document["later"][key])


def say_raters(sides: Sides) -> str:
    """How many took part in each and in both; a number below three is never said."""
    together = sides.given_together
    if len(together) == 2:
        return "The answers of both were given together, so there are no raters to test with."
    if together:
        name, number = next(
            (name, raters)
            for name, raters in zip(sides.short, sides.raters, strict=True)
            if raters != 0
        )
        return (
            f"{_took_part(number)} took part in {name}. The answers of {together[0]} were given "
            "together, so there are no raters to test with."
        )
    first, second = sides.raters
    both = sides.document["raters_in_both"]
    return (
        f"{_took_part(first)} took part in {sides.short[0]}, {_count(second)} in "
        f"{sides.short[1]}, and {_count(both)} in both."
    )


def why_not_tested(sides: Sides) -> str:
    together = sides.given_together
    if len(together) == 2:
        return "The answers of both were given together: there are no raters to test with."
    if together:
        return f"The answers of {listed(together)} were given together: no raters to test with."
    return (
        "In one of the two, or both, fewer than three raters gave levels to at least half of what "
        "is compared, or so few that a verdict might tell what one of them said."
    )


def _took_part(number: int | None) -> str:
    if number is None or number < FEWEST:
        return "Fewer than three raters"
    return capital(count_of(number, "rater"))


def _count(number: int | None) -> str:
    return "fewer than three" if number is None or number < FEWEST else number_word(number)
