"""What happens here when something is final elsewhere."""

from typing import Any

from django.dispatch import receiver

from assessments.models import Assessment
from assessments.signals import assessment_finalized
from lhs_portal.accounts.models import User
from reports.actions import request_report
from reports.models import Kind


@receiver(assessment_finalized, dispatch_uid="reports.request_final_report")
def request_final_report(*, assessment: Assessment, by: User, **_kwargs: Any) -> None:
    """In the transaction that freezes the answers: neither is there without the other."""
    request_report(assessment=assessment, kind=Kind.FINAL, by=by)
