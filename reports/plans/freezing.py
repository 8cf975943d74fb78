"""The improvement plan as a report freezes it."""

from typing import Any

from assessments.models import Assessment
from reports.plans.codes import BARRIERS, OTHER
from reports.plans.models import Action
from reports.plans.queries import earlier_signed, load_actions


def freeze_plan(assessment: Assessment) -> dict[str, Any]:
    """The keys `plan`, this cycle's actions, and `earlier_plan`, the last cycle's, of a frozen
    input."""
    earlier = earlier_signed(assessment)
    actions = [freeze_action(action) for action in load_actions(earlier)] if earlier else []
    return {
        "plan": [freeze_action(action) for action in load_actions(assessment)],
        "earlier_plan": {"assessment": earlier.title, "actions": actions} if earlier else None,
    }


def freeze_action(action: Action) -> dict[str, Any]:
    barriers = {barrier.code: barrier.text for barrier in action.barriers.all()}
    return {
        "number": action.number,
        "title": action.title,
        "aim": action.aim_code,
        "aim_kind": "feature" if action.feature_id else "item",
        "owner": action.owner_name,
        "due": action.due.isoformat() if action.due else None,
        "state": action.state,
        "expected": action.expected,
        "resources": action.resources,
        "barriers": [code for code in BARRIERS if code in barriers],
        "barrier_other": barriers.get(OTHER, ""),
        "notes": action.notes,
        "evidence": [piece.evidence.title for piece in action.pieces.all()],
    }
