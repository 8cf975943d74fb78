"""Which items of two framework versions mean the same, and how much of a subject they carry."""

from collections.abc import Collection
from fractions import Fraction

from assessments.scoring.change_card import NotComparable, Why
from assessments.scoring.change_sides import Side
from commitments.definition import Definition, Item


def comparable_items(earlier: Definition, later: Definition) -> tuple[Item, ...]:
    """The later version's rows of items that are the same by code, meaning, and subject."""
    return tuple(
        item
        for item in later.items
        if (former := earlier.item_by_code.get(item.code))
        and (former.meaning, former.subject) == (item.meaning, item.subject)
    )


def carries_half(items: Collection[str], subject: str, *versions: Definition) -> bool:
    """Whether these of the subject's items carry half of the weight of all, in each version."""
    for version in versions:
        weights = {
            item.code: Fraction(item.weight) for item in version.items_by_subject.get(subject, ())
        }
        carried = sum((weights[code] for code in items), Fraction())
        if not weights or 2 * carried < sum(weights.values()):
            return False
    return True


def list_not_comparable(
    earlier: Side, later: Side, comparable: Collection[str]
) -> tuple[NotComparable, ...]:
    """Every other item, and why; in the later version's order, and then those that are gone."""
    found = []
    for item in later.definition.items:
        reason = _why_not(item, earlier, later, comparable)
        if reason:
            found.append(NotComparable(item.code, item.subject, reason, item.question.source))
    for item in earlier.definition.items:
        if item.code not in later.definition.item_by_code:
            found.append(NotComparable(item.code, item.subject, "gone", item.question.source))
    return tuple(found)


def _why_not(item: Item, earlier: Side, later: Side, comparable: Collection[str]) -> Why | None:
    if item.code not in comparable:
        former = earlier.definition.item_by_code.get(item.code)
        if former is None:
            return "new"
        return "meaning" if former.meaning != item.meaning else "moved"
    before, after = item.code in earlier.levels, item.code in later.levels
    if before and after:
        return None
    if before:
        return "no_level_later"
    return "no_level_earlier" if after else "no_level"
