"""Reports in every state, through the product's own actions, on a small published framework."""

from datetime import date
from typing import Any

from assessments.actions import save_answers, start_assessment
from assessments.changes import AnswerChange
from assessments.models import Assessment
from assessments.queries import load_answers
from commitments.actions import publish
from commitments.importing import import_definition
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from lhs_portal.accounts.models import Organization, User
from reports.models import Report
from tests.assessments.factories import sign_answered
from tests.frameworks import make_definition


def make_framework(**changes: Any) -> FrameworkVersion:
    version, _ = import_definition(make_definition(**changes))
    return publish(version=version)


def make_assessment(organization: Organization, version: FrameworkVersion, by: User) -> Assessment:
    return start_assessment(
        organization=organization,
        framework_version=version,
        title="Baseline 2026",
        period_start=date(2026, 1, 1),
        period_end=date(2026, 6, 30),
        by=by,
    )


def answer_items(assessment: Assessment, by: User, *, count: int | None = None) -> None:
    """Levels 0 to 4 in turn for the first `count` items, the first one with a note."""
    stored = load_answers(assessment)
    codes = [item.code for item in load_definition(assessment.framework_version).items]
    changes = [
        AnswerChange(
            code=code,
            seen=stored[code].seen,
            choice=str(place % 5),
            note="Minutes of May 4." if place == 0 else None,
        )
        for place, code in enumerate(codes[:count])
    ]
    save_answers(assessment=assessment, changes=changes, by=by)


def make_signed(organization: Organization, version: FrameworkVersion, by: User) -> Report:
    """A signed assessment's final report, waiting for a worker."""
    assessment = make_assessment(organization, version, by)
    answer_items(assessment, by)
    sign_answered(assessment, by)
    return Report.objects.get(assessment=assessment)
