"""The words of the interest form that models, forms and pages share. Pure."""

from lhs_portal.lib.wording import mark

PERSON, ORGANIZATION = "person", "organization"
KINDS = {PERSON: mark("As a person"), ORGANIZATION: mark("For an organization")}

WISHES = {
    "cycle": mark("Take part in a field cycle: measure our organization together with others"),
    "working-group": mark("Take part in a working group"),
    "collaborative": mark("Take part in a collaborative of organizations that learn together"),
}
SHORT_WISHES = {
    "cycle": mark("Field cycle"),
    "working-group": mark("Working group"),
    "collaborative": mark("Collaborative"),
}

OPEN, INVITED, REGISTERED = "open", "invited", "registered"
HANDLED, DECLINED, REMOVED = "handled", "declined", "removed"
STATES = {
    OPEN: mark("Open"),
    INVITED: mark("Invited"),
    REGISTERED: mark("Registered"),
    HANDLED: mark("Handled"),
    DECLINED: mark("Declined"),
    REMOVED: mark("Erased"),
}
