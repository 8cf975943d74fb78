"""In which published cells an organization finds peers: those that its own profile falls into."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lhs_portal.lib.wording import mark, say
from reports.releases.groups import VALUES
from reports.releases.profile import REGION_OF
from reports.releases.reading import Cut, GroupView, TableView

WHOLE_FIELD = mark("The whole field")

Profile = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PeerCell:
    """`by` are attribute codes by commas, and all that an address or a choice says: the groups
    follow from the profile. `cell` is pairs of the attribute's name and the group's label."""

    by: str
    cut: Cut
    cell: tuple[tuple[str, str], ...]
    n: int

    @property
    def label(self) -> str:
        """As it is shown: the names of attributes and groups are kept in English."""
        groups = "; ".join(f"{say(name)}: {say(group)}" for name, group in self.cell)
        return groups or say(WHOLE_FIELD)


def read_profile(organization: Mapping[str, Any]) -> Profile:
    """Attribute → value code, of an organization as reports freeze it."""
    return {
        "sector": organization["sector"],
        "size_band": organization["size_band"],
        "region": REGION_OF.get(organization["census_division"], ""),
        "ownership": organization["ownership"],
        "rurality": organization["rurality"],
    }


def list_cells(tables: Iterable[TableView], profile: Profile) -> Iterator[PeerCell]:
    """One a table at most, in the order of the tables. A cell without a row is no choice."""
    for table in tables:
        found = [
            (axis, group)
            for axis in table.axes
            for group in axis.groups
            if _holds(group, profile.get(axis.attribute, ""))
        ]
        if len(found) < len(table.axes):
            continue
        cut = Cut(tuple((axis.attribute, group.key) for axis, group in found))
        n = next((cell.n for cell in table.cells if cell.key == cut.cell), None)
        if n is not None:
            names = tuple((axis.name, group.label) for axis, group in found)
            yield PeerCell(",".join(table.attributes), cut, names, n)


def belongs(cut: Cut, attributes: Mapping[str, str]) -> bool:
    """Whether a member with these attributes is in the cell."""
    return all(attributes.get(name) in group.split(VALUES) for name, group in cut.filters)


def _holds(group: GroupView, value: str) -> bool:
    return bool(value) and value in group.key.split(VALUES)
