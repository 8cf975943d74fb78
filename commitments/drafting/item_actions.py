"""What editors do to the items of a draft, beyond changing their texts. See items.py for the rules.

Stable codes are never used again: neither those of items, nor of retired ones, nor any that a
version or this draft ever had.
"""

from collections.abc import Sequence

from django.db import transaction

from commitments.document_fields import CODE, LONGEST_CODE, Reader
from commitments.document_rules import check_lineage
from commitments.drafting.actions import (
    Batch,
    DraftRefused,
    begin,
    delete_part,
    insert_part,
    locked_part,
    order_parts,
    write_part,
)
from commitments.drafting.document import APART
from commitments.drafting.item_queries import (
    ITEMS,
    RETIRED,
    SUBJECTS,
    base_items,
    items_of,
    load_highest_meanings,
    load_used_codes,
)
from commitments.drafting.items import (
    Entry,
    meaning_after,
    positions_after,
    retired_entry,
    split_entries,
)
from commitments.drafting.models import ChangeKind, Draft, DraftPart
from lhs_portal.accounts.models import User
from lhs_portal.lib.wording import say

FEWEST_PARTS = 2


@transaction.atomic
def save_item(
    *, draft: Draft, code: str, entry: Entry, said: str, seen: int, by: User, why: str = ""
) -> DraftPart:
    """`said` is what the editor calls the change: wording, meaning, or nothing.

    Raises Conflict and DraftRefused.
    """
    batch = begin(draft, by=by, why=why)
    part = locked_part(batch.draft, ITEMS, code, seen=seen)
    base, highest = base_items(draft).get(code), load_highest_meanings().get(code, 0)
    meaning = meaning_after(base, entry, said, draft.source_language, highest)
    return write_part(batch, part, entry={**entry, "meaning": meaning})


@transaction.atomic
def add_item(*, draft: Draft, entry: Entry, by: User, why: str = "") -> DraftPart:
    """As the last of its subject. A second press finds it already made. Raises DraftRefused."""
    batch = begin(draft, by=by, why=why)
    made = batch.draft.parts.filter(section=ITEMS, code=entry["code"]).first()
    if made and made.entry == entry and made.changed_by_id == by.pk:
        return made
    _check_codes(batch.draft, [entry["code"]])
    _check_subject(batch.draft, entry["subject"])
    return insert_part(
        batch, ITEMS, entry["code"], entry, _position_at_end(batch, entry["subject"])
    )


@transaction.atomic
def retire_item(
    *, draft: Draft, code: str, why: str, replaced_by: Sequence[str], seen: int, by: User
) -> None:
    """It stays readable as it was last published. Raises Conflict and DraftRefused."""
    batch = begin(draft, by=by, why=why)
    part = locked_part(batch.draft, ITEMS, code, seen=seen)
    _retire(batch, part, replaced_by)
    _check_lineage(batch.draft)


@transaction.atomic
def bring_back_item(*, draft: Draft, code: str, by: User, why: str = "") -> DraftPart:
    """As it was in this draft when it was retired. Raises Conflict and DraftRefused."""
    batch = begin(draft, by=by, why=why)
    retired = locked_part(batch.draft, RETIRED, code)
    removed = batch.draft.changes.filter(section=ITEMS, code=code, kind=ChangeKind.REMOVED).first()
    if removed is None:
        raise DraftRefused(
            say("{code} was retired in an earlier version: it stays retired.", code=code)
        )
    heirs = items_of(batch.draft).filter(entry__split_from=code).values_list("code", flat=True)
    if heirs:
        raise DraftRefused(
            say(
                "{code} was split, and would be asked twice. Remove {codes} first.",
                code=code,
                codes=", ".join(heirs),
            )
        )
    delete_part(batch, retired)
    part = insert_part(batch, ITEMS, code, **(removed.before or {}))
    _check_subject(batch.draft, part.entry["subject"])
    return part


@transaction.atomic
def remove_item(*, draft: Draft, code: str, seen: int, by: User, why: str = "") -> None:
    """One that no version has had. Raises Conflict and DraftRefused."""
    batch = begin(draft, by=by, why=why)
    part = locked_part(batch.draft, ITEMS, code, seen=seen)
    if code in base_items(draft):
        raise DraftRefused(
            say("{code} was published. Retire it, so that it stays readable.", code=code)
        )
    _leave_lineage(batch, code, ())
    delete_part(batch, part)


@transaction.atomic
def split_item(
    *,
    draft: Draft,
    code: str,
    parts: Sequence[tuple[str, str, bool]],
    seen: int,
    by: User,
    why: str = "",
) -> list[DraftPart]:
    """Into new items, each of which starts with its texts; the item itself is retired.

    `parts` are the code, the question and whether it is essential. Raises Conflict, DraftRefused.
    """
    batch = begin(draft, by=by, why=why)
    part = locked_part(batch.draft, ITEMS, code, seen=seen)
    codes = [new for new, _, _ in parts]
    if len(codes) < FEWEST_PARTS:
        raise DraftRefused(say("Split it into at least two items."))
    _check_codes(batch.draft, codes)
    published = code in base_items(draft)
    split_from = code if published else part.entry.get("split_from", "")
    entries = split_entries(
        part.entry, parts, split_from=split_from, language=draft.source_language
    )
    positions = _positions_behind(batch, part, len(codes))
    if published:
        _retire(batch, part, codes)
    else:
        _leave_lineage(batch, code, codes)
        delete_part(batch, part)
    made = [
        insert_part(batch, ITEMS, entry["code"], entry, position)
        for entry, position in zip(entries, positions, strict=True)
    ]
    _check_lineage(batch.draft)
    return made


@transaction.atomic
def move_item(
    *, draft: Draft, code: str, subject: str, seen: int, by: User, why: str = ""
) -> DraftPart:
    """To the end of another subject. Its code stays. Raises Conflict and DraftRefused."""
    batch = begin(draft, by=by, why=why)
    part = locked_part(batch.draft, ITEMS, code, seen=seen)
    _check_subject(batch.draft, subject)
    if part.entry["subject"] == subject:
        raise DraftRefused(say("{code} is there already.", code=code))
    position = _position_at_end(batch, subject)
    part.refresh_from_db()
    return write_part(batch, part, entry={**part.entry, "subject": subject}, position=position)


@transaction.atomic
def shift_item(*, draft: Draft, code: str, by: User, down: bool) -> bool:
    """One place up or down within its subject; whether there was one. Raises Conflict."""
    batch = begin(draft, by=by)
    part = locked_part(batch.draft, ITEMS, code)
    siblings = list(items_of(batch.draft).filter(entry__subject=part.entry["subject"]))
    at = next(index for index, sibling in enumerate(siblings) if sibling.pk == part.pk)
    to = at + 1 if down else at - 1
    if not 0 <= to < len(siblings):
        return False
    one, other = siblings[at], siblings[to]
    if one.position == other.position:
        _lay_apart(batch)
        one.refresh_from_db()
        other.refresh_from_db()
    position = one.position
    write_part(batch, one, position=other.position)
    write_part(batch, other, position=position)
    return True


def _retire(batch: Batch, part: DraftPart, replaced_by: Sequence[str]) -> None:
    base = base_items(batch.draft).get(part.code)
    if base is None:
        raise DraftRefused(say("{code} is new in this draft. Remove it instead.", code=part.code))
    entry = retired_entry(
        base,
        last_version=batch.draft.base.version,
        why=batch.why,
        replaced_by=replaced_by,
        language=batch.draft.source_language,
    )
    delete_part(batch, part)
    insert_part(batch, RETIRED, part.code, entry)


def _leave_lineage(batch: Batch, code: str, heirs: Sequence[str]) -> None:
    """Retired items that named the code as what took their place name its heirs."""
    for retired in batch.draft.parts.filter(section=RETIRED):
        named = retired.entry.get("replaced_by", [])
        if code not in named:
            continue
        now = [heir for each in named for heir in (heirs if each == code else [each])]
        entry = {**retired.entry, "replaced_by": now}
        if not now:
            entry.pop("replaced_by")
        write_part(batch, retired, entry=entry)


def _check_codes(draft: Draft, codes: Sequence[str]) -> None:
    """Raises DraftRefused."""
    used = load_used_codes(draft)
    for index, code in enumerate(codes):
        if not CODE.fullmatch(code) or len(code) > LONGEST_CODE:
            raise DraftRefused(
                say(
                    "“{code}” is no code. Use at most {most} letters, digits, dots and hyphens.",
                    code=code,
                    most=LONGEST_CODE,
                )
            )
        if code in codes[:index]:
            raise DraftRefused(say("{code} stands here twice. Change one of them.", code=code))
        if code in used:
            raise DraftRefused(
                say("{code} was used before. A code is never used again.", code=code)
            )


def _check_subject(draft: Draft, subject: str) -> None:
    """Raises DraftRefused."""
    if not draft.parts.filter(section__in=SUBJECTS, code=subject).exists():
        raise DraftRefused(say("The draft has no commitment or feature “{code}”.", code=subject))


def _check_lineage(draft: Draft) -> None:
    """By the rule of framework files. Raises DraftRefused."""
    document: dict[str, list[Entry]] = {ITEMS: [], RETIRED: []}
    for section, entry in draft.parts.filter(section__in=document).values_list("section", "entry"):
        document[section].append(entry)
    reader = Reader()
    check_lineage(document, reader)
    if reader.faults:
        raise DraftRefused(reader.faults[0].message)


def _positions_behind(batch: Batch, part: DraftPart, count: int) -> list[int]:
    following = (
        items_of(batch.draft)
        .filter(position__gte=part.position)
        .exclude(pk=part.pk)
        .values_list("position", flat=True)
        .first()
    )
    positions = positions_after(part.position, following, count, APART)
    if not positions:
        _lay_apart(batch)
        part.refresh_from_db()
        positions = positions_after(part.position, part.position + APART, count, APART)
    return positions


def _position_at_end(batch: Batch, subject: str) -> int | None:
    """Behind the last item of the subject; at the end of all where it has none."""
    last = items_of(batch.draft).filter(entry__subject=subject).last()
    return _positions_behind(batch, last, 1)[0] if last else None


def _lay_apart(batch: Batch) -> None:
    """Makes room between all items, in their order."""
    order_parts(batch, ITEMS, list(items_of(batch.draft).values_list("code", flat=True)))
