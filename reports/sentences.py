"""How the history tells what happens to a report."""

from lhs_portal.audit.sentences import tell
from lhs_portal.lib.wording import mark


def tell_all() -> None:
    tell("report", "requested", mark("{who} asked for {what}."))
    tell("report", "retried", mark("{who} had {what} made once more."))
    tell("report", "made", mark("{what} is ready."))
    tell(
        "report",
        "shared",
        mark("{who} made a link by which {what} can be read without an account."),
    )
    tell("report", "share ended", mark("{who} ended a link to {what}."))
    tell("assessment", "report settings changed", mark("{who} changed what reports show."))
    tell(
        "report",
        "rendition requested",
        mark("{who} asked for the files of {what} in another language."),
    )
    tell("report", "failed", mark("{what} could not be made."))
