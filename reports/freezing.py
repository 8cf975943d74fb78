"""All that a report is made from, as plain data: read once, when the report is requested."""

import secrets
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.models import Assessment, SignOff
from lhs_portal.accounts.models import Organization, User
from lhs_portal.lib.languages import SOURCE, speaking
from reports.freezing_earlier import freeze_earlier
from reports.freezing_evidence import freeze_evidence, read_counts
from reports.freezing_local import freeze_local
from reports.freezing_team import freeze_team
from reports.freezing_translations import freeze_translations
from reports.models import ReportSettings
from reports.peers.freezing import freeze_peers
from reports.plans.freezing import freeze_plan

Frozen = dict[str, Any]


def freeze_input(
    assessment: Assessment, *, kind: str, number: int, by: User, at: datetime
) -> Frozen:
    """JSON values alone. Unanswered items are absent, unless they have a note.

    The caller holds the assessment's row, so that no answer changes in between.
    """
    version = assessment.framework_version
    choices = ReportSettings.objects.filter(assessment=assessment).first() or ReportSettings()
    return {
        "kind": kind,
        "number": number,
        "requested_at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "requested_by": by.display_name,
        "language": choices.language or settings.LANGUAGE_CODE.partition("-")[0],
        "site": settings.SITE_URL,
        # Nobody can try out, by its digest, what a report that they do not have may say.
        "salt": secrets.token_hex(16),
        "leaves_out": [
            name
            for name, left_out in (
                ("notes", choices.leave_out_notes),
                ("evidence_names", choices.leave_out_evidence_names),
            )
            if left_out
        ],
        "earlier": freeze_earlier(assessment),
        **freeze_plan(assessment),
        "framework": {"version": version.version, "digest": version.digest},
        **freeze_translations(version),
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
        **freeze_local(assessment),
        "targets": {
            target.commitment.code: {"level": target.level, "statement": target.statement}
            for target in assessment.targets.filter(
                commitment__framework_version=version
            ).select_related("commitment")
            if target.level is not None or target.statement
        },
        "evidence": freeze_evidence(assessment),
        **freeze_peers(assessment, choices),
        **freeze_team(assessment),
        **_freeze_sign_off(assessment),
    }


def _freeze_organization(organization: Organization) -> Frozen:
    frozen: Frozen = {"name": organization.name}
    for field in ("sector", "type", "size_band", "census_division", "ownership", "rurality"):
        frozen[field] = getattr(organization, field)
        # In English, as all that is kept; who shows it says it.
        with speaking(SOURCE):
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
        for answer in assessment.answers.filter(
            item__framework_version=assessment.framework_version_id
        ).select_related("item")
        if answer.level is not None or answer.not_applicable or answer.dont_know or answer.note
    }


def _freeze_sign_off(assessment: Assessment) -> Frozen:
    """`sign_off`, once it is signed."""
    signed = assessment.sign_offs.filter(verdict=SignOff.Verdict.SIGNED).last()
    if signed is None or not assessment.signed:
        return {}
    return {
        "sign_off": {
            "name": signed.name,
            "role": signed.role,
            "at": signed.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "as_author": signed.as_author,
            "digest": signed.digest,
        }
    }


def read_sheet(frozen: Frozen) -> AnswerSheet:
    """The frozen answers, counts of evidence and declared targets, as scoring takes them."""
    counts = read_counts(frozen)
    answers = [
        Answer(
            item=code,
            level=answer["level"],
            not_applicable=answer["na"],
            dont_know=answer["dont_know"],
            reason=answer["reason"],
            note=answer["note"],
            evidence=None if counts is None else counts.get(code, 0),
        )
        for code, answer in frozen["answers"].items()
    ]
    unanswered = (
        Answer(code, evidence=count)
        for code, count in (counts or {}).items()
        if code not in frozen["answers"]
    )
    declared = {
        code: target["level"]
        for code, target in frozen["targets"].items()
        if target["level"] is not None
    }
    return AnswerSheet.of([*answers, *unanswered], declared)
