"""Who may do what with a report, beside what roles say for a whole organization."""

from lhs_portal.accounts.permissions import can_lead
from reports.models import Report, State


def can_retry(report: Report) -> bool:
    return can_lead(report) and report.state == State.FAILED
