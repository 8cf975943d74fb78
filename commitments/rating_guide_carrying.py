"""The rating guide of a version for the version that is made from it. Pure.

What the new version does not have any more is dropped. Parts of a split item are asked of whom it
was asked. Nobody has said yet whether a partner can see what a new item asks about, so a partner is
not asked it until the guide is mended.
"""

import dataclasses
from collections import Counter
from collections.abc import Iterable

from commitments.definition import Definition
from commitments.rating_guide import PATIENT_PARTNER, RatingGuide, RoleGroup
from commitments.rating_guide_documents import FEWEST_ITEMS_OF_A_PARTNER, MOST_SECTIONS


def carry_guide(guide: RatingGuide, old: Definition, new: Definition) -> RatingGuide:
    """Follows every rule of a guide of `new`. Its digest and its revision are not made yet."""
    staff_only = frozenset(
        item.code for item in new.items if _unseen(item.code, item.split_from, guide, old)
    )
    left = Counter(item.subject for item in new.items if item.code not in staff_only)
    return dataclasses.replace(
        guide,
        version=new.version,
        staff_only=staff_only,
        role_groups=tuple(_carry_group(group, new, left) for group in guide.role_groups),
        digest="",
        revision=0,
    )


def _unseen(code: str, split_from: str, guide: RatingGuide, old: Definition) -> bool:
    if code in old.item_by_code:
        return code in guide.staff_only
    if split_from in old.item_by_code:
        return split_from in guide.staff_only
    return True


def _carry_group(group: RoleGroup, new: Definition, left: Counter[str]) -> RoleGroup:
    sections = _known(group.sections, new)
    more = _known(group.more, new)
    if group.code == PATIENT_PARTNER:
        few = [code for code in sections if left[code] < FEWEST_ITEMS_OF_A_PARTNER]
        sections = tuple(code for code in sections if code not in few)
        more = tuple(code for code in (*more, *few) if left[code])
    elif not sections:
        sections, more = more[:MOST_SECTIONS], more[MOST_SECTIONS:]
        sections = sections or tuple(subject.code for subject in new.subjects)[:MOST_SECTIONS]
    return dataclasses.replace(group, sections=sections, more=more)


def _known(codes: Iterable[str], new: Definition) -> tuple[str, ...]:
    return tuple(code for code in codes if code in new.subject_by_code)
