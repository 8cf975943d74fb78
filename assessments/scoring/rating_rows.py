"""The ratings of an input file: checked like all else in it, and then refused.

How ratings are settled and what they say about agreement is not part of this scoring version.
"""

from typing import Any

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
ROLE_GROUPS = (
    "leadership",
    "management",
    "board",
    "clinical-front-line",
    "other-front-line",
    "informatics",
    "quality",
    "research",
    "finance",
    "patient-partner",
)
NOT_SETTLED = "This scoring version does not settle ratings. Leave them out, and give answers."


def check_ratings(value: Any, definition: Definition, faults: Faults) -> None:
    if not isinstance(value, list):
        faults.append(Fault("ratings", "The ratings are not a list. Write […] around them."))
        return
    before = len(faults)
    seen: set[tuple[str, str]] = set()
    role_groups: dict[str, str] = {}
    for index, entry in enumerate(value):
        path = f"ratings[{index}]"
        row = read_object(entry, path, faults)
        check_keys(row, RATING_KEYS, path, faults)
        _check_answer(row, path, faults)
        rater = _required_text(row, "rater", path, faults)
        item = _required_text(row, "item", path, faults)
        if item and item not in definition.item_by_code:
            message = f"There is no item {quoted(item)} in framework {definition.version}."
            faults.append(Fault(f"{path}.item", message))
        if rater and item and (rater, item) in seen:
            message = f"{quoted(rater)} has rated {quoted(item)} already. Keep one rating."
            faults.append(Fault(path, message))
        seen.add((rater, item))
        if "role_group" in row:
            _check_role_group(row["role_group"], rater, role_groups, path, faults)
    if value and len(faults) == before:
        faults.append(Fault("ratings", NOT_SETTLED))


def _check_answer(row: dict[str, Any], path: str, faults: Faults) -> None:
    read_level(row.get("level"), f"{path}.level", faults)
    for key in ("na", "dont_know"):
        read_flag(row.get(key, False), under(path, key), faults)
    check_one_of_three(row, path, faults)


def _required_text(row: dict[str, Any], key: str, path: str, faults: Faults) -> str:
    if key not in row:
        faults.append(Fault(under(path, key), f'The key "{key}" is missing.'))
        return ""
    text = read_text(row[key], under(path, key), faults)
    if text == "" and isinstance(row[key], str):
        faults.append(Fault(under(path, key), "The text is empty."))
    return text


def _check_role_group(
    value: Any, rater: str, role_groups: dict[str, str], path: str, faults: Faults
) -> None:
    here = under(path, "role_group")
    role_group = read_text(value, here, faults)
    if not isinstance(value, str):
        return
    if role_group not in ROLE_GROUPS:
        message = f"There is no role group {quoted(role_group)}. Use {', '.join(ROLE_GROUPS)}."
        faults.append(Fault(here, message))
    elif rater and role_groups.setdefault(rater, role_group) != role_group:
        message = f"{quoted(rater)} has the role group {role_groups[rater]} already. Keep one."
        faults.append(Fault(here, message))
