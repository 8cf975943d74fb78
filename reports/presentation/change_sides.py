"""The two assessments that are compared: what they are called, and how many raters they had."""

from dataclasses import dataclass
from functools import cached_property

from assessments.anonymity import FEWEST
from lhs_portal.lib.wording import say, say_count
from reports.presentation.reading import Json
from reports.presentation.wording import capital, listed, number_word, period, shorten

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
            first, second = say("earlier"), say("later")
        return f"{titles[0]} ({first})", f"{titles[1]} ({second})"

    @cached_property
    def short(self) -> tuple[str, str]:
        """For the heads of charts and tables, and within a sentence."""
        first, second = self.names
        cut = shorten(first, _LONGEST), shorten(second, _LONGEST)
        if cut[0] != cut[1]:
            return cut
        return say("{name} (earlier)", name=cut[0]), say("{name} (later)", name=cut[1])

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
        return say("The answers of both were given together, so there are no raters to test with.")
    if together:
        name, number = next(
            (name, raters)
            for name, raters in zip(sides.short, sides.raters, strict=True)
            if raters != 0
        )
        took_part = _took_part(number, name)
        return (
            took_part
            + " "
            + say(
                "The answers of {name} were given together, so there are no raters to test with.",
                name=together[0],
            )
        )
    first, second = sides.raters
    both = sides.document["raters_in_both"]
    found = {"later": sides.short[1], "second": _count(second), "both": _count(both)}
    if first is None or first < FEWEST:
        return say(
            "Fewer than three raters took part in {earlier}, {second} in {later}, and {both} in "
            "both.",
            earlier=sides.short[0],
            **found,
        )
    return capital(
        say_count(
            "one rater took part in {earlier}, {second} in {later}, and {both} in both.",
            "{number} raters took part in {earlier}, {second} in {later}, and {both} in both.",
            first,
            number=number_word(first),
            earlier=sides.short[0],
            **found,
        )
    )


def why_not_tested(sides: Sides) -> str:
    together = sides.given_together
    if len(together) == 2:
        return say("The answers of both were given together: there are no raters to test with.")
    if together:
        return say(
            "The answers of {together} were given together: no raters to test with.",
            together=listed(together),
        )
    return say(
        "In one of the two, or both, fewer than three raters gave levels to at least half of "
        "what is compared, or so few that a verdict might tell what one of them said."
    )


def say_versions(versions: tuple[str, str]) -> str:
    return say(
        "The framework was {earlier} then and is {later} now.",
        earlier=versions[0],
        later=versions[1],
    )


def _took_part(number: int | None, name: str) -> str:
    if number is None or number < FEWEST:
        return say("Fewer than three raters took part in {name}.", name=name)
    return capital(
        say_count(
            "one rater took part in {name}.",
            "{number} raters took part in {name}.",
            number,
            number=number_word(number),
            name=name,
        )
    )


def _count(number: int | None) -> str:
    return say("fewer than three") if number is None or number < FEWEST else number_word(number)
