"""Comments on a draft: written, settled, and suggestions taken over."""

from django.db import transaction
from django.utils import timezone

from commitments.drafting.actions import (
    Batch,
    DraftRefused,
    begin,
    locked_part,
    write_part,
)
from commitments.drafting.choosing import base_entry
from commitments.drafting.models import CommentState, Draft, DraftComment, DraftPart
from commitments.drafting.part_fields import (
    Entry,
    PartField,
    PartKind,
    get_at,
    kind_of_part,
    shown_value,
    with_value,
)
from lhs_portal.accounts.models import User
from lhs_portal.lib.plain_text import is_blank
from lhs_portal.lib.wording import say

ASKED_FIRST = ("question", "descriptors")


@transaction.atomic
def comment_on(
    *, draft: Draft, part: DraftPart, field: str, text: str, suggestion: str, by: User
) -> DraftComment:
    """The same words by the same person, still open, are one comment. Raises DraftRefused."""
    batch = begin(draft, by=by)
    found = _field_of(part, field) if field else None
    about = str(shown_value(part.entry, found, draft.source_language)) if found else ""
    comment, _ = DraftComment.objects.get_or_create(
        draft=batch.draft,
        section=part.section,
        code=part.code,
        field=field,
        text=text,
        suggestion=suggestion,
        by=by,
        state=CommentState.OPEN,
        defaults={"about": about},
    )
    return comment


@transaction.atomic
def settle_comment(*, draft: Draft, comment_id: int, by: User) -> DraftComment:
    """A comment that is settled already stays as it is. Raises DraftRefused."""
    batch = begin(draft, by=by)
    comment = _comment(batch.draft, comment_id)
    if comment.state == CommentState.OPEN:
        _end(comment, CommentState.SETTLED, batch)
    return comment


@transaction.atomic
def adopt_suggestion(*, draft: Draft, comment_id: int, by: User) -> DraftComment:
    """Puts the suggestion in the place of the text that its author saw.

    Raises Conflict where the part is gone, and DraftRefused where the text is another by now, or a
    quotation, whose source a person has to confirm.
    """
    batch = begin(draft, by=by, why=say("A suggestion was taken over."))
    comment = _comment(batch.draft, comment_id)
    if comment.state != CommentState.OPEN:
        return comment
    if is_blank(comment.suggestion):
        raise DraftRefused(say("There is no suggestion in this comment."))
    part = locked_part(batch.draft, comment.section, comment.code)
    field = _field_of(part, comment.field)
    language = draft.source_language
    if str(shown_value(part.entry, field, language)) != comment.about:
        raise DraftRefused(
            say("The text was changed since the suggestion was made. Compare both, and edit it.")
        )
    kind = kind_of_part(part.section, part.code)
    if _is_quotation(part.entry, field, kind):
        raise DraftRefused(
            say("This text is a quotation. Change it on its page, and confirm its source there.")
        )
    entry = with_value(part.entry, field, comment.suggestion, language)
    if part.section == "items" and field.path.partition(".")[0] in ASKED_FIRST:
        entry = _with_new_meaning(batch.draft, part, entry)
    write_part(batch, part, entry=entry)
    _end(comment, CommentState.ADOPTED, batch)
    return comment


def _with_new_meaning(draft: Draft, part: DraftPart, entry: Entry) -> Entry:
    """What is asked was changed, so answers are comparable no more, until an editor says so."""
    base = base_entry(draft, part.section, part.code)
    return {**entry, "meaning": base["meaning"] + 1} if base else entry


def _is_quotation(entry: Entry, field: PartField, kind: PartKind | None) -> bool:
    return bool(kind and kind.quoted == field.path and get_at(entry, kind.provenance) == "verbatim")


def _field_of(part: DraftPart, path: str) -> PartField:
    kind = kind_of_part(part.section, part.code)
    for field in kind.fields if kind else ():
        if field.path == path:
            return field
    raise DraftRefused(say("There is no such text in this part."))


def _comment(draft: Draft, comment_id: int) -> DraftComment:
    comment = draft.comments.filter(pk=comment_id).first()
    if comment is None:
        raise DraftRefused(say("There is no such comment."))
    return comment


def _end(comment: DraftComment, state: CommentState, batch: Batch) -> None:
    comment.state, comment.settled_at, comment.settled_by = state, timezone.now(), batch.by
    comment.save(update_fields=["state", "settled_at", "settled_by"])
