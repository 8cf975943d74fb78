"""How the groups of an attribute are keyed and named."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.releases.core.attributes import Attribute
from reports.releases.profile import ATTRIBUTES

ATTRIBUTE_BY_CODE = {attribute.code: attribute for attribute in ATTRIBUTES}

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
    names = tuple(known[code] for code in codes)
    if len(codes) == 1:
        return GroupView(codes[0], names[0], names)
    if attribute.code == "size_band":
        label = _size(codes[0], codes[-1])
    elif attribute.merging == "smallest":
        label = "All others"
    else:
        label = " or ".join([names[0], *(name[0].lower() + name[1:] for name in names[1:])])
    return GroupView(VALUES.join(codes), label, names)


def _size(first: str, last: str) -> str:
    lowest, highest = first.partition("-")[0], last.partition("-")[2]
    if highest == "up":
        return "All sizes" if lowest == "1" else f"{int(lowest):,} or more"
    if lowest == "1":
        return f"Fewer than {int(highest) + 1:,}"
    return f"{int(lowest):,} to {int(highest):,}"
