"""What a release says in words: sentences made from published figures alone. Pure.

They hold no figure that is not published, and say nothing where nothing is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commitments.definition import Definition
from lhs_portal.lib.wording import say, say_count
from reports.plans.codes import BARRIERS, OTHER
from reports.presentation.wording import capital, listed, number_word
from reports.releases.shown import FigureView, shown_mean
from reports.workbench.charting import Entry, extremes
from reports.workbench.wording import count_of_n, in_full, name_few, share, short_name

Figures = Mapping[str, FigureView]


def find_headlines(definition: Definition, figures: Figures) -> tuple[str, ...]:
    """The most telling first; empty where nothing is shown."""
    found = [
        tell_commitments(definition, figures),
        tell_pillars(definition, figures),
        tell_features(definition, figures),
        tell_lag(definition, figures),
        tell_change(definition, figures),
    ]
    return tuple(sentence for sentence in found if sentence)


def tell_commitments(definition: Definition, figures: Figures) -> str:
    ends = _ends([Entry(str(one.name), figures[one.code]) for one in definition.commitments])
    if ends is None:
        return ""
    if ends.level:
        return say("All commitments stand at {highest} of 4.", highest=ends.highest)
    return capital(
        say_count(
            "Of the commitments, {high} stands highest, with a mean of {highest} of 4, and {low} "
            "lowest, at {lowest}.",
            "Of the commitments, {high} stand highest, with a mean of {highest} of 4 each, and "
            "{low} lowest, at {lowest}.",
            len(ends.high),
            **ends.words,
        )
    )


def tell_pillars(definition: Definition, figures: Figures) -> str:
    ends = _ends(
        [Entry(str(one.name), figures[f"pillar:{one.code}"]) for one in definition.pillars]
    )
    if ends is None:
        return ""
    if ends.level:
        return say("The pillars stand level, at {highest} of 4.", highest=ends.highest)
    number = number_word(len(definition.pillars))
    strongest = say_count(
        "{high} is the strongest of the {number} pillars ({highest})",
        "{high} are the strongest of the {number} pillars ({highest})",
        len(ends.high),
        number=number,
        **ends.words,
    )
    weakest = say_count(
        "{low} has the most room to grow ({lowest})",
        "{low} have the most room to grow ({lowest})",
        len(ends.low),
        **ends.words,
    )
    return capital(f"{strongest}; {weakest}.")


def tell_features(definition: Definition, figures: Figures) -> str:
    ends = _ends(
        [Entry(in_full(one), figures[one.code], short=one.code) for one in definition.features]
    )
    if ends is None:
        return ""
    if ends.level:
        return say("All anchor features stand at {highest} of 4.", highest=ends.highest)
    return capital(
        say_count(
            "Of the anchor features, {high} is furthest along ({highest}) and {low} least "
            "({lowest}).",
            "Of the anchor features, {high} are furthest along ({highest}) and {low} least "
            "({lowest}).",
            len(ends.high),
            **ends.words,
        )
    )


def tell_lag(definition: Definition, figures: Figures) -> str:
    """Half a level is what the portal calls ahead or behind (scoring.md)."""
    ahead, behind, known = [], [], 0
    for commitment in definition.commitments:
        mean = figures[f"lag:{commitment.code}"].mean
        if mean is None:
            continue
        known += 1
        if mean * 2 >= 1:
            ahead.append(f"{commitment.name} ({shown_mean(figures[f'lag:{commitment.code}'])})")
        elif mean * 2 <= -1:
            behind.append(f"{commitment.name} ({shown_mean(figures[f'lag:{commitment.code}'])})")
    if not known:
        return ""
    said = [*([tell_ahead(ahead)] if ahead else []), *([_tell_behind(behind)] if behind else [])]
    if not said:
        return say(
            "On average the commitments are in step with their foundations, within half a level."
        )
    return f"{capital('; '.join(said))}."


def tell_ahead(names: Sequence[str]) -> str:
    return say_count(
        "{names} runs ahead of its foundations, which lag behind",
        "{names} run ahead of their foundations, which lag behind",
        len(names),
        names=listed(names),
    )


def _tell_behind(names: Sequence[str]) -> str:
    return say_count(
        "{names} does not yet show what its foundations make possible",
        "{names} do not yet show what their foundations make possible",
        len(names),
        names=listed(names),
    )


def tell_change(definition: Definition, figures: Figures) -> str:
    """Of the organizations in both cycles."""
    entries = [
        Entry(in_full(one), figures[f"change:{one.code}"], short=short_name(one))
        for one in definition.subjects
    ]
    ends = extremes(entries)
    if ends is None:
        return ""
    (low, lowest), (high, highest) = ends
    if low == high:
        return say(
            "Among the organizations that took part in both cycles, all subjects changed by {high} "
            "on average.",
            high=high,
        )
    return say(
        "Among the organizations that took part in both cycles, {highest} changed by {high} on "
        "average, the most. The least, by {low}: {lowest}.",
        highest=name_few(highest),
        high=high,
        low=low,
        lowest=name_few(lowest),
    )


def tell_barriers(figures: Figures) -> str:
    """The barriers that most organizations' plans name, at most three."""
    named = sorted(
        (
            (part, name, figures[f"barrier:{code}"])
            for code, name in BARRIERS.items()
            if code != OTHER and (part := share(figures[f"barrier:{code}"])) is not None
        ),
        key=lambda each: -each[0],
    )
    if not named:
        return ""
    words = [f"{say(name).lower()} ({count_of_n(figure)})" for _, name, figure in named[:3]]
    return say("What plans name most as standing in the way: {barriers}.", barriers=listed(words))


def tell_resources(figures: Figures) -> str:
    figure = figures["resources"]
    if share(figure) is None:
        return ""
    return say(
        "The improvement plans of {count} organizations ask for resources.",
        count=count_of_n(figure),
    )


@dataclass(frozen=True, slots=True)
class _Ends:
    highest: str
    high: list[str]
    lowest: str
    low: list[str]

    @property
    def level(self) -> bool:
        return self.highest == self.lowest

    @property
    def words(self) -> dict[str, str]:
        return {
            "highest": self.highest,
            "high": name_few(self.high),
            "lowest": self.lowest,
            "low": name_few(self.low),
        }


def _ends(entries: Sequence[Entry]) -> _Ends | None:
    """None where nothing is shown."""
    ends = extremes(entries)
    if ends is None:
        return None
    (lowest, low), (highest, high) = ends
    return _Ends(highest, high, lowest, low)


def join(sentences: Sequence[str]) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
