"""The words of a plan that rules, forms, reports and checks in the database share. Pure."""

PLANNED, DOING, DONE, DROPPED = "planned", "doing", "done", "dropped"

STATES = {PLANNED: "Planned", DOING: "Under way", DONE: "Done", DROPPED: "Dropped"}
OPEN = (PLANNED, DOING)

OTHER = "other"

# What holds back, as the sources of the framework name it.
BARRIERS = {
    "limited-resources": "Limited resources",
    "workforce-capacity": "Workforce capacity",
    "competing-priorities": "Competing priorities",
    "short-term-business-models": "Short-term business models",
    "solution-fatigue": "Solution fatigue",
    "local-barriers": "Local barriers to scaling",
    OTHER: "Other",
}
