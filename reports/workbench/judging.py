"""Verdicts on a question, from its published statistics. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lhs_portal.lib.wording import mark, say


@dataclass(frozen=True, slots=True)
class Verdict:
    code: str
    text: str


_AT_LEAST = (
    ("dont-know", "0.2", mark("Many do not know: say where to look, or ask something closer by.")),
    ("not-applicable", "0.3", mark("Many find that it does not apply: narrow whom it is asked.")),
    ("contested", "0.3", mark("Raters read it in different ways: hard to tell apart, reword.")),
    ("ceiling", "0.6", mark("Most are at the top: it no longer tells them apart.")),
    ("floor", "0.6", mark("Most are at the bottom: the first step may be too high.")),
)
_AT_MOST = (
    ("agreement", "0.5", mark("Raters agree little: make the levels easier to tell apart.")),
    (
        "correlation",
        "0.2",
        mark("It goes little with the rest of its section: ask if it belongs there."),
    ),
)


def judge(statistics: Mapping[str, Decimal | None]) -> tuple[Verdict, ...]:
    """None where all is well, or where nothing is published."""
    found = []
    for code, bound, text in _AT_LEAST:
        value = statistics.get(code)
        if value is not None and value >= Decimal(bound):
            found.append(Verdict(code, say(text)))
    for code, bound, text in _AT_MOST:
        value = statistics.get(code)
        if value is not None and value <= Decimal(bound):
            found.append(Verdict(code, say(text)))
    return tuple(found)
