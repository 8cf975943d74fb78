"""Making one report: frozen input → score card → files. Safe to call any number of times."""

import errno
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from assessments.scoring import score
from commitments.definition import Definition
from lhs_portal.audit.models import record_event
from lhs_portal.lib.canonical import canonical_json
from lhs_portal.lib.wording import mark
from reports.comparing import build_comparison, shown_comparison
from reports.documents import (
    KIND_BY_CODE,
    KINDS,
    Document,
    DocumentFailed,
    DocumentKind,
    Material,
    render_document,
)
from reports.freezing import read_sheet
from reports.freezing_team import read_ratings, shown_card
from reports.jobs import claims, files
from reports.jobs.attempting import attempt
from reports.models import Comparison, Report, ReportFile, State
from reports.notifying import notify_requester
from reports.presenters import present_report
from reports.proof.statement import build_statement
from reports.queries import load_spoken

log = structlog.get_logger("reports.jobs")

DISK_FULL = mark(
    "There was no space left to keep the report's files. All answers are kept. Tell the person who "
    "runs this portal; once there is space, try again."
)
FILES_UNWRITABLE = mark(
    "The report's files could not be written. All answers are kept. Tell the person who runs this "
    "portal, then try again."
)
UNEXPECTED = mark(
    "Something went wrong on our side while this report was made. All answers are kept. Try again; "
    "if it happens again, tell the person who runs this portal and name the report’s address."
)


DOCUMENT_FAILED = mark(
    "One file of this report could not be made: {file}. All answers are kept. Try again; if it "
    "happens again, tell the person who runs this portal and name the report’s address."
)


@dataclass(frozen=True, slots=True)
class Made:
    """The score card as JSON, what it rests on, and unsaved rows of the stored files."""

    score_card: str
    input_digest: str
    scoring_version: str
    files: list[ReportFile]
    comparison: Comparison | None


def make_report(report_id: uuid.UUID) -> None:
    """Make the report if it is waiting or its worker was lost, and tell who asked for it.

    Raises only django.db.Error, as every attempt.
    """
    attempt(
        Report,
        report_id,
        lambda claim: _finish(claim, _make(claim)),
        reason_of=reason_of,
        clean_up=files.remove_attempt,
    )
    notify_requester(report_id)


def _make(claim: claims.Claim) -> Made:
    report = Report.objects.get(pk=claim.pk)
    frozen = json.loads(report.frozen_input)
    definition = load_spoken(report, frozen, frozen["language"])

    claims.advance(claim, "Scoring", 5)
    card = score(definition, read_sheet(frozen), read_ratings(frozen))
    score_card = card.to_json()

    claims.advance(claim, "Comparing", 10)
    document = json.loads(score_card)
    comparison = build_comparison(report, frozen, document, definition)
    statement = build_statement(
        frozen,
        frozen_digest=report.frozen_digest,
        input_digest=card.input_digest,
        scoring_version=card.scoring_version,
        comparison_digest=comparison.digest if comparison else None,
    )
    material = _material(frozen, document, definition, comparison, statement)
    stored = list(_store(claim, report, material))
    return Made(score_card.decode(), card.input_digest, card.scoring_version, stored, comparison)


def _material(
    frozen: dict[str, Any],
    card: dict[str, Any],
    definition: Definition,
    comparison: Comparison | None,
    statement: dict[str, Any],
) -> Material:
    compared = json.loads(comparison.document) if comparison else None
    return Material(
        page=present_report(frozen, card, definition, compared, digest=statement["frozen_digest"]),
        score_card=canonical_json(shown_card(card, frozen, definition)),
        comparison=canonical_json(shown_comparison(compared)) if compared else None,
        statement=statement,
    )


def _store(claim: claims.Claim, report: Report, material: Material) -> Iterator[ReportFile]:
    """Every file written whole, as an unsaved row."""
    for place, kind in enumerate(KINDS):
        claims.advance(claim, "Files" if place else "PDF", 15 + 80 * place // len(KINDS))
        document = render_kind(kind, material)
        if document is None:
            continue
        row = ReportFile(
            report=report,
            kind=document.kind,
            filename=document.filename,
            media_type=document.media_type,
            path=files.write(claim, document.filename, document.content),
            sha256=files.digest(document.content),
            size=len(document.content),
        )
        material = replace(material, made=(*material.made, row))
        yield row


def render_kind(kind: DocumentKind, material: Material) -> Document | None:
    """Raises DocumentFailed, whatever goes wrong, and OSError where the disk may be the reason."""
    try:
        return render_document(kind, material)
    except (DocumentFailed, OSError):
        raise
    except Exception as error:
        raise DocumentFailed(kind.code, type(error).__name__) from error


def _finish(claim: claims.Claim, made: Made) -> None:
    """The card, the files and the state in one transaction, under this claim. Raises LostClaim."""
    with transaction.atomic():
        ReportFile.objects.bulk_create(made.files)
        if made.comparison:
            made.comparison.save()
        finished = claim.rows().update(
            state=State.READY,
            step="",
            progress=100,
            lease_until=None,
            error="",
            finished_at=timezone.now(),
            score_card=made.score_card,
            input_digest=made.input_digest,
            scoring_version=made.scoring_version,
        )
        if not finished:
            raise claims.LostClaim(str(claim))
        report = Report.objects.select_related("assessment__organization").get(pk=claim.pk)
        record_event(
            "made",
            report,
            by=None,
            organization=report.assessment.organization,
            what=report.recorded_name,
        )
    log.info("report_ready", report=str(claim.pk), attempts=report.attempts)


def reason_of(error: Exception) -> str:
    """What failed, what was kept and what to do, for the people of the organization."""
    if isinstance(error, DocumentFailed) and (code := error.kind.partition("-")[0]) in KIND_BY_CODE:
        return DOCUMENT_FAILED.format(file=KIND_BY_CODE[code].label)
    if isinstance(error, OSError):
        full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        return DISK_FULL if full else FILES_UNWRITABLE
    return UNEXPECTED
