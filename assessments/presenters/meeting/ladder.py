"""The five levels with what raters gave at first, and beside it what they gave in the last vote."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.anonymity import Rounds, ShownItem, show_item
from assessments.answer_sheet import Answer
from assessments.presenters.distribution import Distribution, LevelRow, present_distribution
from assessments.presenters.settling.section import dots_of
from assessments.presenters.settling.wording import beside_in_words, words_of
from assessments.scoring.ratings import Rating
from assessments.settling_topics import Topic
from commitments.definition import Definition
from lhs_portal.lib.wording import say_count


@dataclass(frozen=True, slots=True)
class Spread:
    """`in_words` says how many there are, or what stands instead of dots."""

    dots: Distribution
    in_words: str


@dataclass(frozen=True, slots=True)
class Ladder:
    first: Spread
    vote: Spread | None

    @property
    def rungs(self) -> list[tuple[LevelRow, LevelRow | None]]:
        after = self.vote.dots.rows if self.vote else [None] * len(self.first.dots.rows)
        return list(zip(self.first.dots.rows, after, strict=True))


def present_ladder(
    definition: Definition,
    topic: Topic,
    rounds: Rounds,
    last: tuple[str, Answer] | None,
    ballots: Sequence[Rating],
) -> Ladder:
    """`ballots` are those of a closed vote, if there was one. Nobody is named on the wall."""
    shown = show_item(topic.ratings, rounds=rounds)
    first = Spread(dots_of(definition, topic, shown, last), _in_words(shown))
    if not ballots:
        return Ladder(first, None)
    voted = show_item(ballots)
    names = [str(level.name) for level in definition.levels]
    dots = present_distribution(voted.counts or (0,) * len(names), names, words=words_of(voted))
    return Ladder(first, Spread(dots, _in_words(voted)))


def _in_words(shown: ShownItem) -> str:
    """9 gave a level. 2 chose “Not applicable”."""
    words = words_of(shown) or say_count(
        "{count} gave a level.", "{count} gave a level.", shown.n or 0
    )
    return f"{words} {beside_in_words(shown)}".rstrip()
