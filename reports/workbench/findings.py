"""What a release says in words: sentences made from published figures alone. Pure.

They hold no figure that is not published, and say nothing where nothing is shown.
"""

from collections.abc import Mapping, Sequence

from commitments.definition import Definition
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
    entries = [Entry(str(one.name), figures[one.code]) for one in definition.commitments]
    return _ends(
        entries,
        "Of the commitments, {high} stands highest, with a mean of {highest} of 4, "
        "and {low} lowest, at {lowest}.",
        "Of the commitments, {high} stand highest, with a mean of {highest} of 4 each, "
        "and {low} lowest, at {lowest}.",
        "All commitments stand at {highest} of 4.",
    )


def tell_pillars(definition: Definition, figures: Figures) -> str:
    entries = [Entry(str(one.name), figures[f"pillar:{one.code}"]) for one in definition.pillars]
    return _ends(
        entries,
        "{high} is the strongest of the four pillars ({highest}); {low} has the most room "
        "to grow ({lowest}).",
        "{high} are the strongest of the four pillars ({highest}); {low} has the most room "
        "to grow ({lowest}).",
        "The pillars stand level, at {highest} of 4.",
    ).replace("the four pillars", f"the {number_word(len(definition.pillars))} pillars")


def tell_features(definition: Definition, figures: Figures) -> str:
    entries = [
        Entry(in_full(one), figures[one.code], short=one.code) for one in definition.features
    ]
    return _ends(
        entries,
        "Of the anchor features, {high} is furthest along ({highest}) and {low} least ({lowest}).",
        "Of the anchor features, {high} are furthest along ({highest}) and {low} least ({lowest}).",
        "All anchor features stand at {highest} of 4.",
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
    said = []
    if ahead:
        verb = "runs ahead of its" if len(ahead) == 1 else "run ahead of their"
        said.append(f"{listed(ahead)} {verb} foundations, which lag behind")
    if behind:
        verb = "does not yet show what its" if len(behind) == 1 else "do not yet show what their"
        said.append(f"{listed(behind)} {verb} foundations make possible")
    if not said:
        return "On average the commitments are in step with their foundations, within half a level."
    return f"{capital('; '.join(said))}."


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
    lead = "Among the organizations that took part in both cycles, "
    if low == high:
        return f"{lead}all subjects changed by {high} on average."
    return (
        f"{lead}{name_few(highest)} changed by {high} on average, the most. "
        f"The least, by {low}: {name_few(lowest)}."
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
    words = [f"{name.lower()} ({count_of_n(figure)})" for _, name, figure in named[:3]]
    return f"What plans name most as standing in the way: {listed(words)}."


def tell_resources(figures: Figures) -> str:
    figure = figures["resources"]
    if share(figure) is None:
        return ""
    return f"The improvement plans of {count_of_n(figure)} organizations ask for resources."


def _ends(entries: Sequence[Entry], one: str, several: str, level: str) -> str:
    ends = extremes(entries)
    if ends is None:
        return ""
    (lowest, low), (highest, high) = ends
    if lowest == highest:
        return level.format(highest=highest)
    text = one if len(high) == 1 else several
    sentence = text.format(high=name_few(high), low=name_few(low), highest=highest, lowest=lowest)
    if len(low) > 1:
        sentence = sentence.replace(" has the most", " have the most")
    return capital(sentence)


def join(sentences: Sequence[str]) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
