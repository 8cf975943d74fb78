"""How the history tells what answers rest on."""

from lhs_portal.audit.sentences import tell


def tell_evidence() -> None:
    tell("assessment", "added evidence", "{who} added the evidence “{what}”.")
    tell("assessment", "used evidence again", "{who} used the evidence “{what}” once more.")
    tell(
        "assessment",
        "added evidence version",
        "{who} added a newer version of the evidence “{what}”.",
    )
    tell("assessment", "changed evidence", "{who} changed what the evidence “{what}” shows.")
    tell(
        "assessment",
        "moved evidence",
        "{who} brought the evidence “{what}” to its newest version.",
    )
    tell("assessment", "removed evidence", "{who} took the evidence “{what}” off an item.")
