"""Who may do what with an assessment. Visibility (404) is the querysets' matter, not this one's.

Every assessment and organization here comes from `visible_to`, which gives `viewer_role`.
"""

from django.core.exceptions import PermissionDenied

from assessments.models import Assessment
from lhs_portal.accounts.codes import Role
from lhs_portal.accounts.models import Organization

ANSWERING_ROLES = frozenset({Role.LEAD, Role.CONTRIBUTOR})


class Frozen(Exception):
    """The assessment is submitted: what was typed is not saved until a lead reopens it."""


def can_lead(subject: Assessment | Organization) -> bool:
    return subject.viewer_role == Role.LEAD


def can_write(assessment: Assessment) -> bool:
    """By role alone, whatever the state of the assessment."""
    return assessment.viewer_role in ANSWERING_ROLES


def can_answer(assessment: Assessment) -> bool:
    return can_write(assessment) and assessment.open


def check_can_lead(subject: Assessment | Organization) -> None:
    """Raises PermissionDenied."""
    if not can_lead(subject):
        raise PermissionDenied("Only a lead of this organization can do this.")


def check_can_write(assessment: Assessment) -> None:
    """Raises PermissionDenied."""
    if not can_write(assessment):
        raise PermissionDenied("A reader can see the answers, and cannot change them.")


def check_can_answer(assessment: Assessment) -> None:
    """Raises PermissionDenied, or Frozen."""
    check_can_write(assessment)
    if not assessment.open:
        raise Frozen(
            "This assessment was submitted, so its answers are frozen. A lead can reopen it."
        )
