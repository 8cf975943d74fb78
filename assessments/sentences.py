"""How the history tells what happens to an assessment."""

from assessments.evidence_sentences import tell_evidence
from assessments.round_sentences import tell_rounds
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
    tell("assessment", "accepted", _accepted_items)
    tell("assessment", "decided", _decided_items)
    tell("assessment", "dissented", "{who} wrote a dissent.")
    tell("assessment", "dissent removed", "{who} took a dissent back.")
    tell("assessment", "vote opened", "{who} opened a vote.")
    tell("assessment", "vote closed", "{who} closed a vote.")
    tell("assessment", "commented", "{who} wrote a comment.")
    tell("assessment", "replied", "{who} replied to a comment.")
    tell("assessment", "resolved", "{who} resolved a comment.")
    tell("assessment", "opened again", "{who} opened a resolved comment again.")
    tell("assessment", "assigned", "{who} asked {person} to see to a section.")
    tell("assessment", "unassigned", "{who} took a section off the list of {person}.")
    tell_rounds()
    tell_evidence()
    tell("assessment", "submitted", _submitted)
    tell("assessment", "sponsor changed", _changed_sponsor)
    tell("assessment", "withdrawn", "{who} took the assessment back from sign-off.")
    tell("assessment", "signed", _signed)
    tell("assessment", "returned", "{who} returned the assessment with remarks.")
    tell("assessment", "reopened", "{who} reopened the assessment.")


def _saved_answers(event: Event, naming: Naming) -> str:
    """The page names the items below, in words; their codes mean nothing to people."""
    count = len(event.after or {})
    return f"{naming.person(event.actor_id)} saved {count} answer{'' if count == 1 else 's'}."


def _submitted(event: Event, naming: Naming) -> str:
    sponsor = (event.after or {}).get("user")
    to = f" for {naming.person(sponsor)} to sign" if sponsor else ""
    return f"{naming.person(event.actor_id)} submitted the assessment{to}."


def _changed_sponsor(event: Event, naming: Naming) -> str:
    sponsor = (event.after or {}).get("user")
    to = naming.person(sponsor) if sponsor else "its author"
    return f"{naming.person(event.actor_id)} asked {to} to sign instead."


def _signed(event: Event, naming: Naming) -> str:
    author = ", as its author" if (event.after or {}).get("as_author") else ""
    return f"{naming.person(event.actor_id)} signed the assessment{author}."


def _decided_items(event: Event, naming: Naming) -> str:
    count = len(event.after or {})
    items = "1 item" if count == 1 else f"{count} items"
    return f"{naming.person(event.actor_id)} settled {items} by a decision."


def _accepted_items(event: Event, naming: Naming) -> str:
    count = len(event.after or {})
    items = "1 uncontested item" if count == 1 else f"{count} uncontested items"
    return f"{naming.person(event.actor_id)} accepted the ratings of {items}."
