"""Events as sentences that a person can read.

Each app tells its own events, from its AppConfig: `tell("report", "requested", "{who} asked for
{what}.")`. Slots: {who} acted; {person} is the person in `before` or `after`; {address} is where an
invitation went; {what}, {role_before}, {role_after}. Where that is not enough, give a function.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lhs_portal.audit.models import Event
from lhs_portal.lib.wording import mark, say

FORMER = mark("A former member")


@dataclass(frozen=True, slots=True)
class Naming:
    """The names that may be shown: those of the members of today, by the key of their user."""

    names: Mapping[int, str]
    addresses: Mapping[str, str] = field(default_factory=dict)

    def person(self, user_id: int | None) -> str:
        return self.names.get(user_id or 0, say(FORMER))


Teller = str | Callable[[Event, Naming], str]

_TELLERS: dict[tuple[str, str], Teller] = {}


def tell(subject_type: str, verb: str, teller: Teller) -> None:
    _TELLERS[subject_type, verb] = teller


def is_told(event: Event) -> bool:
    return (event.subject_type, event.verb) in _TELLERS


def sentence_of(event: Event, naming: Naming) -> str:
    """One sentence. An event that no app tells is shown by its own words."""
    teller = _TELLERS.get((event.subject_type, event.verb))
    if teller is None:
        words = event.verb.replace("_", " ").replace(".", " ")
        who = f"{naming.person(event.actor_id)}: " if event.actor_id else ""
        return f"{who}{words}{f' ({event.what})' if event.what else ''}."
    if callable(teller):
        return teller(event, naming)
    before, after = _mapping(event.before), _mapping(event.after)
    return say(
        teller,
        who=naming.person(event.actor_id),
        person=naming.person(after.get("user") or before.get("user")),
        address=naming.addresses.get(event.subject_id, say("someone")),
        what=event.what,
        role_before=before.get("role", ""),
        role_after=after.get("role", ""),
    )


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
