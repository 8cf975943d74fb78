"""How the history tells who is asked to rate, and when. Never what was rated, nor how much."""

from collections.abc import Callable

from assessments.models import RaterInvitation
from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import Naming, tell

# A rater need not be a member, so the organization's history may not know the name.
RATER = "A rater"


def tell_rounds() -> None:
    tell("assessment", "round opened", "{who} opened the rating.")
    tell("assessment", "round closed", "{who} closed the rating.")
    tell("assessment", "round reopened", "{who} opened the rating again, for late ratings.")
    tell("assessment", "closing date moved", "{who} moved the closing date of the rating.")
    tell("assessment", "rater invited", _invited("{who} invited {address} to rate."))
    tell(
        "assessment",
        "rater invited again",
        _invited("{who} sent the invitation to rate to {address} again."),
    )
    tell(
        "assessment",
        "rater invitation withdrawn",
        _invited("{who} withdrew the invitation to rate of {address}."),
    )
    tell("assessment", "raters reminded", "{who} reminded the raters.")
    tell("assessment", "rater joined", _joined)
    tell("assessment", "finished section", _finished)
    tell("assessment", "rater removed", _removed)
    tell("assessment", "join link made", "{who} made a link to join the raters by.")
    tell("assessment", "join link ended", "{who} ended a link to join the raters by.")


def address_key(invitation_id: int) -> str:
    """The key of an address in Naming.addresses, apart from those of other invitations."""
    return f"rater {invitation_id}"


def load_addresses(**of: object) -> dict[str, str]:
    """Of the invitations that nobody has accepted yet; for the eyes of leads alone."""
    invitations = RaterInvitation.objects.filter(accepted_at=None, **of)
    return {address_key(pk): email for pk, email in invitations.values_list("pk", "email")}


def _invited(sentence: str) -> Callable[[Event, Naming], str]:
    def told(event: Event, naming: Naming) -> str:
        key = address_key((event.after or {}).get("invitation", 0))
        return sentence.format(
            who=naming.person(event.actor_id), address=naming.addresses.get(key, "someone")
        )

    return told


def _joined(event: Event, naming: Naming) -> str:
    return f"{naming.names.get(event.actor_id or 0, RATER)} joined the raters."


def _finished(event: Event, naming: Naming) -> str:
    """All that the history says of how somebody rates."""
    return f"{naming.names.get(event.actor_id or 0, RATER)} finished rating “{event.what}”."


def _removed(event: Event, naming: Naming) -> str:
    person = naming.names.get((event.before or {}).get("user") or 0, "a rater")
    return f"{naming.person(event.actor_id)} took {person} off the rating."
