"""How the history tells what happens to a release."""

from lhs_portal.audit.sentences import tell


def tell_all() -> None:
    tell("release", "requested", "{who} had a release prepared.")
    tell("release", "prepared", "{what} is prepared and waits for approval.")
    tell("release", "approved", "{who} approved {what}, and it was published.")
    tell("release", "stopped", "{what} was stopped.")
    tell("release", "retried", "{who} had {what} prepared once more.")
    tell("release", "failed", "{what} could not be computed.")
