"""How the history tells what happens to a report."""

from lhs_portal.audit.sentences import tell


def tell_all() -> None:
    tell("report", "requested", "{who} asked for {what}.")
    tell("report", "retried", "{who} had {what} made once more.")
    tell("report", "made", "{what} is ready.")
    tell("report", "failed", "{what} could not be made.")
