"""What becomes of each item between two versions. Pure."""

from enum import StrEnum

from commitments.definition import Definition, Item


class Fate(StrEnum):
    KEPT = "kept"
    REWORDED = "reworded"  # answers stay comparable
    MOVED = "moved"  # to another subject; answers stay comparable
    CHANGED_MEANING = "changed_meaning"  # an answer must be confirmed
    SPLIT = "split"  # no longer asked: others took over its content
    RETIRED = "retired"  # no longer asked
    ADDED = "added"


def item_fates(old: Definition, new: Definition) -> dict[str, Fate]:
    """By code: the items of the new version in its order, then those that it no longer asks."""
    before = old.item_by_code
    fates = {item.code: _fate_of(before.get(item.code), item) for item in new.items}
    split = _split_codes(new)
    for code in before:
        if code not in fates:
            fates[code] = Fate.SPLIT if code in split else Fate.RETIRED
    return fates


def comparable_items(old: Definition, new: Definition) -> frozenset[str]:
    """Answers to these mean the same in both: equal code and equal `meaning`."""
    before = old.item_by_code
    return frozenset(
        item.code
        for item in new.items
        if item.code in before and before[item.code].meaning == item.meaning
    )


def texts_of(item: Item) -> tuple[object, ...]:
    """All words of an item, by which "reworded" is told; translations are not among them."""
    texts = (item.question, item.why, *item.descriptors, item.guidance_small, item.guidance_large)
    lists = (item.evidence, item.ask)
    return (
        tuple(text.source for text in texts),
        *(tuple(text.source for text in group) for group in lists),
    )


def _fate_of(before: Item | None, after: Item) -> Fate:
    if before is None:
        return Fate.ADDED
    if before.meaning != after.meaning:
        return Fate.CHANGED_MEANING
    if before.subject != after.subject:
        return Fate.MOVED
    return Fate.KEPT if texts_of(before) == texts_of(after) else Fate.REWORDED


def _split_codes(new: Definition) -> frozenset[str]:
    """Codes of which the new version says that other items took over their content."""
    by_child = {item.split_from for item in new.items if item.split_from}
    by_parent = {retired.code for retired in new.retired_items if len(retired.replaced_by) > 1}
    return frozenset(by_child | by_parent)
