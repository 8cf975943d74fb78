"""Who may write in a plan, and when."""

from assessments.models import Assessment
from assessments.permissions import Frozen
from lhs_portal.accounts.permissions import can_contribute, check_contribute
from lhs_portal.lib.wording import mark, say

NOT_SIGNED = mark(
    "The plan opens once the assessment is signed, because it begins from what the report "
    "says. What is planned already stays as it is until then."
)


def can_plan(assessment: Assessment) -> bool:
    return assessment.signed and can_contribute(assessment)


def check_plan(assessment: Assessment) -> None:
    """Raises PermissionDenied, or Frozen."""
    check_contribute(assessment)
    if not assessment.signed:
        raise Frozen(say(NOT_SIGNED))
