"""What can become of items in a draft: their codes, meaning, retiring and splitting. Pure."""

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

Entry = dict[str, Any]

WORDING, MEANING = "wording", "meaning"
_NUMBERED = re.compile(r"(.+)\.([0-9]+)")


def free_codes(subject: str, used: Iterable[str], count: int = 1) -> list[str]:
    """`safe.5`, `safe.6` …: above every number that the subject ever had."""
    numbers = [
        int(match[2])
        for code in used
        if (match := _NUMBERED.fullmatch(code)) and match[1] == subject
    ]
    first = max(numbers, default=0) + 1
    return [f"{subject}.{first + n}" for n in range(count)]


def asks_the_same(one: Entry, other: Entry, language: str) -> bool:
    """Whether question and levels read the same."""
    return _asked(one, language) == _asked(other, language)


def stated(base: Entry | None, entry: Entry, language: str) -> str:
    """What editors have said so far that the change is: wording, meaning, or nothing yet."""
    if base is None or entry["meaning"] > base["meaning"]:
        return MEANING if base else ""
    return "" if asks_the_same(base, entry, language) else WORDING


def meaning_after(
    base: Entry | None, entry: Entry, said: str, language: str, highest: int = 0
) -> int:
    """Raised at most once above the base, however often the item is changed in a draft; above
    `highest`, which any published version has, where that is more.

    Without a word from the editor a change of the question or of a level is one of meaning; an item
    that is again as in its base has the meaning of the base.
    """
    if base is None:
        return int(entry["meaning"])
    same = asks_the_same(base, entry, language)
    unchanged = {**entry, "meaning": base["meaning"]} == base
    raised = said == MEANING or (not said and not same)
    was = int(base["meaning"])
    return max(was, highest) + 1 if raised and not unchanged else was


def retired_entry(
    base: Entry, *, last_version: str, why: str, replaced_by: Sequence[str], language: str
) -> Entry:
    """What stays of an item as it was last published."""
    kept = ("code", "subject", "meaning", "question", "descriptors")
    entry = {key: deepcopy(base[key]) for key in kept} | {"last_version": last_version}
    if why:
        entry["why"] = {language: why}
    if replaced_by:
        entry["replaced_by"] = list(replaced_by)
    return entry


def split_entries(
    entry: Entry, parts: Sequence[tuple[str, str, bool]], *, split_from: str, language: str
) -> list[Entry]:
    """Copies to be worked on: `parts` are the code, the question and whether it is essential."""
    entries = []
    for code, question, essential in parts:
        made = deepcopy(entry) | {"code": code, "meaning": 1, "essential": essential}
        if question != entry["question"].get(language):
            made["question"] = {language: question}
        made.pop("split_from", None)
        if split_from:
            made["split_from"] = split_from
        entries.append(made)
    return entries


def positions_after(position: int, following: int | None, count: int, apart: int) -> list[int]:
    """`count` rising positions behind `position` and before `following`; none without room."""
    if following is None:
        return [position + apart * (n + 1) for n in range(count)]
    step = (following - position) // (count + 1)
    return [position + step * (n + 1) for n in range(count)] if step > 0 else []


def _asked(entry: Entry, language: str) -> list[str]:
    texts = (entry["question"], *entry["descriptors"])
    return [text.get(language, "") for text in texts]
