"""Who is to sign an assessment, and what its sponsors have said so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assessments.models import Assessment, SignOff
from lhs_portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class Returned:
    """The sponsor's last word, where it was to send it back; `remarks` by item code."""

    by: str
    at: datetime
    remark: str
    remarks: Mapping[str, str]


def load_sponsor(assessment: Assessment) -> User | None:
    """None also where the sponsor has left the organization: somebody else must be asked."""
    if assessment.sponsor_id is None:
        return None
    return User.objects.filter(
        pk=assessment.sponsor_id,
        memberships__organization=assessment.organization_id,
        is_active=True,
    ).first()


def newest_sign_off(assessment: Assessment) -> SignOff | None:
    return assessment.sign_offs.last()


def load_returned(assessment: Assessment) -> Returned | None:
    """No query where it was never handed to a sponsor, else one."""
    if assessment.sponsor_id is None:
        return None
    rows = assessment.sign_offs.order_by("-at", "-pk").values_list(
        "pk", "verdict", "name", "at", "remark", "remarks__item__code", "remarks__text"
    )
    said = list(rows)
    if not said or said[0][1] != SignOff.Verdict.RETURNED:
        return None
    newest, _, by, at, remark, *_ = said[0]
    remarks = {code: text for pk, *_, code, text in said if pk == newest and code}
    return Returned(by, at, remark, remarks)
