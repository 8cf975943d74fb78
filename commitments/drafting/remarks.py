"""Comments and suggestions beside a part: what a page shows of them."""

from dataclasses import dataclass

from commitments.drafting.forms.comments import CommentForm
from commitments.drafting.models import CommentState, Draft, DraftComment, DraftPart
from commitments.drafting.part_fields import PartKind, kind_of_part, shown_value
from lhs_portal.lib.wording import say


@dataclass(frozen=True, slots=True)
class Remark:
    """`now` is the text as it stands; `stale` where that is not what the author saw."""

    comment: DraftComment
    label: str
    now: str

    @property
    def stale(self) -> bool:
        return bool(self.comment.field) and self.now != self.comment.about

    @property
    def adoptable(self) -> bool:
        return bool(self.comment.suggestion) and self.comment.state == CommentState.OPEN


@dataclass(frozen=True, slots=True)
class Remarks:
    open: list[Remark]
    settled: list[Remark]
    form: CommentForm


def load_remarks(draft: Draft, part: DraftPart) -> Remarks:
    """One query."""
    kind = kind_of_part(part.section, part.code)
    comments = draft.comments.filter(section=part.section, code=part.code)
    remarks = [
        present_remark(comment, part, kind, draft.source_language)
        for comment in comments.select_related("by", "settled_by")
    ]
    is_open = CommentState.OPEN
    return Remarks(
        [remark for remark in remarks if remark.comment.state == is_open],
        [remark for remark in remarks if remark.comment.state != is_open],
        CommentForm(kind=kind),
    )


def present_remark(
    comment: DraftComment, part: DraftPart | None, kind: PartKind | None, language: str
) -> Remark:
    field = next((f for f in kind.fields if f.path == comment.field), None) if kind else None
    now = str(shown_value(part.entry, field, language)) if field and part else ""
    return Remark(comment, say(field.label) if field else "", now)
