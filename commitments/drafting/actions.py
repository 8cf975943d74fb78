"""What editors do to a draft. Every action asks for the role again, and locks the draft."""

import dataclasses
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from commitments.addresses import RESERVED_VERSIONS
from commitments.document_shape import VERSION_PATTERN
from commitments.drafting.document import APART, parts_of
from commitments.drafting.models import (
    ChangeKind,
    Draft,
    DraftChange,
    DraftPart,
    DraftState,
)
from commitments.drafting.permissions import check_editor
from commitments.models import FrameworkVersion, Status
from commitments.queries import document_from_rows
from lhs_portal.accounts.models import User
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say

Entry = dict[str, Any]


class DraftRefused(Exception):
    """Cannot be done; the sentence is for the editor."""


class Conflict(Exception):
    """Somebody changed the part since the form was shown. `part` is as it is now; None: removed."""

    def __init__(self, part: DraftPart | None) -> None:
        super().__init__("the part was changed meanwhile")
        self.part = part


@dataclasses.dataclass(frozen=True, slots=True)
class Batch:
    """What one press of a button does, so that it is told and undone as one."""

    draft: Draft
    by: User
    why: str = ""
    id: uuid.UUID = dataclasses.field(default_factory=uuid.uuid4)
    undoes: DraftChange | None = None


@transaction.atomic
def create_draft(
    *, version: str, base: FrameworkVersion, by: User, draft_id: uuid.UUID | None = None
) -> Draft:
    """A copy of `base`, which must be published or retired. A draft with that id stays as it is.

    Raises DraftRefused where the code is taken or no code.
    """
    check_editor(by)
    lock_versions()
    if draft_id and (made := Draft.objects.filter(pk=draft_id).first()):
        return made
    check_version_free(version)
    if base.status == Status.DRAFT:
        raise DraftRefused(say("A draft starts from a published version."))
    document = document_from_rows(base)
    draft = Draft.objects.create(
        id=draft_id or uuid.uuid4(),
        version=version,
        base=base,
        source_language=base.source_language,
        created_by=by,
    )
    DraftPart.objects.bulk_create(
        DraftPart(draft=draft, **dataclasses.asdict(part)) for part in parts_of(document)
    )
    record_event("draft created", draft, by=by, what=version, after={"base": base.version})
    return draft


def lock_versions() -> None:
    """Until the end of the transaction: names, codes and numbers of meaning are of all versions."""
    rows = FrameworkVersion.objects.select_for_update(no_key=True).order_by("pk")
    rows.values_list("pk", flat=True).first()


def check_version_free(version: str, *, but: Draft | None = None) -> None:
    """Raises DraftRefused."""
    if not VERSION_PATTERN.fullmatch(version) or len(version) > 40:
        raise DraftRefused(
            say("A version is named by at most 40 digits, letters, dots and hyphens: 2025.1")
        )
    drafts = Draft.objects.open().exclude(pk=but.pk) if but else Draft.objects.open()
    if (
        version in RESERVED_VERSIONS
        or drafts.filter(version=version).exists()
        or FrameworkVersion.objects.filter(version=version).exists()
    ):
        raise DraftRefused(say("{version} is taken. Choose another name.", version=version))


@transaction.atomic
def change_part(
    *, draft: Draft, section: str, code: str, entry: Entry, seen: int, by: User, why: str = ""
) -> DraftPart:
    """`seen` is the revision that the form showed. Equal content writes nothing.

    Raises Conflict and DraftRefused.
    """
    batch = begin(draft, by=by, why=why)
    part = locked_part(batch.draft, section, code, seen=seen)
    return write_part(batch, part, entry=entry)


@transaction.atomic
def add_part(
    *,
    draft: Draft,
    section: str,
    entry: Entry,
    code: str,
    by: User,
    why: str = "",
    position: int | None = None,
) -> DraftPart:
    """At the end of its section, or at the position. Raises DraftRefused."""
    return insert_part(begin(draft, by=by, why=why), section, code, entry, position)


@transaction.atomic
def remove_part(
    *, draft: Draft, section: str, code: str, seen: int, by: User, why: str = ""
) -> None:
    """Raises Conflict and DraftRefused."""
    batch = begin(draft, by=by, why=why)
    delete_part(batch, locked_part(batch.draft, section, code, seen=seen))


@transaction.atomic
def discard_draft(*, draft: Draft, by: User) -> Draft:
    batch = begin(draft, by=by)
    draft = batch.draft
    draft.state, draft.ended_at, draft.ended_by = DraftState.DISCARDED, timezone.now(), by
    draft.save(update_fields=["state", "ended_at", "ended_by"])
    record_event("draft discarded", draft, by=by, what=draft.version)
    return draft


# The pieces of which actions are made; all within the transaction of `begin`.


def begin(draft: Draft, *, by: User, why: str = "", undoes: DraftChange | None = None) -> Batch:
    """Locks the draft. Raises PermissionDenied, and DraftRefused where it is not open any more."""
    check_editor(by)
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if not draft.is_open:
        raise DraftRefused(
            say("The draft {version} is closed: nothing in it can change.", version=draft.version)
        )
    return Batch(draft, by, why.strip(), undoes=undoes)


def locked_part(draft: Draft, section: str, code: str, *, seen: int | None = None) -> DraftPart:
    """Raises Conflict where it is gone, or not as it was seen."""
    part = draft.parts.filter(section=section, code=code).first()
    if part is None or (seen is not None and part.revision != seen):
        raise Conflict(part)
    return part


def write_part(
    batch: Batch, part: DraftPart, *, entry: Entry | None = None, position: int | None = None
) -> DraftPart:
    before = _state_of(part)
    if entry is not None:
        part.entry = entry
    if position is not None:
        part.position = position
    if _state_of(part) == before:
        return part
    part.revision += 1
    part.changed_at, part.changed_by = timezone.now(), batch.by
    part.save()
    kind = ChangeKind.CHANGED if part.entry != before["entry"] else ChangeKind.MOVED
    _tell(batch, kind, part, before, _state_of(part))
    return part


def insert_part(
    batch: Batch, section: str, code: str, entry: Entry, position: int | None = None
) -> DraftPart:
    """Raises DraftRefused where the code is taken."""
    parts = batch.draft.parts.filter(section=section)
    if parts.filter(code=code).exists():
        raise DraftRefused(say("The code {code} is taken. Choose another.", code=code))
    if position is None:
        last = parts.aggregate(last=Max("position"))["last"]
        position = 0 if last is None else last + APART
    part = DraftPart.objects.create(
        draft=batch.draft,
        section=section,
        code=code,
        entry=entry,
        position=position,
        changed_at=timezone.now(),
        changed_by=batch.by,
    )
    _tell(batch, ChangeKind.ADDED, part, None, _state_of(part))
    return part


def delete_part(batch: Batch, part: DraftPart) -> None:
    _tell(batch, ChangeKind.REMOVED, part, _state_of(part), None)
    part.delete()


def order_parts(batch: Batch, section: str, codes: Iterable[str]) -> None:
    """Gives the named parts positions in this order; a batch of moves."""
    parts = {part.code: part for part in batch.draft.parts.filter(section=section)}
    for index, code in enumerate(codes):
        write_part(batch, parts[code], position=index * APART)


def _state_of(part: DraftPart) -> dict[str, Any]:
    return {"entry": part.entry, "position": part.position}


def _tell(batch: Batch, kind: str, part: DraftPart, before: Any, after: Any) -> None:
    draft = batch.draft
    last = draft.changes.aggregate(last=Max("number"))["last"] or 0
    DraftChange.objects.create(
        draft=draft,
        number=last + 1,
        batch=batch.id,
        kind=kind,
        section=part.section,
        code=part.code,
        before=before,
        after=after,
        why=batch.why,
        by=batch.by,
        undoes=batch.undoes,
    )
    draft.revision += 1
    draft.save(update_fields=["revision"])
