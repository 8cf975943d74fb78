"""The first minute: a headline made from the figures, what it rests on, strengths and gaps."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from assessments.anonymity import FEWEST
from reports.presentation.answers import item_state
from reports.presentation.page import Highlight
from reports.presentation.reading import Reading, decimal
from reports.presentation.subjects import held_back_lead, present_all_held_back
from reports.presentation.through_line import summarize_through_line
from reports.presentation.wording import count_of, figure, listed, percent


def write_headline(reading: Reading) -> str:
    """One sentence. It names findings only, so it is short where little is known."""
    words = _finding(reading)
    return f"Preliminary: {words[0].lower()}{words[1:]}" if reading.preliminary else words


def _finding(reading: Reading) -> str:
    scored = _scored(reading)
    if not scored:
        return _nothing_scored(reading)
    strengths = listed(reading.names(reading.card["strengths"]))
    gaps = listed(reading.names(reading.card["gaps"]))
    if reading.card["all_targets_met"]:
        return f"Every declared target is met{f'; strongest in {strengths}' if strengths else ''}."
    if strengths and gaps:
        return f"Strongest in {strengths}; {_furthest(reading)} in {gaps}."
    if strengths:
        return f"Strongest in {strengths}."
    if gaps:
        return f"No commitment reaches level 2 yet; {_furthest(reading)} in {gaps}."
    return "No commitment reaches level 2 yet, and none is below its declared target."


def _nothing_scored(reading: Reading) -> str:
    states = _states(reading)
    if states["not-applicable"] == sum(states.values()):
        return "Every item is marked not applicable, so there is no score."
    if not states["answered"]:
        return "No item has a level yet, so there is no score."
    if any(reading.score(feature.code) is not None for feature in reading.definition.features):
        return "No commitment has a score yet; some of the foundations have."
    return "Too few items have a level yet for any score."


def _furthest(reading: Reading) -> str:
    declared = {reading.card["targets"][code]["declared"] for code in reading.card["gaps"]}
    if declared == {True}:
        return "furthest from target"
    if declared == {False}:
        return "furthest from level 4"
    return "the largest gaps are"


def write_opening(reading: Reading) -> tuple[str, ...]:
    return (*_index_sentences(reading), *summarize_through_line(reading), _first_priority(reading))


def _index_sentences(reading: Reading) -> list[str]:
    cards = reading.card["indices"]
    commitments = decimal(cards["commitments"]["score"])
    foundations = decimal(cards["foundations"]["score"])
    if commitments is not None and foundations is not None:
        return [
            f"The commitments average {figure(commitments)} of 4 and the foundations "
            f"{figure(foundations)} of 4."
        ]
    lines = []
    for code, name, value in (
        ("commitments", "commitments", commitments),
        ("foundations", "foundations", foundations),
    ):
        if value is not None:
            lines.append(f"The {name} average {figure(value)} of 4.")
        elif cards[code]["reason"] != "not_applicable":
            lines.append(
                f"There is no index of the {name} yet: too few of their parts have a score."
            )
    return lines


def _first_priority(reading: Reading) -> str:
    if not reading.card["priorities"]:
        return "There is no priority to rank: no gap meets a feature that has a score."
    feature = reading.card["priorities"][0]["feature"]
    return f"The feature to look at first is {reading.named(feature)}."


def write_rests_on(reading: Reading) -> str:
    """'88 of 88 answers, framework 2024.12'. An item that is not applicable counts as answered."""
    states = _states(reading)
    settled = states["answered"] + states["not-applicable"]
    version = reading.card["framework"]["version"]
    raters = ""
    if reading.independent and reading.raters.number >= FEWEST:
        raters = f" settled from what {count_of(reading.raters.number, 'rater')} said"
    return f"{settled} of {sum(states.values())} answers{raters}, framework {version}"


def write_rests_on_detail(reading: Reading) -> str:
    states = _states(reading)
    rate = decimal(reading.card["dont_know"])
    parts = [f"{states['answered']} with a level", f"{states['not-applicable']} not applicable"]
    known = f"{states['dont-know']} “don’t know”"
    if rate is not None and states["dont-know"]:
        known += f" ({percent(rate)} of the items that apply)"
    parts += [known, f"{states['unanswered']} without an answer"]
    return f"{listed(parts)}."


_LEFT_OUT: dict[Literal["notes", "evidence_names"], str] = {
    "evidence_names": "the names of evidence",
    "notes": "the notes beside the answers and in the plan",
}


def write_notices(reading: Reading) -> tuple[str, ...]:
    states = _states(reading)
    notices = []
    if reading.preliminary:
        done, goes_on = (
            ("settled", "settling") if reading.independent else ("answered", "answering")
        )
        notices.append(
            f"This report is preliminary. It shows what was {done} when it was asked for; "
            f"{goes_on} goes on, and nothing is frozen but this report."
        )
    missing = states["unanswered"] + states["dont-know"]
    if missing:
        notices.append(
            f"{count_of(missing, 'item that applies has', 'items that apply have').capitalize()} "
            "no level. Where that leaves a score open, bounds show what the missing answers could "
            "still make of it; the indices, the pillars, the through-line and the priorities "
            "stand on the scores as they are. A missing answer is never counted as level 0."
        )
    left_out = [words for what, words in _LEFT_OUT.items() if reading.leaves_out(what)]
    if left_out:
        notices.append(
            f"This report was made without {listed(left_out)}. Scores count them all the same."
        )
    return tuple(notices)


def present_strengths(reading: Reading) -> tuple[Highlight, ...]:
    return tuple(
        _highlight(reading, code, _strength(reading, code)) for code in reading.card["strengths"]
    )


def present_gaps(reading: Reading) -> tuple[Highlight, ...]:
    return tuple(
        replace(
            _highlight(reading, code, _gap(reading, code)),
            held_back_lead=held_back_lead(reading, code),
            held_back_by=present_all_held_back(reading, code),
        )
        for code in reading.card["gaps"]
    )


def _highlight(reading: Reading, code: str, sentence: str) -> Highlight:
    card = reading.subject(code)
    score, low, high = (Decimal(card[key]) for key in ("score", "low", "high"))
    shown = f"{figure(score)} of 4"
    if low != high:
        shown += f", possible {figure(low)} to {figure(high)}"
    return Highlight(code, reading.name(code), shown, sentence, "", ())


def _strength(reading: Reading, code: str) -> str:
    attained = reading.subject(code)["attained"]
    shown = "not known" if attained is None else reading.level(attained)
    risk = ""
    if reading.card["through_line"][code]["state"] == "ahead":
        risk = " Ahead of its foundations: at risk."
    return f"Attained level: {shown}.{risk}"


def _gap(reading: Reading, code: str) -> str:
    target = reading.card["targets"][code]
    gap = figure(Decimal(target["gap"]))
    below = f"its target, {reading.level(target['target'])}"
    if not target["declared"]:
        below = "level 4 (no target declared)"
    return f"{gap} below {below}."


def note_strengths(reading: Reading) -> str:
    found = len(reading.card["strengths"])
    if not _scored(reading):
        return "No commitment has a score."
    if not found:
        return "No commitment with a score reaches level 2 yet."
    if found < 3:
        verb = "reaches" if found == 1 else "reach"
        return f"Only {count_of(found, 'commitment')} with a score {verb} level 2."
    return ""


def note_gaps(reading: Reading) -> str:
    if not _scored(reading):
        return "No commitment has a score."
    if reading.card["gaps"]:
        return ""
    if reading.card["all_targets_met"]:
        return "Every declared target is met."
    return "No other commitment with a score is below its target."


def _scored(reading: Reading) -> list[str]:
    codes = [commitment.code for commitment in reading.definition.commitments]
    return [code for code in codes if reading.score(code) is not None]


def _states(reading: Reading) -> Counter[str]:
    return Counter(item_state(reading, item) for item in reading.definition.items)
