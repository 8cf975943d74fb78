"""Plans in every state, through the product's own actions, on the small framework."""

import json
from typing import Any

from django.utils import timezone

from assessments.models import Assessment
from assessments.scoring import score
from commitments.queries import load_definition
from lhs_portal.accounts.models import Organization, User
from reports.freezing import read_sheet
from reports.freezing_team import read_ratings
from reports.models import Report, State
from reports.plans.actions.writing import add_action, move_action
from reports.plans.codes import PLANNED
from reports.plans.content import ActionContent
from reports.plans.models import Action


def plan_action(
    assessment: Assessment, by: User, *, state: str = PLANNED, **content: Any
) -> Action:
    content = {"aim": "S1", "title": "Publish the data dictionary", **content}
    action = add_action(assessment=assessment, content=ActionContent(**content), by=by)
    if state != action.state:
        action = move_action(
            assessment=assessment, action=action.pk, state=state, seen=action.state, by=by
        )
    return action


def finish(report: Report) -> Report:
    """Ready, with its score card and without files."""
    frozen = json.loads(report.frozen_input)
    definition = load_definition(report.assessment.framework_version)
    card = score(definition, read_sheet(frozen), read_ratings(frozen)).to_json().decode()
    Report.objects.filter(pk=report.pk).update(
        state=State.READY,
        finished_at=timezone.now(),
        score_card=card,
        scoring_version="1",
        input_digest="0" * 64,
    )
    report.refresh_from_db()
    return report


def posted_action(**changes: Any) -> dict[str, Any]:
    return {
        "aim": "S1",
        "title": "Publish the data dictionary",
        "state": "planned",
        **changes,
    }


def other_names(organization: Organization) -> list[str]:
    return [member.user.name for member in organization.memberships.select_related("user")]
