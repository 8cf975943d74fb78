"""How the history tells who is asked to rate, and when. Never what was rated, nor how much."""

from collections.abc import Callable

from assessments.models import RaterInvitation
from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import Naming, tell
from lhs_portal.lib.wording import mark, say

# A rater need not be a member, so the organization's history may not know the name.
RATER = mark("A rater")


def tell_rounds() -> None:
    tell("assessment", "round opened", mark("{who} opened the rating."))
    tell("assessment", "round closed", mark("{who} closed the rating."))
    tell("assessment", "round reopened", mark("{who} opened the rating again, for late ratings."))
    tell("assessment", "closing date moved", mark("{who} moved the closing date of the rating."))
    tell("assessment", "rater invited", _invited(mark("{who} invited {address} to rate.")))
    tell(
        "assessment",
        "rater invited again",
        _invited(mark("{who} sent the invitation to rate to {address} again.")),
    )
    tell(
        "assessment",
        "rater invitation withdrawn",
        _invited(mark("{who} withdrew the invitation to rate of {address}.")),
    )
    tell("assessment", "raters reminded", mark("{who} reminded the raters."))
    tell("assessment", "rater joined", _joined)
    tell("assessment", "finished section", _finished)
    tell("assessment", "rater removed", _removed)
    tell("assessment", "join link made", mark("{who} made a link to join the raters by."))
    tell("assessment", "join link ended", mark("{who} ended a link to join the raters by."))


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
        return say(
            sentence,
            who=naming.person(event.actor_id),
            address=naming.addresses.get(key) or say("someone"),
        )

    return told


def _joined(event: Event, naming: Naming) -> str:
    return say("{who} joined the raters.", who=_rater(event, naming))


def _finished(event: Event, naming: Naming) -> str:
    """All that the history says of how somebody rates."""
    return say("{who} finished rating “{what}”.", who=_rater(event, naming), what=event.what)


def _removed(event: Event, naming: Naming) -> str:
    return say(
        "{who} took {person} off the rating.",
        who=naming.person(event.actor_id),
        person=naming.names.get((event.before or {}).get("user") or 0) or say("a rater"),
    )


def _rater(event: Event, naming: Naming) -> str:
    return naming.names.get(event.actor_id or 0) or say(RATER)
