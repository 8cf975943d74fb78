"""Assessments that wait for their sponsor, and what she may have said."""

from assessments.actions import accept_uncontested, return_it, save_decisions, write_dissent
from assessments.changes import AnswerChange
from assessments.models import Assessment
from assessments.queries import load_answers
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from lhs_portal.accounts.models import Organization, User
from tests.assessments.factories import submit_answered
from tests.assessments.settling_factories import make_settling

BECAUSE = "Two units were asked again, and both agreed."
DISSENT = "On the night shift this is not so."


def settle_all(assessment: Assessment, by: User, *, choice: str = "3") -> None:
    """What needs no talk is accepted; the rest is decided."""
    accept_uncontested(assessment=assessment, by=by)
    stored = load_answers(assessment)
    left = [code for code, row in stored.items() if not row.entry.complete]
    decisions = [AnswerChange(code, stored[code].seen, choice, BECAUSE) for code in left]
    save_decisions(assessment=assessment, decisions=decisions, by=by)


def make_settled(
    organization: Organization, version: FrameworkVersion, by: User, **details: str
) -> Assessment:
    """Four raters on all of it: “safe.1” is contested, with a dissent; the rest is accepted."""
    codes = [item.code for item in load_definition(version).items]
    ratings = {**dict.fromkeys(codes, "3 3 3 2"), "safe.1": "0 0 4 4"}
    assessment = make_settling(organization, version, by, ratings, **details)
    settle_all(assessment, by)
    write_dissent(assessment=assessment, item="safe.1", text=DISSENT, by=by)
    return assessment


def make_awaiting(
    organization: Organization, version: FrameworkVersion, by: User, **details: str
) -> Assessment:
    """As `make_settled`, submitted to Sonia."""
    return submit_answered(make_settled(organization, version, by, **details), by)


def return_submitted(
    assessment: Assessment, *, remark: str = "Nearly.", remarks: dict[str, str] | None = None
) -> Assessment:
    """Sent back by its sponsor."""
    assert assessment.sponsor
    return return_it(
        assessment=assessment,
        remark=remark,
        remarks={"safe.2": "Which unit?"} if remarks is None else remarks,
        by=assessment.sponsor,
    )
