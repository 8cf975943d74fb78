"""What the comparison finds, in one sentence; a direction is named only for what changed."""

from collections.abc import Sequence
from decimal import Decimal

from reports.presentation.change_sides import Sides
from reports.presentation.page_change import ChangeRow
from reports.presentation.reading import Reading
from reports.presentation.wording import count_of, figure, listed, number_word

EITHER = "commitment or feature"
_FEW = 3


def write_change_headline(reading: Reading, rows: Sequence[ChangeRow], sides: Sides) -> str:
    return f"Since {sides.short[0]} {state_finding(reading, rows, sides, EITHER)}."


def state_finding(reading: Reading, rows: Sequence[ChangeRow], sides: Sides, noun: str) -> str:
    """Begins small, and without a full stop: "Safe rose by 0.75; nothing else can be told …"."""
    changed = [row for row in rows if row.changed]
    counts = {v: sum(row.verdict == v for row in rows) for v in ("noise", "not_tested")}
    nothing = "nothing else" if changed else "nothing"
    if noun != EITHER:
        nothing += f" among the {noun}s"
    rest = _rest(nothing, counts["noise"], counts["not_tested"], len(rows) - len(changed))
    if changed:
        return f"{_changes(reading, changed)}{f'; {rest}' if rest else ''}"
    if not counts["noise"]:
        if not counts["not_tested"]:
            return f"{nothing} can be compared"
        return f"no {noun} could be tested for change{_because(sides)}"
    return rest


def _rest(nothing: str, noise: int, untested: int, others: int) -> str:
    """Of what did not change; those neither told from noise nor tested are counted apart."""
    if not others:
        return ""
    if not noise:
        if untested:
            return f"{nothing} could be tested"
        return f"{nothing} can be compared"
    apart = []
    if untested:
        apart.append(f"{count_of(untested, 'was', 'were')} not tested")
    if left := others - noise - untested:
        apart.append(f"{count_of(left, 'is', 'are')} not comparable")
    return f"{nothing} can be told from noise{f' ({listed(apart)})' if apart else ''}"


def _because(sides: Sides) -> str:
    if not sides.given_together:
        return ": too few raters took part"
    if len(sides.given_together) == 2:
        return ": the answers were given together"
    return f": the answers of {sides.given_together[0]} were given together"


def _changes(reading: Reading, changed: Sequence[ChangeRow]) -> str:
    """A few by name and figure; of more, how many went which way and which went furthest."""
    ways = [
        (verb, [row for row in changed if row.went == went])
        for went, verb in (("up", "rose"), ("down", "fell"))
    ]
    say = _each if len(changed) <= _FEW else _most
    parts = [say(reading, rows, verb) for verb, rows in ways if rows]
    return (", and " if any(" and " in part for part in parts) else " and ").join(parts)


def _each(reading: Reading, rows: Sequence[ChangeRow], verb: str) -> str:
    """Those that went equally far together, furthest first: "Safe rose by 1.00 and S1 by 0.50"."""
    (size, first), *smaller = [
        (size, listed([reading.name(row.code) for row in together]))
        for size, together in _by_size(rows)
    ]
    return listed([f"{first} {verb} by {size}", *(f"{names} by {size}" for size, names in smaller)])


def _most(reading: Reading, rows: Sequence[ChangeRow], verb: str) -> str:
    (size, first), *smaller = _by_size(rows)
    if len(rows) <= 2:
        return _each(reading, rows, verb)
    kinds = {row.kind for row in rows}
    plural = f"{kinds.pop()}s" if len(kinds) == 1 else "commitments and features"
    count = f"{number_word(len(rows))} {plural} {verb}"
    if not smaller:
        return f"{count} by {size}"
    names = listed([reading.name(row.code) for row in first])
    if len(first) > _FEW:
        names = f"{number_word(len(first))} of them"
    return f"{count} ({names} most, by {size})"


def _by_size(rows: Sequence[ChangeRow]) -> list[tuple[str, list[ChangeRow]]]:
    found: dict[str, list[ChangeRow]] = {}
    for row in sorted(rows, key=lambda row: -abs(row.delta or Decimal(0))):
        found.setdefault(figure(abs(row.delta or Decimal(0))), []).append(row)
    return list(found.items())


_COUNTED = (
    ("changed", "changed", "changed"),
    ("noise", "cannot be told from noise", "cannot be told from noise"),
    ("not_tested", "was not tested", "were not tested"),
    ("not_comparable", "is not comparable", "are not comparable"),
)
_ALL = {
    "changed": "All {} changed.",
    "noise": "None of the {} can be told from noise.",
    "not_tested": "None of the {} could be tested.",
    "not_comparable": "None of the {} can be compared.",
}


def count_verdicts(rows: Sequence[ChangeRow]) -> str:
    """Of 22 commitments and features one changed, 20 cannot be told from noise, and …"""
    whole = f"{len(rows)} commitments and features"
    counts = {verdict: sum(row.verdict == verdict for row in rows) for verdict, _, _ in _COUNTED}
    for verdict, number in counts.items():
        if number == len(rows):
            return _ALL[verdict].format(whole)
    parts = [
        f"{number_word(counts[verdict])} {one if counts[verdict] == 1 else many}"
        for verdict, one, many in _COUNTED
        if counts[verdict]
    ]
    return f"Of {whole} {listed(parts)}."
