"""The words of a plan that rules, forms, reports and checks in the database share. Pure."""

from lhs_portal.lib.wording import mark

PLANNED, DOING, DONE, DROPPED = "planned", "doing", "done", "dropped"

STATES = {
    PLANNED: mark("Planned"),
    DOING: mark("Under way"),
    DONE: mark("Done"),
    DROPPED: mark("Dropped"),
}
OPEN = (PLANNED, DOING)

OTHER = "other"

# What holds back, as the sources of the framework name it.
BARRIERS = {
    "limited-resources": mark("Limited resources"),
    "workforce-capacity": mark("Workforce capacity"),
    "competing-priorities": mark("Competing priorities"),
    "short-term-business-models": mark("Short-term business models"),
    "solution-fatigue": mark("Solution fatigue"),
    "local-barriers": mark("Local barriers to scaling"),
    OTHER: mark("Other"),
}
