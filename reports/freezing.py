"""All that a report is made from, as plain data: read once, when the report is requested."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.models import Assessment
from lhs_portal.accounts.models import Organization, User

Frozen = dict[str, Any]


def freeze_input(
    assessment: Assessment, *, kind: str, number: int, by: User, at: datetime
) -> Frozen:
    """JSON values alone. Unanswered items are absent, unless they have a note.

    The caller holds the assessment's row, so that no answer changes in between.
    """
    version = assessment.framework_version
    return {
        "kind": kind,
        "number": number,
        "requested_at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "requested_by": by.display_name,
        "language": settings.LANGUAGE_CODE.partition("-")[0],
        "framework": {"version": version.version, "digest": version.digest},
        "organization": _freeze_organization(assessment.organization),
        "assessment": {
            "title": assessment.title,
            "period_start": assessment.period_start.isoformat(),
            "period_end": assessment.period_end.isoformat(),
            "scope": assessment.scope,
            "unit": assessment.unit,
            "due": assessment.due.isoformat() if assessment.due else None,
        },
        "answers": _freeze_answers(assessment),
        "targets": {
            target.commitment.code: {"level": target.level, "statement": target.statement}
            for target in assessment.targets.select_related("commitment")
            if target.level is not None or target.statement
        },
        "ratings": [],
    }


def _freeze_organization(organization: Organization) -> Frozen:
    frozen: Frozen = {"name": organization.name}
    for field in ("sector", "type", "size_band", "census_division", "ownership", "rurality"):
        frozen[field] = getattr(organization, field)
        frozen[f"{field}_name"] = str(getattr(organization, f"get_{field}_display")())
    parent = organization.parent
    frozen["parent_system"] = parent.name if parent else organization.parent_claimed
    return frozen


def _freeze_answers(assessment: Assessment) -> Frozen:
    return {
        answer.item.code: {
            "level": answer.level,
            "na": answer.not_applicable,
            "dont_know": answer.dont_know,
            "reason": answer.reason,
            "note": answer.note,
        }
        for answer in assessment.answers.select_related("item")
        if answer.level is not None or answer.not_applicable or answer.dont_know or answer.note
    }


def read_sheet(frozen: Frozen) -> AnswerSheet:
    """The frozen answers and declared targets, as scoring takes them."""
    answers = (
        Answer(
            item=code,
            level=answer["level"],
            not_applicable=answer["na"],
            dont_know=answer["dont_know"],
            reason=answer["reason"],
            note=answer["note"],
        )
        for code, answer in frozen["answers"].items()
    )
    declared = {
        code: target["level"]
        for code, target in frozen["targets"].items()
        if target["level"] is not None
    }
    return AnswerSheet.of(answers, declared)
