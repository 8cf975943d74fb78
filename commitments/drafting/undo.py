"""Undoing what one press of a button did to a draft."""

from uuid import UUID

from django.db import transaction

from commitments.drafting.actions import (
    DraftRefused,
    begin,
    delete_part,
    insert_part,
    write_part,
)
from commitments.drafting.models import Draft, DraftPart
from commitments.drafting.part_fields import title_of
from lhs_portal.accounts.models import User
from lhs_portal.lib.wording import say


@transaction.atomic
def undo_batch(*, draft: Draft, batch_id: UUID, by: User) -> None:
    """Puts every part back as it was, as a new entry of the history, which can be undone too.

    Raises DraftRefused where one of them was changed since: undo that first.
    """
    changes = list(draft.changes.filter(batch=batch_id).order_by("-number"))
    if not changes:
        raise DraftRefused(say("There is no such change in this draft."))
    batch = begin(draft, by=by, why=say("Undone."), undoes=changes[-1])
    for change in changes:
        part = batch.draft.parts.filter(section=change.section, code=change.code).first()
        if _state(part) != change.after:
            raise DraftRefused(
                say(
                    "{what} was changed again after this. Undo the later change first.",
                    what=_name(change.code, change.section, change.after, draft.source_language),
                )
            )
        if change.before is None:
            if part is not None:
                delete_part(batch, part)
        elif part is None:
            insert_part(batch, change.section, change.code, **change.before)
        else:
            write_part(batch, part, **change.before)


def _state(part: DraftPart | None) -> dict[str, object] | None:
    return {"entry": part.entry, "position": part.position} if part else None


def _name(code: str, section: str, state: dict[str, dict[str, object]] | None, lang: str) -> str:
    title = title_of(section, code, state["entry"], lang) if state else ""
    return f"{code} ({title[:60]})" if title else code
