"""Organizations that joined a cycle, as rows: signed assessments with finished reports."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from assessments import states
from assessments.models import Assessment
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from lhs_portal.accounts import codes
from lhs_portal.accounts.models import Organization
from lhs_portal.lib.canonical import canonical_json
from reports.field.models import FieldCycle, Participation
from reports.models import Kind, Report, State
from tests.reports.samples import answer, freeze, make_card

SIGNED = datetime(2026, 3, 15, 15, tzinfo=UTC)
LATER = datetime(2026, 12, 1, tzinfo=UTC)


def make_organization(name: str, **values: Any) -> Organization:
    profile = {
        "sector": codes.Sector.CARE_DELIVERY,
        "type": codes.OrganizationType.HOSPITAL,
        "size_band": codes.SizeBand.UNDER_250,
        "census_division": codes.CensusDivision.PACIFIC,
        "ownership": codes.Ownership.NONPROFIT,
        "rurality": codes.Rurality.RURAL,
        "verified_at": timezone.now(),
    }
    return Organization.objects.create(name=name, **{**profile, **values})


def join(
    cycle: FieldCycle,
    organization: Organization,
    *,
    level: int = 2,
    consents: bool = True,
    signed_at: datetime | None = SIGNED,
    reported: bool = True,
    version: FrameworkVersion | None = None,
    **values: Any,
) -> Assessment:
    """Every item at one level. `signed_at` None leaves it waiting for its sponsor."""
    assessment = Assessment.objects.create(
        organization=organization,
        framework_version=version or cycle.framework_version,
        title="Baseline",
        period_start=date(2026, 1, 1),
        period_end=date(2026, 6, 30),
        **{"scope": Assessment.Scope.WHOLE, **values},
    )
    row = Assessment.objects.filter(pk=assessment.pk)
    row.update(state=states.AWAITING, submitted_at=SIGNED - timedelta(days=1))
    if signed_at:
        row.update(state=states.SIGNED, signed_at=signed_at)
    if reported:
        values_of_report = {"requested_at": signed_at} if signed_at else {}
        add_report(assessment, {}, level=level, **values_of_report)
    Participation.objects.create(
        cycle=cycle,
        organization=organization,
        assessment=assessment,
        consented_at=SIGNED if consents else None,
    )
    assessment.refresh_from_db()
    return assessment


def add_report(
    assessment: Assessment,
    answers: Mapping[str, Any],
    *,
    level: int = 2,
    number: int = 1,
    **values: Any,
) -> Report:
    """`answers` differ from the level that all others have."""
    definition = load_definition(assessment.framework_version)
    given = {item.code: answer(level) for item in definition.items}
    frozen = freeze({**given, **answers}, definition=definition)
    document = canonical_json(frozen)
    card = make_card(frozen, definition)
    return Report.objects.create(
        assessment=assessment,
        number=number,
        **{
            "kind": Kind.FINAL,
            "requested_at": SIGNED,
            "framework_version": definition.version,
            "framework_digest": definition.digest,
            "frozen_input": document.decode(),
            "frozen_digest": hashlib.sha256(document).hexdigest(),
            "state": State.READY,
            "finished_at": SIGNED,
            "score_card": card.decode(),
            "scoring_version": "1",
            **values,
        },
    )
