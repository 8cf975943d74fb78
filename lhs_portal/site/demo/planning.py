"""The demo's plans: what people set out to do after a signed assessment."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from assessments.models import Assessment, Evidence
from lhs_portal.accounts.models import User
from reports.plans.actions.writing import add_action, move_action
from reports.plans.codes import PLANNED
from reports.plans.content import ActionContent


def make_plan(
    assessment: Assessment, told: Iterable[dict[str, Any]], *, people: dict[str, User]
) -> None:
    """`due_in` counts days from today; an action is planned first, and then moved."""
    for one in told:
        by = people[one["by"]]
        action = add_action(assessment=assessment, content=_content(assessment, one, people), by=by)
        state = one.get("state", PLANNED)
        move_action(assessment=assessment, action=action.pk, state=state, seen=PLANNED, by=by)


def _content(
    assessment: Assessment, told: dict[str, Any], people: dict[str, User]
) -> ActionContent:
    pieces = Evidence.objects.filter(
        organization=assessment.organization_id, title__in=told.get("evidence", [])
    )
    days = told.get("due_in")
    return ActionContent(
        aim=told["aim"],
        title=told["title"],
        owner=str(people[told["owner"]].pk) if "owner" in told else "",
        due=None if days is None else timezone.localdate() + timedelta(days=days),
        expected=told.get("expected"),
        resources=told.get("resources", ""),
        barriers=tuple(told.get("barriers", [])),
        barrier_other=told.get("barrier_other", ""),
        notes=told.get("notes", ""),
        evidence=tuple(pieces.values_list("pk", flat=True)),
    )
