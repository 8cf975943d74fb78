"""What a reader asks of a release by the address of a page: at most two filters."""

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from reports.releases.groups import ATTRIBUTE_BY_CODE, GROUPS, VALUES
from reports.releases.profile import ATTRIBUTES

MOST_FILTERS = 2


@dataclass(frozen=True, slots=True)
class Cut:
    """`filters` are pairs of attribute and group key, in declared order; none is the whole field.

    The groups are known values, but perhaps not groups of any published table.
    """

    filters: tuple[tuple[str, str], ...] = ()

    @property
    def attributes(self) -> tuple[str, ...]:
        return tuple(attribute for attribute, _ in self.filters)

    @property
    def cell(self) -> str:
        return GROUPS.join(group for _, group in self.filters)

    @property
    def query(self) -> str:
        """For an address: "sector=care-delivery&size_band=1-49+50-249", or nothing."""
        return urlencode(self.filters, safe=VALUES)


def read_cut(query: QueryDict, also: Collection[str] = ()) -> Cut | None:
    """None where the question lies outside of the cube, whatever the reason.

    `also` names what else the page reads from its address. An empty value is no filter.
    """
    asked: dict[str, str] = {}
    for name in query:
        if name in also:
            continue
        if name not in ATTRIBUTE_BY_CODE:
            return None
        values = [value for value in query.getlist(name) if value]
        if len(values) > 1:
            return None
        if values:
            group = _read_group(name, values[0])
            if group is None:
                return None
            asked[name] = group
    if len(asked) > MOST_FILTERS:
        return None
    return Cut(tuple((one.code, asked[one.code]) for one in ATTRIBUTES if one.code in asked))


def _read_group(attribute: str, text: str) -> str | None:
    """In declared order. A plus sign in an address arrives as a space."""
    codes = text.replace(" ", VALUES).split(VALUES)
    known = [code for code, _ in ATTRIBUTE_BY_CODE[attribute].values if code in codes]
    return VALUES.join(known) if len(known) == len(codes) else None
