"""Making one report: frozen input → score card → files. Safe to call any number of times."""

import errno
import json
import traceback
import uuid
from dataclasses import dataclass

import structlog
from django.db import Error, transaction
from django.utils import timezone

from assessments.scoring import score
from lhs_portal.audit.models import record_event
from reports.documents import render_documents
from reports.freezing import read_sheet
from reports.jobs import claims, files
from reports.jobs.heartbeat import heartbeat
from reports.models import Report, ReportFile, State
from reports.notifying import notify_requester
from reports.presenters import present_report
from reports.queries import load_frozen_definition

log = structlog.get_logger("reports.jobs")

DISK_FULL = (
    "There was no space left to keep the report's files. All answers are kept. Tell the person who "
    "runs this portal; once there is space, try again."
)
FILES_UNWRITABLE = (
    "The report's files could not be written. All answers are kept. Tell the person who runs this "
    "portal, then try again."
)
UNEXPECTED = (
    "Something went wrong on our side while this report was made. All answers are kept. Try again; "
    "if it happens again, tell the person who runs this portal and name the report’s address."
)


@dataclass(frozen=True, slots=True)
class Made:
    """The score card as JSON, what it rests on, and unsaved rows of the stored files."""

    score_card: str
    input_digest: str
    scoring_version: str
    files: list[ReportFile]


def make_report(report_id: uuid.UUID) -> None:
    """Make the report if it is waiting or its worker was lost, and tell who asked for it.

    Raises only django.db.Error: the lease then ends, and the sweeper gives the job to a worker.
    """
    claim = claims.take(report_id)
    if claim:
        with heartbeat(claim):
            _attempt(claim)
    notify_requester(report_id)


def _attempt(claim: claims.Claim) -> None:
    try:
        _finish(claim, _make(claim))
    except claims.LostClaim:
        log.warning("claim_lost", report=str(claim.report_id))
        files.remove_attempt(claim)
    except Error:
        # A connection lost at the commit does not say whether the report is finished: its files
        # stay, and the sweeper removes them if no row names them.
        raise
    except Exception as error:  # noqa: BLE001  (the edge of the job: the row says what happened)
        files.remove_attempt(claim)
        _log_failure(claim, error)
        claims.give_back(claim, reason_of(error))


def _make(claim: claims.Claim) -> Made:
    report = Report.objects.get(pk=claim.report_id)
    frozen = json.loads(report.frozen_input)
    definition = load_frozen_definition(report)

    claims.advance(claim, "Scoring", 5)
    card = score(definition, read_sheet(frozen))
    score_card = card.to_json()

    claims.advance(claim, "PDF", 20)
    page = present_report(frozen, json.loads(score_card), definition)
    documents = render_documents(page, score_card)

    claims.advance(claim, "Files", 80)
    stored = [
        ReportFile(
            report=report,
            kind=document.kind,
            filename=document.filename,
            media_type=document.media_type,
            path=files.write(claim, document.filename, document.content),
            sha256=files.digest(document.content),
            size=len(document.content),
        )
        for document in documents
    ]
    return Made(score_card.decode(), card.input_digest, card.scoring_version, stored)


def _finish(claim: claims.Claim, made: Made) -> None:
    """The card, the files and the state in one transaction, under this claim. Raises LostClaim."""
    with transaction.atomic():
        ReportFile.objects.bulk_create(made.files)
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
            raise claims.LostClaim(str(claim.report_id))
        report = Report.objects.select_related("assessment__organization").get(pk=claim.report_id)
        record_event(
            "made",
            report,
            by=None,
            organization=report.assessment.organization,
            what=f"Report {report.number}",
        )
    log.info("report_ready", report=str(claim.report_id), attempts=report.attempts)


def reason_of(error: Exception) -> str:
    """What failed, what was kept and what to do, for the people of the organization."""
    if isinstance(error, OSError):
        full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        return DISK_FULL if full else FILES_UNWRITABLE
    return UNEXPECTED


def _log_failure(claim: claims.Claim, error: Exception) -> None:
    """Where it happened, without the error's own words: these may quote an answer."""
    log.error(
        "report_attempt_failed",
        report=str(claim.report_id),
        error=type(error).__name__,
        where=traceback.format_tb(error.__traceback__),
    )
