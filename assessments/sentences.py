"""How the history tells what happens to an assessment."""

from lhs_portal.audit.sentences import tell


def tell_all() -> None:
    tell("assessment", "started", "{who} started the assessment “{what}”.")
    tell("assessment", "edited", "{who} changed the details of the assessment.")
    tell(
        "assessment",
        "prefilled",
        "{who} started it with “Not applicable” where the framework suggests it: {what}.",
    )
    tell("assessment", "answered", "{who} saved answers: {what}.")
    tell("assessment", "declared", "{who} saved the compass: {what}.")
    tell("assessment", "submitted", "{who} submitted the assessment.")
    tell("assessment", "reopened", "{who} reopened the assessment.")
