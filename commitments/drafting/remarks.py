"""Comments and suggestions beside a part: what a page shows of them."""

from dataclasses import dataclass

from commitments.drafting.forms.comments import CommentForm
from commitments.drafting.models import CommentState, Draft, DraftComment, DraftPart
from commitments.drafting.part_fields import kind_of_part, shown_value
from commitments.drafting.places import sections_at
from lhs_portal.lib.plain_text import is_blank
from lhs_portal.lib.wording import say


@dataclass(frozen=True, slots=True)
class Remark:
    """`stands`: the part it is about is in the draft, not retired or removed. `now` is the text as
    it stands; `stale` where that is not what the author saw."""

    comment: DraftComment
    label: str
    stands: bool
    now: str

    @property
    def stale(self) -> bool:
        return self.stands and bool(self.comment.field) and self.now != self.comment.about

    @property
    def adoptable(self) -> bool:
        is_open = self.comment.state == CommentState.OPEN
        return self.stands and is_open and not is_blank(self.comment.suggestion)


@dataclass(frozen=True, slots=True)
class Remarks:
    open: list[Remark]
    settled: list[Remark]
    form: CommentForm


def load_remarks(draft: Draft, part: DraftPart) -> Remarks:
    """One query."""
    kind = kind_of_part(part.section, part.code)
    comments = draft.comments.filter(section__in=sections_at(part.section), code=part.code)
    remarks = [
        present_remark(comment, part, draft.source_language)
        for comment in comments.select_related("by", "settled_by")
    ]
    is_open = CommentState.OPEN
    return Remarks(
        [remark for remark in remarks if remark.comment.state == is_open],
        [remark for remark in remarks if remark.comment.state != is_open],
        CommentForm(kind=kind),
    )


def present_remark(comment: DraftComment, part: DraftPart | None, language: str) -> Remark:
    kind = kind_of_part(comment.section, comment.code)
    field = next((f for f in kind.fields if f.path == comment.field), None) if kind else None
    stands = part is not None and part.section == comment.section
    now = str(shown_value(part.entry, field, language)) if part and stands and field else ""
    return Remark(comment, say(field.label) if field else "", stands, now)
