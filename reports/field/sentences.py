"""How the history tells of cycles, of consent, and of what came of the interest form."""

from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import Naming, tell

JOINED, LEFT = "joined cycle", "left cycle"
ALLOWED, WITHDREW = "allowed aggregates", "withdrew aggregates"
OF_PARTICIPATION = (JOINED, LEFT, ALLOWED, WITHDREW)


def tell_all() -> None:
    tell("assessment", JOINED, "{who} joined {what} with this assessment.")
    tell("assessment", LEFT, left)
    tell("assessment", ALLOWED, "{who} allowed the use of this assessment in aggregates of {what}.")
    tell(
        "assessment",
        WITHDREW,
        "{who} withdrew this assessment from the aggregates of {what}, for all later releases.",
    )
    tell("fieldcycle", "planned cycle", "{who} made the cycle {what}.")
    tell("fieldcycle", "changed cycle", changed)
    tell("fieldcycle", "opened cycle", "{who} opened the cycle.")
    tell("fieldcycle", "moved closing date", closing)
    tell("fieldcycle", "invited organizations", invited)
    tell("fieldcycle", "asked for reminders", reminded)
    tell("interest", "sent interest", "The answer came.")
    tell("interest", "invited from interest", "{who} invited to register an organization.")
    tell("interest", "marked interest", "{who} marked it as {what}.")
    tell("interest", "erased interest", erased)
    tell("interest", "registered from interest", "The organization was registered.")


def left(event: Event, naming: Naming) -> str:
    also = (event.before or {}).get("allowed")
    withdrew = ", and so withdrew it from the aggregates of all later releases" if also else ""
    return f"{naming.person(event.actor_id)} left {event.what} with this assessment{withdrew}."


def changed(event: Event, naming: Naming) -> str:
    before, after = event.before or {}, event.after or {}
    changes = [f"{label} from “{before[label]}” to “{after[label]}”" for label in after]
    return f"{naming.person(event.actor_id)} changed {'; '.join(changes)}."


def closing(event: Event, naming: Naming) -> str:
    before, after = (event.before or {}).get("closes"), (event.after or {}).get("closes")
    return f"{naming.person(event.actor_id)} moved the closing date from {before} to {after}."


def invited(event: Event, naming: Naming) -> str:
    return f"{naming.person(event.actor_id)} invited {_organizations(event)}."


def reminded(event: Event, naming: Naming) -> str:
    return f"{naming.person(event.actor_id)} asked for reminders to {_organizations(event)}."


def erased(event: Event, naming: Naming) -> str:
    who = naming.person(event.actor_id) if event.actor_id else "The portal, after a year,"
    return f"{who} erased name, address and words."


def _organizations(event: Event) -> str:
    count = (event.after or {}).get("organizations", 0)
    return f"{count} organization{'' if count == 1 else 's'}"
