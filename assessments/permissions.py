"""Who may do what with an assessment, beside what roles say for a whole organization.

An assessment given here was loaded through `visible_to`, which sets `viewer_role`.
"""

from assessments.models import Assessment
from lhs_portal.accounts.permissions import can_contribute, check_contribute
from lhs_portal.accounts.refusals import Refused


class Frozen(Refused):
    """The assessment is submitted: what was typed is not saved until a lead reopens it."""


def can_answer(assessment: Assessment) -> bool:
    return assessment.open and can_contribute(assessment)


def check_answer(assessment: Assessment) -> None:
    """Raises PermissionDenied, or Frozen."""
    check_contribute(assessment)
    if not assessment.open:
        raise Frozen(
            "This assessment was submitted, so its answers are frozen. A lead can reopen it."
        )
