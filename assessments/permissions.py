"""Who may do what with an assessment, beside what roles say for a whole organization.

An assessment given here was loaded through `visible_to`, which sets `viewer_role`.
"""

from assessments.models import Assessment
from assessments.states import WORKING
from lhs_portal.accounts.permissions import can_contribute, can_lead, check_contribute, check_lead
from lhs_portal.accounts.refusals import Refused
from lhs_portal.lib.wording import say


class Frozen(Refused):
    """The answers are not open: what was typed is not saved until they are."""


def can_answer(assessment: Assessment) -> bool:
    """Whether the person may answer items together with others, now."""
    return assessment.answering and can_contribute(assessment)


def can_declare(assessment: Assessment) -> bool:
    """Whether the person may change the compass, which stands open until submission."""
    return assessment.open and can_contribute(assessment)


def can_add_evidence(assessment: Assessment) -> bool:
    """Whether the person may add evidence and change what is said of it: as the compass."""
    return can_declare(assessment)


def can_answer_local(assessment: Assessment) -> bool:
    """Whether the person may answer the organization's own questions, now."""
    return assessment.state in WORKING.values() and can_contribute(assessment)


def can_edit_local(assessment: Assessment) -> bool:
    """Whether the person may add such questions, change and remove them, now."""
    return assessment.state in WORKING.values() and can_lead(assessment)


def can_settle(assessment: Assessment) -> bool:
    """Whether the person may settle answers from the ratings, now."""
    return assessment.settling and can_lead(assessment)


def check_answer(assessment: Assessment) -> None:
    """Raises PermissionDenied, or Frozen."""
    check_contribute(assessment)
    if not assessment.answering:
        raise Frozen(_why_closed(assessment))


def check_declare(assessment: Assessment) -> None:
    """Raises PermissionDenied, or Frozen."""
    check_contribute(assessment)
    if not assessment.open:
        raise Frozen(_why_closed(assessment))


def check_evidence(assessment: Assessment) -> None:
    """Raises PermissionDenied, or Frozen."""
    check_declare(assessment)


def check_answer_local(assessment: Assessment) -> None:
    """Raises PermissionDenied, or Frozen."""
    check_contribute(assessment)
    _check_working(assessment)


def check_edit_local(assessment: Assessment) -> None:
    """Raises PermissionDenied, or Frozen."""
    check_lead(assessment)
    _check_working(assessment)


def check_settle(assessment: Assessment) -> None:
    """Raises PermissionDenied, or Frozen."""
    check_lead(assessment)
    check_settling(assessment)


def check_settling(assessment: Assessment) -> None:
    """Raises Frozen."""
    if not assessment.settling:
        raise Frozen(why_not_settling(assessment))


def why_not_settling(assessment: Assessment) -> str:
    if assessment.awaiting or assessment.signed:
        return _why_closed(assessment)
    if assessment.independent:
        return say(
            "Answers are settled once a lead has closed the round. Until then nobody sees what "
            "others rated."
        )
    return say("This assessment is answered together: there are no ratings to settle it from.")


def _check_working(assessment: Assessment) -> None:
    if assessment.state in WORKING.values():
        return
    if assessment.open:
        raise Frozen(
            say("Local questions open when the round is closed: until then raters answer alone.")
        )
    raise Frozen(_why_closed(assessment))


def _why_closed(assessment: Assessment) -> str:
    if assessment.awaiting:
        return say(
            "This assessment was submitted and awaits sign-off, so its answers are frozen. "
            "A lead can take it back."
        )
    if assessment.signed:
        return say("This assessment is signed, so its answers are frozen. A lead can reopen it.")
    return say("This assessment is rated independently: its answers are settled from the ratings.")
