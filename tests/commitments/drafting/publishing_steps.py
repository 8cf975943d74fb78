"""Steps that many tests of publication share."""

from commitments.drafting import publishing
from commitments.drafting.actions import change_part
from commitments.drafting.models import Draft, Proposal
from lhs_portal.accounts.models import User

NOTES = "The question about safe care asks for figures now."


def reword(draft: Draft, by: User, *, code: str = "safe.1", text: str = "Who keeps count?") -> None:
    part = draft.parts.get(section="items", code=code)
    change_part(
        draft=draft,
        section="items",
        code=code,
        entry={**part.entry, "question": {"en": text}},
        seen=part.revision,
        by=by,
    )
    draft.refresh_from_db()


def give_meaning(draft: Draft, by: User, meaning: int, *, code: str = "safe.1") -> None:
    part = draft.parts.get(section="items", code=code)
    change_part(
        draft=draft,
        section="items",
        code=code,
        entry={**part.entry, "meaning": meaning},
        seen=part.revision,
        by=by,
    )
    draft.refresh_from_db()


def propose(draft: Draft, by: User) -> Proposal:
    return publishing.propose(draft=draft, notes=NOTES, seen=draft.revision, by=by)
