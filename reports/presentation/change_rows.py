"""Commitments and features before and after, each with a verdict in words and what it rests on."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from commitments.definition import Subject
from lhs_portal.lib.wording import mark, say
from reports.presentation.change_sides import Sides, why_not_tested
from reports.presentation.page_change import ChangeRow, Verdict
from reports.presentation.reading import Json, Reading, decimal
from reports.presentation.subjects import NO_SCORE
from reports.presentation.wording import figure, signed

VERDICTS: Mapping[Verdict, str] = {
    "changed": mark("Changed"),
    "noise": mark("Not distinguishable from noise"),
    "not_tested": mark("Not tested"),
    "not_comparable": mark("Not comparable"),
}
_QUARTER = Decimal("0.25")


def present_rows(reading: Reading, document: Json, sides: Sides) -> tuple[ChangeRow, ...]:
    """In framework order. A subject that only the earlier framework had is in `not_compared`."""
    return tuple(
        _present_row(reading, document, sides, subject)
        for subject in reading.definition.subjects
        if subject.code in document["subjects"]
    )


def _present_row(reading: Reading, document: Json, sides: Sides, subject: Subject) -> ChangeRow:
    found = document["subjects"][subject.code]
    before, after = decimal(found["earlier_score"]), decimal(found["later_score"])
    verdict: Verdict = found["verdict"]
    delta = None if verdict == "not_comparable" else decimal(found["delta"])
    why = {
        "changed": say(
            "The raters’ own scores differ by more than chance explains, the settled levels the "
            "same way."
        ),
        "noise": _why_noise(delta),
        "not_tested": why_not_tested(sides),
        "not_comparable": _why_not_comparable(reading, document, sides, subject.code),
    }[verdict]
    return ChangeRow(
        code=subject.code,
        kind=subject.kind,
        name=reading.named(subject.code),
        before=before,
        before_shown=say(NO_SCORE) if before is None else figure(before),
        after=after,
        after_shown=say(NO_SCORE) if after is None else figure(after),
        delta=delta,
        delta_shown="" if delta is None else signed(delta),
        verdict=verdict,
        verdict_shown=say(VERDICTS[verdict]),
        went=_went(verdict, delta),
        why=" ".join(filter(None, (why, _rests_on_less(before, after, delta)))),
    )


def _went(verdict: Verdict, delta: Decimal | None) -> Literal["", "up", "down"]:
    if verdict != "changed" or not delta:
        return ""
    return "up" if delta > 0 else "down"


def _why_noise(delta: Decimal | None) -> str:
    if delta is not None and abs(delta) < _QUARTER:
        return say("The difference is smaller than a quarter of a level.")
    return say("The raters’ own scores do not bear out a difference beyond chance.")


def _why_not_comparable(reading: Reading, document: Json, sides: Sides, code: str) -> str:
    if whole_subject(reading, document, code) == "new":
        return say("New in framework {version}.", version=sides.versions[1])
    return say(
        "The items that ask the same in both, and have a level in both, carry less than half of "
        "its weight."
    )


def whole_subject(reading: Reading, document: Json, code: str) -> str:
    """“new” or “gone” where each of its items is; else empty."""
    items = reading.definition.item_by_code
    compared = any(items[item].subject == code for item in document["items"] if item in items)
    reasons = {row["reason"] for row in document["not_comparable"] if row["subject"] == code}
    only = reasons.pop() if len(reasons) == 1 and not compared else ""
    return only if only in ("new", "gone") else ""


def _rests_on_less(before: Decimal | None, after: Decimal | None, delta: Decimal | None) -> str:
    """Said where a reader who subtracts the two scores would come to another figure."""
    if before is None or after is None or delta is None or figure(after - before) == figure(delta):
        return ""
    return say(
        "The difference is taken over the items compared alone; the two scores rest on all that "
        "was answered."
    )
