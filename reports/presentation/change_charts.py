"""The charts of change: lines between two cycles, and a small panel each over more of them."""

from collections.abc import Sequence
from decimal import Decimal

from commitments.definition import Feature
from lhs_portal.lib.wording import mark, say
from reports.charts.cells import show_cell
from reports.charts.specification import Axis, DataTable, Panel, Slant, Slope, SmallMultiples
from reports.presentation.change_findings import EITHER, state_finding
from reports.presentation.change_sides import Sides
from reports.presentation.page_change import ChangeRow
from reports.presentation.reading import Json, Reading, decimal
from reports.presentation.wording import capital, figure, number_word, shorten

FEWEST_CYCLES = 3
_NOUNS = {"commitment": mark("Commitment"), "feature": mark("Feature")}
_PLURALS = {"commitment": mark("Commitments"), "feature": mark("Features")}
_CAPTIONS = {
    "commitment": mark("Commitments in both cycles, with the verdict on each difference"),
    "feature": mark("Features in both cycles, with the verdict on each difference"),
}
_ALTS = {
    "commitment": mark(
        "Scores of the commitments in {earlier} and in {later}, joined by lines, on the scale "
        "0 to 4. {figures}."
    ),
    "feature": mark(
        "Scores of the features in {earlier} and in {later}, joined by lines, on the scale "
        "0 to 4. {figures}."
    ),
}


def chart_slope(
    reading: Reading, axis: Axis, rows: Sequence[ChangeRow], sides: Sides, kind: str
) -> Slope:
    """`kind`: commitment or feature. What is not comparable has a row without a line."""
    chosen = [row for row in rows if row.kind == kind]
    spoken = [_words(row) for row in chosen]
    return Slope(
        code=f"change-of-{kind}s",
        title=capital(state_finding(reading, chosen, sides, kind)),
        alt=say(
            _ALTS[kind], earlier=sides.short[0], later=sides.short[1], figures=". ".join(spoken)
        ),
        table=DataTable(
            say(_CAPTIONS[kind]),
            (say(_NOUNS[kind]), *sides.short, say("Difference"), say("Verdict")),
            tuple((r.name, r.before, r.after, r.delta, r.verdict_shown) for r in chosen),
        ),
        axis=axis,
        sides=sides.short,
        rows=tuple(_slant(reading, row) for row in chosen),
    )


def _slant(reading: Reading, row: ChangeRow) -> Slant:
    drawn = _may_be_drawn(row)
    label, sublabel = _label(reading, row.code)
    verdict = _verdict(row)
    if row.changed and not drawn:
        verdict = say("{verdict}, over the items compared alone", verdict=verdict)
    return Slant(
        label=label,
        sublabel=sublabel,
        short=reading.name(row.code),
        before=row.before if drawn else None,
        after=row.after if drawn else None,
        verdict=verdict,
        changed=drawn and row.changed,
        tested=row.verdict in ("changed", "noise"),
    )


def _verdict(row: ChangeRow) -> str:
    if not row.changed or row.delta is None:
        return row.verdict_shown
    size = figure(abs(row.delta))
    if row.went == "up":
        return say("{verdict}: up by {size}", verdict=row.verdict_shown, size=size)
    return say("{verdict}: down by {size}", verdict=row.verdict_shown, size=size)


def _may_be_drawn(row: ChangeRow) -> bool:
    """No line goes against its verdict, as one could where few items of a subject are compared."""
    if row.verdict == "not_comparable" or row.before is None or row.after is None:
        return False
    if not row.changed:
        return True
    return row.after > row.before if row.went == "up" else row.after < row.before


def _label(reading: Reading, code: str) -> tuple[str, str]:
    subject = reading.definition.subject_by_code[code]
    if isinstance(subject, Feature):
        note = say("provisional title") if subject.provisional else ""
        return f"{code} {reading.text(subject.name)}", note
    return reading.text(subject.name), ""


def _words(row: ChangeRow) -> str:
    return say(
        "{name}: {before}, then {after}, {verdict}",
        name=row.name,
        before=row.before_shown.lower(),
        after=row.after_shown.lower(),
        verdict=_verdict(row).lower(),
    )


def chart_over_time(
    reading: Reading, axis: Axis, document: Json, rows: Sequence[ChangeRow], sides: Sides
) -> SmallMultiples | None:
    """None where there are fewer than three cycles. Only the last step is tested."""
    cycles = document.get("cycles", ())
    if len(cycles) < FEWEST_CYCLES:
        return None
    names = _cycle_names([str(cycle["assessment"]) for cycle in cycles])
    values = {
        row.code: tuple(decimal(cycle["scores"].get(row.code)) for cycle in cycles) for row in rows
    }
    count = number_word(len(cycles))
    finding = state_finding(reading, rows, sides, EITHER)
    spoken = [f"{row.name}: {_in_words(values[row.code])}" for row in rows]
    return SmallMultiples(
        code="over-time",
        title=say(
            "{number} cycles, of which the last step is tested: {finding}",
            number=capital(count),
            finding=finding,
        ),
        alt=say(
            "A small panel for each commitment and feature with its scores over {number} "
            "cycles, oldest first, on the scale 0 to 4. {spoken}.",
            number=count,
            spoken=". ".join(spoken),
        ),
        table=DataTable(
            say("Scores over {number} cycles", number=count),
            (say("Commitment or feature"), *names, say("Verdict on the last step")),
            tuple((row.name, *values[row.code], row.verdict_shown) for row in rows),
        ),
        axis=axis,
        cycles=names,
        panels=tuple(_panel(reading, row, values[row.code]) for row in rows),
    )


def _panel(reading: Reading, row: ChangeRow, values: tuple[Decimal | None, ...]) -> Panel:
    label, sublabel = _label(reading, row.code)
    ends = [value for value in values[-2:] if value is not None]
    return Panel(
        label=label,
        sublabel=sublabel,
        values=values,
        shown=_verdict(row),
        changed=len(ends) == 2 and row.changed and _may_be_drawn(row),
        group=say(_PLURALS[row.kind]),
    )


def _in_words(values: Sequence[Decimal | None]) -> str:
    return ", ".join(say("no figure") if value is None else show_cell(value) for value in values)


def _cycle_names(titles: Sequence[str]) -> tuple[str, ...]:
    """Numbered where two would be called the same."""
    cut = [shorten(title, 32) for title in titles]
    if len(set(cut)) == len(cut):
        return tuple(cut)
    return tuple(f"{name} ({number})" for number, name in enumerate(cut, 1))
