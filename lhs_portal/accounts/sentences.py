"""How the history tells what happens to an organization and its people."""

from django.db.models import TextChoices

from lhs_portal.accounts import codes
from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import Naming, tell

ADMINISTRATOR = "An administrator of the portal"

LABELS = {
    "name": "the name",
    "sector": "the sector",
    "type": "the type",
    "size_band": "the number of people employed",
    "census_division": "where it mainly works",
    "ownership": "the ownership",
    "rurality": "the communities",
    "parent_claimed": "the parent system",
}
CHOICES: dict[str, type[TextChoices]] = {
    "sector": codes.Sector,
    "type": codes.OrganizationType,
    "size_band": codes.SizeBand,
    "census_division": codes.CensusDivision,
    "ownership": codes.Ownership,
    "rurality": codes.Rurality,
}


def tell_all() -> None:
    tell("organization", "registered", "{who} registered the organization.")
    tell("organization", "edited", edited)
    tell("organization", "verified", verified)
    tell("organization", "unverified", f"{ADMINISTRATOR} withdrew the verification.")
    tell("organization", "author may sign", author_may_sign)
    tell("invitation", "invited", "{who} invited {address} as {role_after}.")
    tell("invitation", "sent again", "{who} sent the invitation to {address} again.")
    tell("invitation", "withdrawn", "{who} withdrew the invitation to {address}.")
    tell("membership", "joined", "{who} joined as {role_after}.")
    tell(
        "membership",
        "role changed",
        "{who} changed the role of {person} from {role_before} to {role_after}.",
    )
    tell("membership", "removed", "{who} ended the membership of {person}.")
    tell("membership", "left", "{who} left the organization.")


def edited(event: Event, naming: Naming) -> str:
    """Every field with both texts, in words."""
    before: dict[str, str] = event.before or {}
    after: dict[str, str] = event.after or {}
    changes = [
        f"{label} from “{_shown(name, before[name])}” to “{_shown(name, after[name])}”"
        for name, label in LABELS.items()
        if name in after
    ]
    return f"{naming.person(event.actor_id)} changed {'; '.join(changes)}."


def verified(event: Event, _: Naming) -> str:
    parent = (event.after or {}).get("parent")
    part = f"as a part of {parent}" if parent else "as an organization of its own"
    return f"{ADMINISTRATOR} verified the organization {part}."


def author_may_sign(event: Event, _: Naming) -> str:
    allowed = "allowed" if (event.after or {}).get("allowed") else "no longer allows"
    return f"{ADMINISTRATOR} {allowed} leads to sign what they submit themselves."


def _shown(name: str, stored: str) -> str:
    words = dict(CHOICES[name].choices) if name in CHOICES else {}
    return str(words.get(stored, stored)) or "none"
