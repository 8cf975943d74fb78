"""How the history tells what happens to a plan."""

from lhs_portal.audit.sentences import tell


def tell_all() -> None:
    tell("assessment", "planned action", "{who} planned an action: {what}.")
    tell("assessment", "changed action", "{who} changed an action of the plan: {what}.")
    tell("assessment", "moved action", "{who} moved an action of the plan: {what}.")
    tell("assessment", "entered value", "{who} entered a number in the value case of {what}.")
    tell("assessment", "changed value", "{who} changed a number in the value case of {what}.")
    tell("assessment", "removed value", "{who} removed a number from the value case of {what}.")
    tell("organization", "made plan feed", "{who} made a calendar address for the plan.")
    tell("organization", "ended plan feed", "{who} ended a calendar address for the plan.")
