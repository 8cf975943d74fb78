"""How the history tells what happens to an assessment."""

from assessments.evidence_sentences import tell_evidence
from assessments.round_sentences import tell_rounds
from lhs_portal.audit.models import Event
from lhs_portal.audit.sentences import Naming, tell
from lhs_portal.lib.wording import mark, say, say_count


def tell_all() -> None:
    tell("assessment", "started", mark("{who} started the assessment “{what}”."))
    tell("assessment", "edited", mark("{who} changed the details of the assessment."))
    tell(
        "assessment",
        "prefilled",
        mark("{who} started it with “Not applicable” where the framework suggests it."),
    )
    tell("assessment", "answered", _saved_answers)
    tell("assessment", "local question added", mark("{who} added a local question."))
    tell("assessment", "local question changed", mark("{who} changed a local question."))
    tell("assessment", "local question removed", mark("{who} removed a local question."))
    tell("assessment", "local questions copied", _copied_local)
    tell("assessment", "local questions answered", _answered_local)
    tell("assessment", "declared", mark("{who} saved the compass."))
    tell("assessment", "accepted", _accepted_items)
    tell("assessment", "decided", _decided_items)
    tell("assessment", "dissented", mark("{who} wrote a dissent."))
    tell("assessment", "dissent removed", mark("{who} took a dissent back."))
    tell("assessment", "vote opened", mark("{who} opened a vote."))
    tell("assessment", "vote closed", mark("{who} closed a vote."))
    tell("assessment", "commented", mark("{who} wrote a comment."))
    tell("assessment", "replied", mark("{who} replied to a comment."))
    tell("assessment", "resolved", mark("{who} resolved a comment."))
    tell("assessment", "opened again", mark("{who} opened a resolved comment again."))
    tell("assessment", "assigned", mark("{who} asked {person} to see to a section."))
    tell("assessment", "unassigned", mark("{who} took a section off the list of {person}."))
    tell_rounds()
    tell_evidence()
    tell("assessment", "submitted", _submitted)
    tell("assessment", "sponsor changed", _changed_sponsor)
    tell("assessment", "withdrawn", mark("{who} took the assessment back from sign-off."))
    tell("assessment", "signed", _signed)
    tell("assessment", "returned", mark("{who} returned the assessment with remarks."))
    tell("assessment", "migrated", _migrated)
    tell("assessment", "migration undone", _migration_undone)
    tell("assessment", "reopened", mark("{who} reopened the assessment."))


def _saved_answers(event: Event, naming: Naming) -> str:
    """The page names the items below, in words; their codes mean nothing to people."""
    return say_count(
        "{who} saved {count} answer.",
        "{who} saved {count} answers.",
        len(event.after or {}),
        who=naming.person(event.actor_id),
    )


def _copied_local(event: Event, naming: Naming) -> str:
    return say_count(
        "{who} copied {count} local question from the last assessment.",
        "{who} copied {count} local questions from the last assessment.",
        len(event.after or {}),
        who=naming.person(event.actor_id),
    )


def _answered_local(event: Event, naming: Naming) -> str:
    return say_count(
        "{who} answered {count} local question.",
        "{who} answered {count} local questions.",
        len(event.after or {}),
        who=naming.person(event.actor_id),
    )


def _submitted(event: Event, naming: Naming) -> str:
    who, sponsor = naming.person(event.actor_id), (event.after or {}).get("user")
    if sponsor:
        return say(
            "{who} submitted the assessment for {person} to sign.",
            who=who,
            person=naming.person(sponsor),
        )
    return say("{who} submitted the assessment.", who=who)


def _changed_sponsor(event: Event, naming: Naming) -> str:
    who, sponsor = naming.person(event.actor_id), (event.after or {}).get("user")
    if sponsor:
        return say("{who} asked {person} to sign instead.", who=who, person=naming.person(sponsor))
    return say("{who} asked its author to sign instead.", who=who)


def _signed(event: Event, naming: Naming) -> str:
    who = naming.person(event.actor_id)
    if (event.after or {}).get("as_author"):
        return say("{who} signed the assessment, as its author.", who=who)
    return say("{who} signed the assessment.", who=who)


def _decided_items(event: Event, naming: Naming) -> str:
    return say_count(
        "{who} settled {count} item by a decision.",
        "{who} settled {count} items by a decision.",
        len(event.after or {}),
        who=naming.person(event.actor_id),
    )


def _accepted_items(event: Event, naming: Naming) -> str:
    return say_count(
        "{who} accepted the ratings of {count} uncontested item.",
        "{who} accepted the ratings of {count} uncontested items.",
        len(event.after or {}),
        who=naming.person(event.actor_id),
    )


def _migrated(event: Event, naming: Naming) -> str:
    return say(
        "{who} took the assessment from framework {old} to {new}.",
        who=naming.person(event.actor_id),
        old=(event.before or {}).get("framework_version", ""),
        new=(event.after or {}).get("framework_version", ""),
    )


def _migration_undone(event: Event, naming: Naming) -> str:
    return say(
        "{who} took the assessment back from framework {old} to {new}.",
        who=naming.person(event.actor_id),
        old=(event.before or {}).get("framework_version", ""),
        new=(event.after or {}).get("framework_version", ""),
    )
