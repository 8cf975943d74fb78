import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.anonymity import FEWEST, ShownGroup, merge_role_groups
from assessments.scoring.ratings import ROLE_GROUPS


@pytest.mark.parametrize("counts", [{}, {"board": 2}, {"board": 1, "finance": 1, "quality": 0}])
def test_fewer_than_three_raters_are_no_table(counts: dict[str, int]) -> None:
    assert merge_role_groups(counts) == ()


def test_groups_of_three_stand_alone_in_framework_order() -> None:
    assert merge_role_groups({"quality": 4, "leadership": 3, "board": 0}) == (
        ShownGroup(("leadership",), "leadership", 3),
        ShownGroup(("quality",), "quality", 4),
    )


def test_small_groups_are_the_others() -> None:
    assert merge_role_groups({"finance": 2, "quality": 4, "board": 1}) == (
        ShownGroup(("quality",), "quality", 4),
        ShownGroup(("board", "finance"), "others", 3),
    )


def test_others_that_are_few_take_the_smallest_group_with_them() -> None:
    counts = {"finance": 1, "quality": 4, "management": 3, "leadership": 5}
    assert merge_role_groups(counts) == (
        ShownGroup(("leadership",), "leadership", 5),
        ShownGroup(("quality",), "quality", 4),
        ShownGroup(("management", "finance"), "others", 4),
    )


def test_of_equal_groups_the_first_joins_the_others() -> None:
    counts = {"finance": 1, "quality": 3, "management": 3}
    assert merge_role_groups(counts) == (
        ShownGroup(("quality",), "quality", 3),
        ShownGroup(("management", "finance"), "others", 4),
    )


def test_all_may_be_one_group() -> None:
    expected = (ShownGroup(("board", "finance"), "others", 5),)
    assert merge_role_groups({"finance": 4, "board": 1}) == expected
    assert merge_role_groups({"board": 3}) == (ShownGroup(("board",), "board", 3),)


def test_raters_without_a_role_group_are_among_the_others() -> None:
    assert merge_role_groups({"": 5, "board": 3}) == (
        ShownGroup(("board",), "board", 3),
        ShownGroup(("",), "others", 5),
    )


@given(st.dictionaries(st.sampled_from(("", *ROLE_GROUPS)), st.integers(0, 6)))
def test_no_group_is_small_and_nobody_is_lost(counts: dict[str, int]) -> None:
    groups = merge_role_groups(counts)
    total = sum(counts.values())
    assert sum(group.count for group in groups) == (total if total >= FEWEST else 0)
    assert all(group.count >= FEWEST for group in groups)
    for group in groups:
        assert group.count == sum(counts[code] for code in group.codes)
        assert group.label == "others" or group.codes == (group.label,)
    merged = [code for group in groups for code in group.codes]
    assert len(merged) == len(set(merged))


@given(st.dictionaries(st.sampled_from(ROLE_GROUPS), st.integers(1, 6), min_size=1))
def test_a_single_small_group_never_stands_alone_as_the_others(counts: dict[str, int]) -> None:
    """Then its count would be the total less the groups that are shown."""
    for group in merge_role_groups(counts):
        assert group.label != "others" or len(group.codes) > 1
