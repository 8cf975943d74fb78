"""The first minute: a headline made from the figures, what it rests on, strengths and gaps."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from assessments.anonymity import FEWEST
from lhs_portal.lib.wording import mark, say, say_count
from reports.presentation.answers import item_state
from reports.presentation.page import Highlight
from reports.presentation.reading import Reading, decimal
from reports.presentation.subjects import held_back_lead, present_all_held_back
from reports.presentation.through_line import summarize_through_line
from reports.presentation.wording import (
    capital,
    figure,
    listed,
    lowered,
    number_word,
    percent,
)


def write_headline(reading: Reading) -> str:
    """One sentence. It names findings only, so it is short where little is known."""
    words = _finding(reading)
    return say("Preliminary: {finding}", finding=lowered(words)) if reading.preliminary else words


def _finding(reading: Reading) -> str:
    scored = _scored(reading)
    if not scored:
        return _nothing_scored(reading)
    strengths = listed(reading.names(reading.card["strengths"]))
    gaps = listed(reading.names(reading.card["gaps"]))
    if reading.card["all_targets_met"] and strengths:
        return say("Every declared target is met; strongest in {strengths}.", strengths=strengths)
    if reading.card["all_targets_met"]:
        return say("Every declared target is met.")
    if strengths and gaps:
        return _strongest_and_furthest(reading, strengths, gaps)
    if strengths:
        return say("Strongest in {strengths}.", strengths=strengths)
    if gaps:
        return _none_strong_and_furthest(reading, gaps)
    return say("No commitment reaches level 2 yet, and none is below its declared target.")


def _strongest_and_furthest(reading: Reading, strengths: str, gaps: str) -> str:
    found = {"strengths": strengths, "gaps": gaps}
    declared = _declared(reading)
    if declared == {True}:
        return say("Strongest in {strengths}; furthest from target in {gaps}.", **found)
    if declared == {False}:
        return say("Strongest in {strengths}; furthest from level 4 in {gaps}.", **found)
    return say("Strongest in {strengths}; the largest gaps are in {gaps}.", **found)


def _none_strong_and_furthest(reading: Reading, gaps: str) -> str:
    declared = _declared(reading)
    if declared == {True}:
        return say("No commitment reaches level 2 yet; furthest from target in {gaps}.", gaps=gaps)
    if declared == {False}:
        return say("No commitment reaches level 2 yet; furthest from level 4 in {gaps}.", gaps=gaps)
    return say("No commitment reaches level 2 yet; the largest gaps are in {gaps}.", gaps=gaps)


def _nothing_scored(reading: Reading) -> str:
    states = _states(reading)
    if states["not-applicable"] == sum(states.values()):
        return say("Every item is marked not applicable, so there is no score.")
    if not states["answered"]:
        return say("No item has a level yet, so there is no score.")
    if any(reading.score(feature.code) is not None for feature in reading.definition.features):
        return say("No commitment has a score yet; some of the foundations have.")
    return say("Too few items have a level yet for any score.")


def _declared(reading: Reading) -> set[bool]:
    """Whether the gaps are to targets of the organization’s own, or to level 4, or to both."""
    return {reading.card["targets"][code]["declared"] for code in reading.card["gaps"]}


def write_opening(reading: Reading) -> tuple[str, ...]:
    return (*_index_sentences(reading), *summarize_through_line(reading), _first_priority(reading))


def _index_sentences(reading: Reading) -> list[str]:
    cards = reading.card["indices"]
    commitments = decimal(cards["commitments"]["score"])
    foundations = decimal(cards["foundations"]["score"])
    if commitments is not None and foundations is not None:
        return [
            say(
                "The commitments average {commitments} of 4 and the foundations {foundations} of "
                "4.",
                commitments=figure(commitments),
                foundations=figure(foundations),
            )
        ]
    lines = []
    if commitments is not None:
        lines.append(say("The commitments average {score} of 4.", score=figure(commitments)))
    elif cards["commitments"]["reason"] != "not_applicable":
        lines.append(
            say("There is no index of the commitments yet: too few of their parts have a score.")
        )
    if foundations is not None:
        lines.append(say("The foundations average {score} of 4.", score=figure(foundations)))
    elif cards["foundations"]["reason"] != "not_applicable":
        lines.append(
            say("There is no index of the foundations yet: too few of their parts have a score.")
        )
    return lines


def _first_priority(reading: Reading) -> str:
    if not reading.card["priorities"]:
        return say("There is no priority to rank: no gap meets a feature that has a score.")
    feature = reading.card["priorities"][0]["feature"]
    return say("The feature to look at first is {feature}.", feature=reading.named(feature))


def write_rests_on(reading: Reading) -> str:
    """'88 of 88 answers, framework 2024.12'. An item that is not applicable counts as answered."""
    states = _states(reading)
    settled = states["answered"] + states["not-applicable"]
    version = reading.card["framework"]["version"]
    found = {"settled": settled, "total": sum(states.values()), "version": version}
    raters = reading.raters.number if reading.independent else 0
    if raters < FEWEST:
        return say("{settled} of {total} answers, framework {version}", **found)
    return say_count(
        "{settled} of {total} answers settled from what one rater said, framework {version}",
        "{settled} of {total} answers settled from what {number} raters said, framework {version}",
        raters,
        number=number_word(raters),
        **found,
    )


def write_rests_on_detail(reading: Reading) -> str:
    states = _states(reading)
    rate = decimal(reading.card["dont_know"])
    unknown = states["dont-know"]
    known = say("{number} “don’t know”", number=unknown)
    if rate is not None and unknown:
        known = say(
            "{number} “don’t know” ({share} of the items that apply)",
            number=unknown,
            share=percent(rate),
        )
    parts = [
        say("{number} with a level", number=states["answered"]),
        say("{number} not applicable", number=states["not-applicable"]),
        known,
        say("{number} without an answer", number=states["unanswered"]),
    ]
    return f"{listed(parts)}."


_LEFT_OUT: dict[Literal["notes", "evidence_names"], str] = {
    "evidence_names": mark("the names of evidence"),
    "notes": mark("the notes beside the answers and in the plan"),
}


def write_notices(reading: Reading) -> tuple[str, ...]:
    states = _states(reading)
    notices = []
    if reading.preliminary:
        notices.append(
            say(
                "This report is preliminary. It shows what was settled when it was asked for; "
                "settling goes on, and nothing is frozen but this report."
            )
            if reading.independent
            else say(
                "This report is preliminary. It shows what was answered when it was asked for; "
                "answering goes on, and nothing is frozen but this report."
            )
        )
    missing = states["unanswered"] + states["dont-know"]
    if missing:
        notices.append(
            capital(
                say_count(
                    "one item that applies has no level.",
                    "{number} items that apply have no level.",
                    missing,
                    number=number_word(missing),
                )
            )
            + " "
            + say(
                "Where that leaves a score open, bounds show what the missing answers could "
                "still make of it; the indices, the pillars, the through-line and the priorities "
                "stand on the scores as they are. A missing answer is never counted as level 0."
            )
        )
    left_out = [say(words) for what, words in _LEFT_OUT.items() if reading.leaves_out(what)]
    if left_out:
        notices.append(
            say(
                "This report was made without {left_out}. Scores count them all the same.",
                left_out=listed(left_out),
            )
        )
    notices += _say_translation(reading)
    return tuple(notices)


def _say_translation(reading: Reading) -> list[str]:
    definition, translation = reading.definition, reading.definition.translation
    spoken = reading.language or reading.frozen["language"]
    if translation is None and spoken not in definition.languages:
        return [
            say(
                "Nobody has translated the texts of this version of the framework yet, so they "
                "stand here in English."
            )
        ]
    if translation is None or translation.state != "draft":
        return []
    return [
        say(
            "The texts of the framework stand here in a translation that is still a draft "
            "(revision {revision}): nobody has reviewed it yet. Where it differs, the English text "
            "counts.",
            revision=translation.revision,
        )
    ]


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
    shown = say("{score} of 4", score=figure(score))
    if low != high:
        shown = say(
            "{score} of 4, possible {low} to {high}",
            score=figure(score),
            low=figure(low),
            high=figure(high),
        )
    return Highlight(code, reading.name(code), shown, sentence, "", ())


def _strength(reading: Reading, code: str) -> str:
    attained = reading.subject(code)["attained"]
    sentence = say("Attained level: not known.")
    if attained is not None:
        sentence = say("Attained level: {level}.", level=reading.level(attained))
    if reading.card["through_line"][code]["state"] == "ahead":
        sentence += " " + say("Ahead of its foundations: at risk.")
    return sentence


def _gap(reading: Reading, code: str) -> str:
    target = reading.card["targets"][code]
    gap = figure(Decimal(target["gap"]))
    if not target["declared"]:
        return say("{gap} below level 4 (no target declared).", gap=gap)
    return say("{gap} below its target, {level}.", gap=gap, level=reading.level(target["target"]))


def note_strengths(reading: Reading) -> str:
    found = len(reading.card["strengths"])
    if not _scored(reading):
        return say("No commitment has a score.")
    if not found:
        return say("No commitment with a score reaches level 2 yet.")
    if found < 3:
        return say_count(
            "Only one commitment with a score reaches level 2.",
            "Only {number} commitments with a score reach level 2.",
            found,
            number=number_word(found),
        )
    return ""


def note_gaps(reading: Reading) -> str:
    if not _scored(reading):
        return say("No commitment has a score.")
    if reading.card["gaps"]:
        return ""
    if reading.card["all_targets_met"]:
        return say("Every declared target is met.")
    return say("No other commitment with a score is below its target.")


def _scored(reading: Reading) -> list[str]:
    codes = [commitment.code for commitment in reading.definition.commitments]
    return [code for code in codes if reading.score(code) is not None]


def _states(reading: Reading) -> Counter[str]:
    return Counter(item_state(reading, item) for item in reading.definition.items)
