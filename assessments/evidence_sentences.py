"""How the history tells what answers rest on."""

from lhs_portal.audit.sentences import tell
from lhs_portal.lib.wording import mark


def tell_evidence() -> None:
    tell("assessment", "added evidence", mark("{who} added the evidence “{what}”."))
    tell("assessment", "used evidence again", mark("{who} used the evidence “{what}” once more."))
    tell(
        "assessment",
        "added evidence version",
        mark("{who} added a newer version of the evidence “{what}”."),
    )
    tell("assessment", "changed evidence", mark("{who} changed what the evidence “{what}” shows."))
    tell(
        "assessment",
        "moved evidence",
        mark("{who} brought the evidence “{what}” to its newest version."),
    )
    tell("assessment", "removed evidence", mark("{who} took the evidence “{what}” off an item."))
