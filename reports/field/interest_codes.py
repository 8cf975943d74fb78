"""The words of the interest form that models, forms and pages share. Pure."""

PERSON, ORGANIZATION = "person", "organization"
KINDS = {PERSON: "As a person", ORGANIZATION: "For an organization"}

WISHES = {
    "cycle": "Take part in a field cycle: measure our organization together with others",
    "working-group": "Take part in a working group",
    "collaborative": "Take part in a collaborative of organizations that learn together",
}
SHORT_WISHES = {
    "cycle": "Field cycle",
    "working-group": "Working group",
    "collaborative": "Collaborative",
}

OPEN, INVITED, REGISTERED = "open", "invited", "registered"
HANDLED, DECLINED, REMOVED = "handled", "declined", "removed"
STATES = {
    OPEN: "Open",
    INVITED: "Invited",
    REGISTERED: "Registered",
    HANDLED: "Handled",
    DECLINED: "Declined",
    REMOVED: "Erased",
}
