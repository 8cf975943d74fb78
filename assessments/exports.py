"""The assessments of an organization, for its export."""

from typing import Any

from assessments.models import Answer, Assessment
from lhs_portal.accounts.models import Organization
from lhs_portal.accounts.queries import load_naming
from lhs_portal.audit.sentences import Naming


def organization_data(organization: Organization) -> dict[str, Any]:
    """JSON. Answers are by the code of their item in the framework version of the assessment."""
    naming = load_naming(organization)
    assessments = (
        Assessment.objects.filter(organization=organization)
        .select_related("framework_version")
        .prefetch_related("answers__item", "targets__commitment")
        .order_by("started_at")
    )
    return {"assessments": [_assessment(assessment, naming) for assessment in assessments]}


def _assessment(assessment: Assessment, naming: Naming) -> dict[str, Any]:
    return {
        "id": str(assessment.pk),
        "title": assessment.title,
        "framework": assessment.framework_version.version,
        "framework_digest": assessment.framework_version.digest,
        "period": [assessment.period_start.isoformat(), assessment.period_end.isoformat()],
        "scope": assessment.scope,
        "unit": assessment.unit,
        "due": assessment.due and assessment.due.isoformat(),
        "state": assessment.state,
        "started_at": assessment.started_at.isoformat(),
        "started_by": naming.person(assessment.started_by_id),
        "submitted_at": assessment.submitted_at and assessment.submitted_at.isoformat(),
        "submitted_by": assessment.submitted_at and naming.person(assessment.submitted_by_id),
        "targets": [
            {
                "commitment": target.commitment.code,
                "level": target.level,
                "statement": target.statement,
                "updated_at": target.updated_at.isoformat(),
                "updated_by": naming.person(target.updated_by_id),
            }
            for target in assessment.targets.all()
        ],
        "answers": [_answer(answer, naming) for answer in assessment.answers.all()],
    }


def _answer(answer: Answer, naming: Naming) -> dict[str, Any]:
    return {
        "item": answer.item.code,
        "level": answer.level,
        "not_applicable": answer.not_applicable,
        "dont_know": answer.dont_know,
        "reason": answer.reason,
        "note": answer.note,
        "version": answer.version,
        "updated_at": answer.updated_at.isoformat(),
        "updated_by": naming.person(answer.updated_by_id),
    }
