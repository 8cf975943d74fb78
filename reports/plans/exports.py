"""The plans of an organization, for its export. They go with the organization's assessments."""

from typing import Any

from assessments.models import Assessment
from lhs_portal.accounts.models import Organization
from lhs_portal.accounts.queries import load_naming
from lhs_portal.audit.sentences import Naming
from reports.plans.freezing import freeze_action
from reports.plans.models import Action, PlanFeed, ValueLine
from reports.plans.queries import load_actions
from reports.plans.value_arithmetic import explain


def organization_data(organization: Organization) -> dict[str, Any]:
    """JSON. Owners are named as the plan names them; who wrote is named while a member."""
    naming = load_naming(organization)
    assessments = Assessment.objects.filter(
        organization=organization, pk__in=Action.objects.values("assessment")
    )
    feeds = PlanFeed.objects.filter(organization=organization)
    return {
        "plans": [
            {
                "assessment": str(assessment.pk),
                "actions": [_action(action, naming) for action in load_actions(assessment)],
            }
            for assessment in assessments.order_by("started_at", "pk")
        ],
        "value_cases": [
            _value_line(line, naming)
            for line in ValueLine.objects.filter(
                assessment__organization=organization
            ).select_related("feature")
        ],
        "calendars": [
            {
                "person": naming.person(feed.user_id),
                "made_at": feed.made_at.isoformat(),
                "expires_at": feed.expires_at.isoformat(),
            }
            for feed in feeds
        ],
    }


def _action(action: Action, naming: Naming) -> dict[str, Any]:
    return {
        "id": str(action.pk),
        **freeze_action(action),
        "evidence": [
            {"id": str(piece.evidence_id), "title": piece.evidence.title}
            for piece in action.pieces.all()
        ],
        "version": action.version,
        "made_at": action.made_at.isoformat(),
        "made_by": naming.person(action.made_by_id),
        "changed_at": action.changed_at.isoformat(),
        "changed_by": naming.person(action.changed_by_id),
        "done_at": action.done_at and action.done_at.isoformat(),
        "done_by": naming.person(action.done_by_id) if action.done_at else None,
        "dropped_at": action.dropped_at and action.dropped_at.isoformat(),
        "dropped_by": naming.person(action.dropped_by_id) if action.dropped_at else None,
        "reminded_at": action.reminded_at and action.reminded_at.isoformat(),
        "reminded_of": action.reminded_of,
    }


def _value_line(line: ValueLine, naming: Naming) -> dict[str, Any]:
    """Numbers as they are kept, and the arithmetic as the page shows it."""
    return {
        "id": str(line.pk),
        "assessment": str(line.assessment_id),
        "feature": line.feature.code,
        "label": line.label,
        "quantity": str(line.quantity),
        "unit": line.unit,
        "period": line.period,
        "value": str(line.value),
        "value_unit": line.value_unit,
        "share": None if line.share is None else str(line.share),
        "source": line.source,
        "arithmetic": explain(line.figures),
        "version": line.version,
        "made_at": line.made_at.isoformat(),
        "made_by": naming.person(line.made_by_id),
        "changed_at": line.changed_at.isoformat(),
        "changed_by": naming.person(line.changed_by_id),
    }
