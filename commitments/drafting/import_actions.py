"""A whole document into a draft: one batch of the history, which can be undone as one."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from commitments.document_form import document_of
from commitments.drafting.actions import (
    DraftRefused,
    begin,
    create_draft,
    delete_part,
    insert_part,
    lock_versions,
    write_part,
)
from commitments.drafting.document import Document, Part, parts_of
from commitments.drafting.models import Draft, DraftPart
from commitments.drafting.queries import read_draft
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import User


class StaleImport(DraftRefused):
    """The draft has changed since the difference was shown."""


@transaction.atomic
def import_document(*, draft: Draft, document: Document, seen: int, why: str, by: User) -> int:
    """How many parts changed. `seen` is the revision of the draft that the difference was shown
    against. Texts in other languages stay where their source says the same.

    Raises StaleImport, and DraftRefused where the draft is closed.
    """
    batch = begin(draft, by=by, why=why)
    if batch.draft.revision != seen:
        raise StaleImport
    before = batch.draft.revision
    rows = {(row.section, row.code): row for row in batch.draft.parts.all()}
    canonical = _canonical(batch.draft)
    wanted = {(part.section, part.code): part for part in parts_of(document)}
    for key, row in rows.items():
        if key not in wanted:
            delete_part(batch, row)
    for key, part in wanted.items():
        if key in rows:
            entry = _entry_of(part, rows[key], canonical.get(key), draft.source_language)
            write_part(batch, rows[key], entry=entry, position=part.position)
        else:
            insert_part(batch, part.section, part.code, part.entry, part.position)
    return batch.draft.revision - before


@transaction.atomic
def import_as_draft(
    *,
    draft_id: Any,
    version: str,
    base: FrameworkVersion,
    document: Document,
    why: str,
    by: User,
) -> Draft:
    """A draft from `base` that the document was brought into. A second press finds it made."""
    lock_versions()
    if made := Draft.objects.filter(pk=draft_id).first():
        return made
    draft = create_draft(version=version, base=base, by=by, draft_id=draft_id)
    import_document(draft=draft, document=document, seen=draft.revision, why=why, by=by)
    return draft


def _canonical(draft: Draft) -> Mapping[tuple[str, str], Part]:
    """The draft's parts in the form in which a file gives them; none where it breaks a rule."""
    definition, _ = read_draft(draft)
    if definition is None:
        return {}
    return {(part.section, part.code): part for part in parts_of(document_of(definition))}


def _entry_of(part: Part, row: DraftPart, canonical: Part | None, language: str) -> dict[str, Any]:
    """What stands there, where the file says the same in another form."""
    now = canonical.entry if canonical else row.entry
    entry: dict[str, Any] = _with_translations(part.entry, now, language)
    return row.entry if entry == now else entry


def _with_translations(new: Any, old: Any, language: str) -> Any:
    if isinstance(new, dict) and isinstance(old, dict):
        if language in new and set(new) == {language} and new[language] == old.get(language):
            return old
        return {
            key: _with_translations(value, old.get(key), language) for key, value in new.items()
        }
    if isinstance(new, list) and isinstance(old, list) and len(new) == len(old):
        return [_with_translations(a, b, language) for a, b in zip(new, old, strict=True)]
    return new
