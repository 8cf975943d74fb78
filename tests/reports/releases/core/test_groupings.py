"""Groupings: finest first, neighbours or smallest alone, each value in exactly one group."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reports.releases.core.attributes import Attribute
from reports.releases.core.groupings import groupings
from reports.releases.core.members import Members

VALUES = tuple((code, code) for code in "abcd")


def members(counts: list[int]) -> Members:
    values = np.repeat(np.arange(4), counts)
    names = tuple(f"o{one}" for one in range(len(values)))
    return Members(names, names, names, {"kind": values})


def test_the_smallest_are_put_together_and_neighbours_are() -> None:
    smallest = Attribute("kind", "Kind", VALUES, "smallest")
    assert [one.groups for one in groupings(smallest, members([9, 2, 8, 3]))] == [
        ((0,), (1,), (2,), (3,)),
        ((0,), (2,), (1, 3)),
        ((0,), (1, 2, 3)),
    ]
    neighbours = Attribute("kind", "Kind", VALUES, "neighbours")
    tried = [one.groups for one in groupings(neighbours, members([9, 2, 8, 3]))]
    assert tried[:3] == [((0,), (1,), (2,), (3,)), ((0,), (1,), (2, 3)), ((0,), (1, 2), (3,))]
    assert len(tried) == 7


def test_an_empty_value_stands_alone_where_it_can() -> None:
    smallest = Attribute("kind", "Kind", VALUES, "smallest")
    tried = [one.groups for one in groupings(smallest, members([9, 0, 8, 3]))]
    assert tried == [((0,), (1,), (2,), (3,)), ((0,), (1, 2, 3))]


@given(st.lists(st.integers(0, 6), min_size=4, max_size=4), st.booleans())
def test_each_value_is_in_one_group_and_no_two_groupings_divide_alike(
    counts: list[int], neighbours: bool
) -> None:
    attribute = Attribute("kind", "Kind", VALUES, "neighbours" if neighbours else "smallest")
    divisions = []
    for grouping in groupings(attribute, members(counts)):
        assert sorted(one for group in grouping.groups for one in group) == [0, 1, 2, 3]
        held = [frozenset(one for one in group if counts[one]) for group in grouping.groups]
        divisions.append(frozenset(group for group in held if group))
    assert len(set(divisions)) == len(divisions)
    sizes = [len(division) for division in divisions]
    assert sizes == sorted(sizes, reverse=True)
