"""How the history tells what happens to an organization and its people."""

from collections.abc import Callable
from typing import Any

from django.db.models import TextChoices

from lhs_portal.accounts import codes
from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import Naming, tell
from lhs_portal.lib.wording import mark, say

# As they stand within a sentence; the codes are stored.
ROLES = {
    codes.Role.LEAD: mark("lead"),
    codes.Role.CONTRIBUTOR: mark("contributor"),
    codes.Role.READER: mark("reader"),
}
LABELS = {
    "name": mark("the name"),
    "sector": mark("the sector"),
    "type": mark("the type"),
    "size_band": mark("the number of people employed"),
    "census_division": mark("where it mainly works"),
    "ownership": mark("the ownership"),
    "rurality": mark("the communities"),
    "parent_claimed": mark("the parent system"),
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
    tell("organization", "registered", mark("{who} registered the organization."))
    tell("organization", "edited", edited)
    tell("organization", "verified", verified)
    tell(
        "organization",
        "unverified",
        mark("An administrator of the portal withdrew the verification."),
    )
    tell("organization", "author may sign", author_may_sign)
    tell("invitation", "invited", _with_roles(mark("{who} invited {address} as {role_after}.")))
    tell("invitation", "sent again", mark("{who} sent the invitation to {address} again."))
    tell("invitation", "withdrawn", mark("{who} withdrew the invitation to {address}."))
    tell("membership", "joined", _with_roles(mark("{who} joined as {role_after}.")))
    tell(
        "membership",
        "role changed",
        _with_roles(mark("{who} changed the role of {person} from {role_before} to {role_after}.")),
    )
    tell("membership", "removed", mark("{who} ended the membership of {person}."))
    tell("membership", "left", mark("{who} left the organization."))


def edited(event: Event, naming: Naming) -> str:
    """Every field with both texts, in words."""
    before: dict[str, str] = event.before or {}
    after: dict[str, str] = event.after or {}
    changes = [
        say(
            "{field} from “{before}” to “{after}”",
            field=say(label),
            before=_shown(name, before[name]),
            after=_shown(name, after[name]),
        )
        for name, label in LABELS.items()
        if name in after
    ]
    return say(
        "{who} changed {changes}.", who=naming.person(event.actor_id), changes="; ".join(changes)
    )


def verified(event: Event, _: Naming) -> str:
    parent = (event.after or {}).get("parent")
    if parent:
        return say(
            "An administrator of the portal verified the organization as a part of {parent}.",
            parent=parent,
        )
    return say(
        "An administrator of the portal verified the organization as an organization of its own."
    )


def author_may_sign(event: Event, _: Naming) -> str:
    if (event.after or {}).get("allowed"):
        return say(
            "An administrator of the portal allowed leads to sign what they submit themselves."
        )
    return say(
        "An administrator of the portal no longer allows leads to sign what they submit themselves."
    )


def _with_roles(message: str) -> Callable[[Event, Naming], str]:
    """Roles in words, where the other slots are those that any sentence has."""

    def told(event: Event, naming: Naming) -> str:
        before: dict[str, Any] = event.before or {}
        after: dict[str, Any] = event.after or {}
        return say(
            message,
            who=naming.person(event.actor_id),
            person=naming.person(after.get("user") or before.get("user")),
            address=naming.addresses.get(event.subject_id) or say("someone"),
            role_before=_role(before),
            role_after=_role(after),
        )

    return told


def _role(of_event: dict[str, Any]) -> str:
    code = of_event.get("role", "")
    return say(ROLES[code]) if code in ROLES else code


def _shown(name: str, stored: str) -> str:
    if name in CHOICES and stored in CHOICES[name].values:
        return say(str(CHOICES[name](stored).label))
    return stored or say("none")
