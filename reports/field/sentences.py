"""How the history tells of cycles, of consent, and of what came of the interest form."""

from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import Naming, tell
from lhs_portal.lib.wording import mark, say, say_count
from reports.field.interest_codes import STATES

JOINED, LEFT = "joined cycle", "left cycle"
ALLOWED, WITHDREW = "allowed aggregates", "withdrew aggregates"
OF_PARTICIPATION = (JOINED, LEFT, ALLOWED, WITHDREW)


def tell_all() -> None:
    tell("assessment", JOINED, mark("{who} joined {what} with this assessment."))
    tell("assessment", LEFT, left)
    tell(
        "assessment",
        ALLOWED,
        mark("{who} allowed the use of this assessment in aggregates of {what}."),
    )
    tell(
        "assessment",
        WITHDREW,
        mark(
            "{who} withdrew this assessment from the aggregates of {what}, for all later releases."
        ),
    )
    tell("fieldcycle", "planned cycle", mark("{who} made the cycle {what}."))
    tell("fieldcycle", "changed cycle", changed)
    tell("fieldcycle", "opened cycle", mark("{who} opened the cycle."))
    tell("fieldcycle", "moved closing date", closing)
    tell("fieldcycle", "invited organizations", invited)
    tell("fieldcycle", "asked for reminders", reminded)
    tell("interest", "sent interest", mark("The answer came."))
    tell("interest", "invited from interest", mark("{who} invited to register an organization."))
    tell("interest", "marked interest", marked)
    tell("interest", "erased interest", erased)
    tell("interest", "registered from interest", mark("The organization was registered."))


def left(event: Event, naming: Naming) -> str:
    who = naming.person(event.actor_id)
    if not (event.before or {}).get("allowed"):
        return say("{who} left {cycle} with this assessment.", who=who, cycle=event.what)
    return say(
        "{who} left {cycle} with this assessment, and so withdrew it from the aggregates of all "
        "later releases.",
        who=who,
        cycle=event.what,
    )


def changed(event: Event, naming: Naming) -> str:
    before, after = event.before or {}, event.after or {}
    changes = [
        say(
            "{label} from “{before}” to “{after}”",
            label=say(label),
            before=before[label],
            after=after[label],
        )
        for label in after
    ]
    who = naming.person(event.actor_id)
    return say("{who} changed {changes}.", who=who, changes="; ".join(changes))


def marked(event: Event, naming: Naming) -> str:
    """The state is kept in small letters, as the English sentence has it."""
    states = {name.lower(): say(name).lower() for name in STATES.values()}
    who = naming.person(event.actor_id)
    return say("{who} marked it as {state}.", who=who, state=states.get(event.what, event.what))


def closing(event: Event, naming: Naming) -> str:
    before, after = (event.before or {}).get("closes"), (event.after or {}).get("closes")
    return say(
        "{who} moved the closing date from {before} to {after}.",
        who=naming.person(event.actor_id),
        before=before,
        after=after,
    )


def invited(event: Event, naming: Naming) -> str:
    return say_count(
        "{who} invited {count} organization.",
        "{who} invited {count} organizations.",
        _organizations(event),
        who=naming.person(event.actor_id),
    )


def reminded(event: Event, naming: Naming) -> str:
    return say_count(
        "{who} asked for reminders to {count} organization.",
        "{who} asked for reminders to {count} organizations.",
        _organizations(event),
        who=naming.person(event.actor_id),
    )


def erased(event: Event, naming: Naming) -> str:
    if not event.actor_id:
        return say("The portal, after a year, erased name, address and words.")
    return say("{who} erased name, address and words.", who=naming.person(event.actor_id))


def _organizations(event: Event) -> int:
    return int((event.after or {}).get("organizations", 0))
