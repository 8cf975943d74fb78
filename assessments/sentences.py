"""How the history tells what happens to an assessment."""

from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import Naming, tell


def tell_all() -> None:
    tell("assessment", "started", "{who} started the assessment “{what}”.")
    tell("assessment", "edited", "{who} changed the details of the assessment.")
    tell(
        "assessment",
        "prefilled",
        "{who} started it with “Not applicable” where the framework suggests it.",
    )
    tell("assessment", "answered", _saved_answers)
    tell("assessment", "declared", "{who} saved the compass.")
    tell("assessment", "submitted", "{who} submitted the assessment.")
    tell("assessment", "reopened", "{who} reopened the assessment.")


def _saved_answers(event: Event, naming: Naming) -> str:
    """The page names the items below, in words; their codes mean nothing to people."""
    count = len(event.after or {})
    return f"{naming.person(event.actor_id)} saved {count} answer{'' if count == 1 else 's'}."
