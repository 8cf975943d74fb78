"""What only some parts allow: removing one that nothing names."""

from django.db import transaction

from commitments.drafting.actions import DraftRefused, begin, delete_part, locked_part
from commitments.drafting.models import Draft
from commitments.drafting.part_fields import KINDS
from lhs_portal.accounts.models import User
from lhs_portal.lib.wording import say, say_count


@transaction.atomic
def remove_unnamed_part(
    *, draft: Draft, section: str, code: str, seen: int, by: User, why: str = ""
) -> None:
    """Raises Conflict, and DraftRefused where the section is closed or something names the part."""
    if section not in KINDS or not KINDS[section].grows:
        raise DraftRefused(say("Parts of this kind can be changed, and not removed."))
    batch = begin(draft, by=by, why=why)
    part = locked_part(batch.draft, section, code, seen=seen)
    if section == "sources" and (users := _naming_source(batch.draft, code)):
        raise DraftRefused(
            say_count(
                "{count} text names this source: {places}. Give it another source first.",
                "{count} texts name this source: {places}. Give them another source first.",
                len(users),
                places=", ".join(users[:5]),
            )
        )
    delete_part(batch, part)


def _naming_source(draft: Draft, code: str) -> list[str]:
    sections = ("pillars", "features", "commitments", "crosswalks", "frame")
    naming = []
    for part in draft.parts.filter(section__in=sections):
        value = part.entry.get("value")
        source = (value if isinstance(value, dict) else part.entry).get("source")
        if code in (source if isinstance(source, list) else [source]):
            naming.append(part.code)
    return naming
