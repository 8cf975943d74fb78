"""How the history tells what happens to a report."""

from lhs_portal.audit.sentences import tell


def tell_all() -> None:
    tell("report", "requested", "{who} asked for {what}.")
    tell("report", "retried", "{who} had {what} made once more.")
    tell("report", "made", "{what} is ready.")
    tell("report", "shared", "{who} made a link by which {what} can be read without an account.")
    tell("report", "share ended", "{who} ended a link to {what}.")
    tell("assessment", "report settings changed", "{who} changed what reports show.")
    tell("report", "failed", "{what} could not be made.")
