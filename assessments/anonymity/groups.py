"""Role groups as a table of who took part shows them: small ones together."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.anonymity.people import FEWEST
from assessments.scoring.ratings import ROLE_GROUPS

OTHERS = "others"


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """`codes` are the role groups that stand together; `label` is the one code, or "others"."""

    codes: tuple[str, ...]
    label: str
    count: int


def merge_role_groups(counts: Mapping[str, int]) -> tuple[ShownGroup, ...]:
    """In framework order, "others" last; nothing where all together are fewer than three.

    Raters without a role group are among the others.
    """
    if sum(counts.values()) < FEWEST:
        return ()
    shown = {code: counts[code] for code in ROLE_GROUPS if counts.get(code, 0) >= FEWEST}
    others = {code: count for code, count in counts.items() if count and code not in shown}
    while shown and 0 < sum(others.values()) < FEWEST:
        smallest = min(shown, key=lambda code: shown[code])  # of equals the first
        others[smallest] = shown.pop(smallest)
    groups = [ShownGroup((code,), code, count) for code, count in shown.items()]
    if others:
        codes = tuple(sorted(others, key=(*ROLE_GROUPS, "").index))
        groups.append(ShownGroup(codes, OTHERS, sum(others.values())))
    return tuple(groups)
