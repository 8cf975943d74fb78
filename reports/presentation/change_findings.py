"""What the comparison finds, in one sentence; a direction is named only for what changed."""

from collections.abc import Sequence
from decimal import Decimal

from lhs_portal.lib.wording import mark, say, say_count
from reports.presentation.change_sides import Sides
from reports.presentation.page_change import ChangeRow
from reports.presentation.reading import Reading
from reports.presentation.wording import figure, listed, number_word

EITHER = "commitment or feature"
_FEW = 3

_NOTHING = {
    EITHER: mark("nothing"),
    "commitment": mark("nothing among the commitments"),
    "feature": mark("nothing among the features"),
}
_NOTHING_ELSE = {
    EITHER: mark("nothing else"),
    "commitment": mark("nothing else among the commitments"),
    "feature": mark("nothing else among the features"),
}
_NONE_TESTED = {
    EITHER: mark("no commitment or feature could be tested for change"),
    "commitment": mark("no commitment could be tested for change"),
    "feature": mark("no feature could be tested for change"),
}
_MANY = {
    EITHER: mark("{number} commitments and features"),
    "commitment": mark("{number} commitments"),
    "feature": mark("{number} features"),
}
_BY = {"up": mark("{subjects} rose by {size}"), "down": mark("{subjects} fell by {size}")}
_MOST = {
    "up": mark("{subjects} rose ({names} most, by {size})"),
    "down": mark("{subjects} fell ({names} most, by {size})"),
}


def write_change_headline(reading: Reading, rows: Sequence[ChangeRow], sides: Sides) -> str:
    finding = state_finding(reading, rows, sides, EITHER)
    return say("Since {earlier} {finding}.", earlier=sides.short[0], finding=finding)


def state_finding(reading: Reading, rows: Sequence[ChangeRow], sides: Sides, noun: str) -> str:
    """Begins small, and without a full stop: "Safe rose by 0.75; nothing else can be told …".

    `noun`: commitment, feature, or EITHER.
    """
    changed = [row for row in rows if row.changed]
    counts = {v: sum(row.verdict == v for row in rows) for v in ("noise", "not_tested")}
    nothing = say((_NOTHING_ELSE if changed else _NOTHING)[noun])
    rest = _rest(nothing, counts["noise"], counts["not_tested"], len(rows) - len(changed))
    if changed:
        changes = _changes(reading, changed)
        return say("{changes}; {rest}", changes=changes, rest=rest) if rest else changes
    if not counts["noise"]:
        if not counts["not_tested"]:
            return say("{nothing} can be compared", nothing=nothing)
        return _because(sides, say(_NONE_TESTED[noun]))
    return rest


def _rest(nothing: str, noise: int, untested: int, others: int) -> str:
    """Of what did not change; those neither told from noise nor tested are counted apart."""
    if not others:
        return ""
    if not noise:
        if untested:
            return say("{nothing} could be tested", nothing=nothing)
        return say("{nothing} can be compared", nothing=nothing)
    apart = []
    if untested:
        apart.append(_not_tested(untested))
    if left := others - noise - untested:
        apart.append(_not_comparable(left))
    if not apart:
        return say("{nothing} can be told from noise", nothing=nothing)
    return say("{nothing} can be told from noise ({apart})", nothing=nothing, apart=listed(apart))


def _not_tested(count: int) -> str:
    return say_count(
        "one was not tested", "{number} were not tested", count, number=number_word(count)
    )


def _not_comparable(count: int) -> str:
    return say_count(
        "one is not comparable", "{number} are not comparable", count, number=number_word(count)
    )


def _because(sides: Sides, finding: str) -> str:
    if not sides.given_together:
        return say("{finding}: too few raters took part", finding=finding)
    if len(sides.given_together) == 2:
        return say("{finding}: the answers were given together", finding=finding)
    return say(
        "{finding}: the answers of {name} were given together",
        finding=finding,
        name=sides.given_together[0],
    )


def _changes(reading: Reading, changed: Sequence[ChangeRow]) -> str:
    """A few by name and figure; of more, how many went which way and which went furthest."""
    ways = [(went, [row for row in changed if row.went == went]) for went in ("up", "down")]
    tell = _each if len(changed) <= _FEW else _most
    parts = [tell(reading, rows, went) for went, rows in ways if rows]
    joined = listed(("", ""))  # " and "
    if len(parts) == 2 and any(joined in part for part in parts):
        return say("{up}, and {down}", up=parts[0], down=parts[1])
    return listed(parts)


def _each(reading: Reading, rows: Sequence[ChangeRow], went: str) -> str:
    """Those that went equally far together, furthest first: "Safe rose by 1.00 and S1 by 0.50"."""
    (size, first), *smaller = [
        (size, [reading.name(row.code) for row in together]) for size, together in _by_size(rows)
    ]
    lead = _rose(first, size) if went == "up" else _fell(first, size)
    rest = [say("{names} by {size}", names=listed(names), size=size) for size, names in smaller]
    return listed([lead, *rest])


def _rose(names: Sequence[str], size: str) -> str:
    return say_count(
        "{names} rose by {size}",
        "{names} rose by {size}",
        len(names),
        names=listed(names),
        size=size,
    )


def _fell(names: Sequence[str], size: str) -> str:
    return say_count(
        "{names} fell by {size}",
        "{names} fell by {size}",
        len(names),
        names=listed(names),
        size=size,
    )


def _most(reading: Reading, rows: Sequence[ChangeRow], went: str) -> str:
    (size, first), *smaller = _by_size(rows)
    if len(rows) <= 2:
        return _each(reading, rows, went)
    kinds = {row.kind for row in rows}
    noun = kinds.pop() if len(kinds) == 1 else EITHER
    subjects = say(_MANY[noun], number=number_word(len(rows)))
    if not smaller:
        return say(_BY[went], subjects=subjects, size=size)
    names = listed([reading.name(row.code) for row in first])
    if len(first) > _FEW:
        names = say("{number} of them", number=number_word(len(first)))
    return say(_MOST[went], subjects=subjects, names=names, size=size)


def _by_size(rows: Sequence[ChangeRow]) -> list[tuple[str, list[ChangeRow]]]:
    found: dict[str, list[ChangeRow]] = {}
    for row in sorted(rows, key=lambda row: -abs(row.delta or Decimal(0))):
        found.setdefault(figure(abs(row.delta or Decimal(0))), []).append(row)
    return list(found.items())


_ALL = {
    "changed": mark("All {number} commitments and features changed."),
    "noise": mark("None of the {number} commitments and features can be told from noise."),
    "not_tested": mark("None of the {number} commitments and features could be tested."),
    "not_comparable": mark("None of the {number} commitments and features can be compared."),
}


def count_verdicts(rows: Sequence[ChangeRow]) -> str:
    """Of 22 commitments and features one changed, 20 cannot be told from noise, and …"""
    counts = {verdict: sum(row.verdict == verdict for row in rows) for verdict in _ALL}
    for verdict, number in counts.items():
        if number == len(rows):
            return say(_ALL[verdict], number=number)
    parts = [_count(verdict, number) for verdict, number in counts.items() if number]
    return say(
        "Of {number} commitments and features {parts}.", number=len(rows), parts=listed(parts)
    )


def _count(verdict: str, count: int) -> str:
    number = number_word(count)
    if verdict == "changed":
        return say_count("one changed", "{number} changed", count, number=number)
    if verdict == "noise":
        return say_count(
            "one cannot be told from noise",
            "{number} cannot be told from noise",
            count,
            number=number,
        )
    return _not_tested(count) if verdict == "not_tested" else _not_comparable(count)
