"""How the history tells what happens to a plan."""

from lhs_portal.audit.sentences import tell
from lhs_portal.lib.wording import mark


def tell_all() -> None:
    tell("assessment", "planned action", mark("{who} planned an action: {what}."))
    tell("assessment", "changed action", mark("{who} changed an action of the plan: {what}."))
    tell("assessment", "moved action", mark("{who} moved an action of the plan: {what}."))
    tell("assessment", "entered value", mark("{who} entered a number in the value case of {what}."))
    tell("assessment", "changed value", mark("{who} changed a number in the value case of {what}."))
    tell(
        "assessment", "removed value", mark("{who} removed a number from the value case of {what}.")
    )
    tell("organization", "made plan feed", mark("{who} made a calendar address for the plan."))
    tell("organization", "ended plan feed", mark("{who} ended a calendar address for the plan."))
