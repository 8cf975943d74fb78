"""How the groups of an attribute are keyed and named."""

from collections.abc import Iterable
from dataclasses import dataclass

from lhs_portal.lib.wording import mark, say
from reports.releases.core.attributes import Attribute
from reports.releases.profile import ATTRIBUTES

ATTRIBUTE_BY_CODE = {attribute.code: attribute for attribute in ATTRIBUTES}

OTHERS = mark("All others")

VALUES = "+"  # between the values of one group
GROUPS = "|"  # between the groups of one cell


@dataclass(frozen=True, slots=True)
class GroupView:
    """`names` are those of its values, where the label does not name each of them."""

    key: str
    label: str
    names: tuple[str, ...]


def name_group(attribute: Attribute, codes: Iterable[str]) -> GroupView:
    """Of codes in the attribute's declared order."""
    codes = tuple(codes)
    known = dict(attribute.values)
    names = tuple(say(known[code]) for code in codes)
    if len(codes) == 1:
        return GroupView(codes[0], names[0], names)
    if attribute.code == "size_band":
        label = _size(codes[0], codes[-1])
    elif attribute.merging == "smallest":
        label = say(OTHERS)
    else:
        first, *more = names
        label = first
        for name in more:
            label = say("{one} or {other}", one=label, other=name[0].lower() + name[1:])
    return GroupView(VALUES.join(codes), label, names)


def _size(first: str, last: str) -> str:
    lowest, highest = first.partition("-")[0], last.partition("-")[2]
    if highest == "up":
        return (
            say("All sizes")
            if lowest == "1"
            else say("{number} or more", number=f"{int(lowest):,}")
        )
    if lowest == "1":
        return say("Fewer than {number}", number=f"{int(highest) + 1:,}")
    return say("{low} to {high}", low=f"{int(lowest):,}", high=f"{int(highest):,}")
