"""The assessments of an organization, for its export."""

from collections.abc import Iterator
from typing import Any

from assessments.local_items import code_of
from assessments.models import (
    Answer,
    Assessment,
    Evidence,
    EvidenceUse,
    EvidenceVersion,
    LocalItem,
    SignOff,
    VersionMigration,
)
from lhs_portal.accounts.models import Organization
from lhs_portal.accounts.queries import load_naming
from lhs_portal.audit.sentences import Naming


def organization_data(organization: Organization) -> dict[str, Any]:
    """JSON. Answers are by the code of their item and the framework version that asks it.

    That is the version of the assessment, or one that it left: what stayed there counts nowhere.
    """
    naming = load_naming(organization)
    assessments = (
        Assessment.objects.filter(organization=organization)
        .select_related("framework_version")
        .prefetch_related(
            "answers__item__framework_version",
            "local_items",
            "targets__commitment__framework_version",
            "migrations__source",
            "migrations__target",
            "evidence_uses__item__framework_version",
            "evidence_uses__version",
            "sign_offs__remarks__item",
        )
        .order_by("started_at", "pk")
    )
    pieces = Evidence.objects.filter(organization=organization).prefetch_related("versions")
    return {
        "assessments": [_assessment(assessment, naming) for assessment in assessments],
        "evidence": [_piece(piece, naming) for piece in pieces],
    }


def organization_files(organization: Organization) -> Iterator[tuple[str, str]]:
    """For each file of evidence its name in the export and its path in the storage."""
    versions = EvidenceVersion.objects.filter(evidence__organization=organization)
    for version in versions.exclude(path="").order_by("evidence", "number"):
        yield _name(version), version.path


def _name(version: EvidenceVersion) -> str:
    return f"evidence/{version.evidence_id}/{version.number}/{version.filename}"


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
        "mode": assessment.mode,
        "signed_at": assessment.signed_at and assessment.signed_at.isoformat(),
        "sign_offs": [_sign_off(sign_off) for sign_off in assessment.sign_offs.all()],
        "migrations": [_migration(row, naming) for row in assessment.migrations.all()],
        "targets": [
            {
                "framework": target.commitment.framework_version.version,
                "commitment": target.commitment.code,
                "level": target.level,
                "statement": target.statement,
                "updated_at": target.updated_at.isoformat(),
                "updated_by": naming.person(target.updated_by_id),
            }
            for target in assessment.targets.all()
        ],
        "answers": [_answer(answer, naming) for answer in assessment.answers.all()],
        "local_items": [_local_item(item, naming) for item in assessment.local_items.all()],
        "evidence": [_use(use, naming) for use in assessment.evidence_uses.all()],
    }


def _local_item(item: LocalItem, naming: Naming) -> dict[str, Any]:
    """Also one that was removed: its row is kept."""
    return {
        "code": code_of(item.number),
        "subject": item.subject,
        "question": item.question,
        "why": item.why,
        "descriptors": item.descriptors,
        "level": item.level,
        "not_applicable": item.not_applicable,
        "dont_know": item.dont_know,
        "reason": item.reason,
        "note": item.note,
        "updated_at": item.updated_at and item.updated_at.isoformat(),
        "updated_by": item.updated_at and naming.person(item.updated_by_id),
        "removed_at": item.removed_at and item.removed_at.isoformat(),
    }


def _migration(row: VersionMigration, naming: Naming) -> dict[str, Any]:
    return {
        "from": row.source.version,
        "to": row.target.version,
        "at": row.at.isoformat(),
        "by": naming.person(row.by_id),
        "undone_at": row.undone_at and row.undone_at.isoformat(),
        "undone_by": row.undone_at and naming.person(row.undone_by_id),
    }


def _sign_off(sign_off: SignOff) -> dict[str, Any]:
    """With the name that was signed, which stays for good."""
    return {
        "verdict": sign_off.verdict,
        "at": sign_off.at.isoformat(),
        "name": sign_off.name,
        "role": sign_off.role,
        "as_author": sign_off.as_author,
        "digest": sign_off.digest,
        "remark": sign_off.remark,
        "remarks": {remark.item.code: remark.text for remark in sign_off.remarks.all()},
    }


def _answer(answer: Answer, naming: Naming) -> dict[str, Any]:
    return {
        "item": answer.item.code,
        "framework": answer.item.framework_version.version,
        "level": answer.level,
        "not_applicable": answer.not_applicable,
        "dont_know": answer.dont_know,
        "reason": answer.reason,
        "note": answer.note,
        "version": answer.version,
        "updated_at": answer.updated_at.isoformat(),
        "updated_by": naming.person(answer.updated_by_id),
    }


def _piece(piece: Evidence, naming: Naming) -> dict[str, Any]:
    return {
        "id": str(piece.pk),
        "title": piece.title,
        "made_at": piece.made_at.isoformat(),
        "made_by": naming.person(piece.made_by_id),
        "versions": [
            {
                "number": version.number,
                "dated": version.dated.isoformat(),
                "url": version.url,
                "file": _name(version) if version.path else "",
                "media_type": version.media_type,
                "size": version.size,
                "sha256": version.sha256,
                "scan": version.scan,
                "added_at": version.added_at.isoformat(),
                "added_by": naming.person(version.added_by_id),
            }
            for version in piece.versions.all()
        ],
    }


def _use(use: EvidenceUse, naming: Naming) -> dict[str, Any]:
    """Also one that was taken off its item."""
    return {
        "item": use.item.code,
        "framework": use.item.framework_version.version,
        "piece": str(use.version.evidence_id),
        "version": use.version.number,
        "shows": use.shows,
        "level": use.level,
        "added_at": use.added_at.isoformat(),
        "added_by": naming.person(use.added_by_id),
        "removed_at": use.removed_at and use.removed_at.isoformat(),
        "removed_by": use.removed_at and naming.person(use.removed_by_id),
    }
