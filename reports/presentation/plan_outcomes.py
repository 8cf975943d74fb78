"""What became of the features and items that the last cycle's actions aimed at.

Two facts side by side, the state of an action and the levels then and now: never that the one led
to the other, and no direction for what cannot be told from noise.
"""

from decimal import Decimal

from lhs_portal.lib.wording import mark, say
from reports.plans.codes import STATES
from reports.presentation.page_plan import OutcomeView
from reports.presentation.plan_aims import name_aim
from reports.presentation.reading import Json, Reading, decimal
from reports.presentation.wording import figure, signed

_VERDICTS = {
    "noise": mark(
        "Its score was {earlier} then and is {later} now, which cannot be told from noise."
    ),
    "not_tested": mark(
        "Its score was {earlier} then and is {later} now, and whether that is a change was not "
        "tested."
    ),
}
_REASONS = {
    "new": mark("It cannot be compared: the earlier framework did not ask it."),
    "gone": mark("It cannot be compared: the framework no longer asks it."),
    "meaning": mark("It cannot be compared: it does not ask the same any more."),
    "moved": mark("It cannot be compared: it belongs to another commitment or feature now."),
    "no_level_earlier": mark("It cannot be compared: it had no level then."),
    "no_level_later": mark("It cannot be compared: it has no level now."),
    "no_level": mark("It cannot be compared: it has a level in neither."),
}
_REACHED = {
    True: mark("Expected was {level}, which is reached."),
    False: mark("Expected was {level}, which is not reached."),
    None: mark("Expected was {level}."),
}

# What it was, what it is, whether what was expected is reached, and all of it in a sentence.
Outcome = tuple[str, str, bool | None, str]


def present_outcome(reading: Reading, action: Json) -> OutcomeView:
    expected, state = action["expected"], action["state"]
    if action["aim_kind"] == "item":
        before, after, reached, became = _item(reading, action["aim"], expected)
    else:
        before, after, reached, became = _feature(reading, action["aim"], expected)
    if expected is not None:
        became += " " + say(_REACHED[reached], level=reading.level(expected))
    return OutcomeView(
        title=action["title"],
        aim_code=action["aim"],
        aim=_aim(reading, action),
        state=state,
        state_shown=say(STATES[state]),
        expected="" if expected is None else reading.level(expected),
        before=before,
        after=after,
        reached=reached,
        became=became,
    )


def note_on_outcomes(reading: Reading, title: str, outcomes: tuple[OutcomeView, ...]) -> str:
    if not title:
        return say(
            "There is no earlier assessment of the same scope whose plan could be looked at."
        )
    if not outcomes:
        return say("Nothing was planned after {title}.", title=title)
    note = say(
        "What was planned after {title}, and what became of what it aimed at. That an action is "
        "done, and that a level is another one now, does not say that the one led to the other.",
        title=title,
    )
    if not _compared(reading):
        return note + " " + say("The two assessments are not compared in this report.")
    return note + " " + say("Single items are not tested: each difference can be chance.")


def _item(reading: Reading, code: str, expected: int | None) -> Outcome:
    compared = _compared(reading).get("items", {}).get(code)
    if compared is None:
        return "", "", None, _why(reading, code)
    earlier, later = int(compared["earlier"]), int(compared["later"])
    before, after = reading.level(earlier), reading.level(later)
    became = (
        say("It stands at {after}, as it did then.", after=after)
        if earlier == later
        else say(
            "It stood at {before} then, and stands at {after} now.", before=before, after=after
        )
    )
    return before, after, None if expected is None else later >= expected, became


def _feature(reading: Reading, code: str, expected: int | None) -> Outcome:
    row = _compared(reading).get("subjects", {}).get(code)
    if row is None or row["verdict"] == "not_comparable":
        return "", "", None, say("Its scores then and now cannot be compared.")
    earlier, later = decimal(row["earlier_score"]), decimal(row["later_score"])
    if earlier is None or later is None:
        return _shown(earlier), _shown(later), None, say("It has no score in both assessments.")
    scores = {"earlier": figure(earlier), "later": figure(later)}
    if row["verdict"] == "changed":
        became = say(
            "Its score was {earlier} then and is {later} now, and it changed by {difference} over "
            "the items of both.",
            **scores,
            difference=signed(Decimal(row["delta"])),
        )
    else:
        words = _VERDICTS[row["verdict"]]
        became = say(words, **scores)
    return figure(earlier), figure(later), None if expected is None else later >= expected, became


def _compared(reading: Reading) -> Json:
    """The comparison with the assessment that was planned for; empty where there is none."""
    document = reading.comparison
    last = reading.frozen["earlier_plan"]["assessment"]
    return document if document and document["earlier"]["assessment"] == last else {}


def _why(reading: Reading, code: str) -> str:
    rows = {row["item"]: row["reason"] for row in _compared(reading).get("not_comparable", ())}
    return say(_REASONS[rows[code]]) if code in rows else say("It cannot be compared.")


def _aim(reading: Reading, action: Json) -> str:
    """As in the plan; of an item that is gone, the question as it was."""
    named = name_aim(reading, action)
    if named != action["aim"]:
        return named
    asked = {row["item"]: row["question"] for row in _compared(reading).get("not_comparable", ())}
    return str(asked.get(action["aim"], named))


def _shown(score: Decimal | None) -> str:
    return "" if score is None else figure(score)
