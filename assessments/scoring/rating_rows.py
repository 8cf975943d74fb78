"""The ratings of an input file: rows to ratings, or every fault that they have."""

from typing import Any

from assessments.scoring.ratings import ROLE_GROUPS, Rating
from assessments.scoring.reading import (
    check_keys,
    check_one_of_three,
    read_flag,
    read_level,
    read_object,
    read_text,
)
from commitments.definition import Definition
from lhs_portal.lib.faults import Fault, Faults, quoted, under

RATING_KEYS = ("rater", "role_group", "item", "level", "na", "dont_know")


def read_ratings(value: Any, definition: Definition, faults: Faults) -> list[Rating]:
    """Rows with a fault are left out: nobody uses what is returned beside faults."""
    if not isinstance(value, list):
        faults.append(Fault("ratings", "The ratings are not a list. Write […] around them."))
        return []
    ratings: list[Rating] = []
    seen: set[tuple[str, str]] = set()
    role_groups: dict[str, str] = {}
    for index, entry in enumerate(value):
        path = f"ratings[{index}]"
        before = len(faults)
        row = read_object(entry, path, faults)
        check_keys(row, RATING_KEYS, path, faults)
        level = read_level(row.get("level"), f"{path}.level", faults)
        not_applicable = read_flag(row.get("na", False), f"{path}.na", faults)
        dont_know = read_flag(row.get("dont_know", False), f"{path}.dont_know", faults)
        check_one_of_three(row, path, faults)
        rater = _required_text(row, "rater", path, faults)
        item = _required_text(row, "item", path, faults)
        if item and item not in definition.item_by_code:
            message = f"There is no item {quoted(item)} in framework {definition.version}."
            faults.append(Fault(f"{path}.item", message))
        if rater and item and (rater, item) in seen:
            message = f"{quoted(rater)} has rated {quoted(item)} already. Keep one rating."
            faults.append(Fault(path, message))
        seen.add((rater, item))
        role_group = ""
        if "role_group" in row:
            role_group = _read_role_group(row["role_group"], rater, role_groups, path, faults)
        if len(faults) == before:
            ratings.append(Rating(rater, item, role_group, level, not_applicable, dont_know))
    return ratings


def _required_text(row: dict[str, Any], key: str, path: str, faults: Faults) -> str:
    if key not in row:
        faults.append(Fault(under(path, key), f'The key "{key}" is missing.'))
        return ""
    text = read_text(row[key], under(path, key), faults)
    if text == "" and isinstance(row[key], str):
        faults.append(Fault(under(path, key), "The text is empty."))
    return text


def _read_role_group(
    value: Any, rater: str, role_groups: dict[str, str], path: str, faults: Faults
) -> str:
    here = under(path, "role_group")
    role_group = read_text(value, here, faults)
    if not isinstance(value, str):
        return ""
    if role_group not in ROLE_GROUPS:
        message = f"There is no role group {quoted(role_group)}. Use {', '.join(ROLE_GROUPS)}."
        faults.append(Fault(here, message))
    elif rater and role_groups.setdefault(rater, role_group) != role_group:
        message = f"{quoted(rater)} has the role group {role_groups[rater]} already. Keep one."
        faults.append(Fault(here, message))
    return role_group
