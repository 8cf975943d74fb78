"""Making the files of a finished report in another language, of its frozen rows alone."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import replace

import structlog
from django.db import transaction
from django.utils import timezone

from lhs_portal.lib.canonical import canonical_json
from lhs_portal.lib.wording import mark
from reports.comparing import shown_comparison
from reports.documents import Material
from reports.documents.languages import kinds_in
from reports.freezing_team import shown_card
from reports.jobs import claims, files
from reports.jobs.attempting import attempt
from reports.jobs.kinds import JobKind
from reports.jobs.making import reason_of, render_kind
from reports.jobs.queueing import send
from reports.models import Comparison, Rendition, Report, ReportFile, State
from reports.presenters import present_report
from reports.proof.lookup import state_without_files
from reports.queries import load_spoken

log = structlog.get_logger("reports.jobs")

MAKE_RENDITION = "reports.make_rendition"

WORKER_STOPPED = mark(
    "The worker stopped three times while it made these files. The report itself is as it was. Try "
    "again; if it happens again, tell the person who runs this portal."
)


def _on_failed(rendition: Rendition) -> None:
    rendition.finished_at = timezone.now()
    rendition.save(update_fields=["finished_at"])


RENDITION = JobKind(
    model=Rendition,
    name="rendition",
    task=MAKE_RENDITION,
    stopped=WORKER_STOPPED,
    on_failed=_on_failed,
)


def enqueue(rendition_id: uuid.UUID) -> bool:
    return send(RENDITION, rendition_id)


def make_rendition(rendition_id: uuid.UUID) -> None:
    """Make the files if they are waited for or their worker was lost."""
    attempt(
        Rendition,
        rendition_id,
        _make,
        reason_of=reason_of,
        clean_up=files.remove_attempt,
    )


def _make(claim: claims.Claim) -> None:
    rendition = Rendition.objects.select_related("report").get(pk=claim.pk)
    _finish(claim, list(_store(claim, rendition)))


def _material(rendition: Rendition) -> Material:
    report = rendition.report
    frozen, card = json.loads(report.frozen_input), json.loads(report.score_card)
    definition = load_spoken(report, frozen, rendition.language, rendition.translation or None)
    comparison = Comparison.objects.filter(later=report).first()
    document = json.loads(comparison.document) if comparison else None
    return Material(
        page=present_report(
            frozen,
            card,
            definition,
            document,
            digest=report.frozen_digest,
            language=rendition.language,
        ),
        score_card=canonical_json(shown_card(card, frozen, definition)),
        comparison=canonical_json(shown_comparison(document)) if document else None,
        statement=state_without_files(report, comparison.digest if comparison else None),
    )


def _store(claim: claims.Claim, rendition: Rendition) -> Iterator[ReportFile]:
    """Every file written whole, as an unsaved row."""
    claims.advance(claim, "Files", 5)
    material = _material(rendition)
    kinds = kinds_in(rendition.language)
    for place, kind in enumerate(kinds):
        claims.advance(claim, "Files", 10 + 85 * place // len(kinds))
        document = render_kind(kind, material)
        if document is None:
            continue
        row = ReportFile(
            report=rendition.report,
            kind=document.kind,
            filename=document.filename,
            media_type=document.media_type,
            path=files.write(claim, document.filename, document.content),
            sha256=files.digest(document.content),
            size=len(document.content),
        )
        material = replace(material, made=(*material.made, row))
        yield row


def _finish(claim: claims.Claim, made: list[ReportFile]) -> None:
    with transaction.atomic():
        # The report may be deleted meanwhile, and its files with it.
        if not Report.objects.filter(renditions=claim.pk).exists():
            raise claims.LostClaim(str(claim))
        ReportFile.objects.bulk_create(made)
        finished = claim.rows().update(
            state=State.READY,
            step="",
            progress=100,
            lease_until=None,
            error="",
            finished_at=timezone.now(),
        )
        if not finished:
            raise claims.LostClaim(str(claim))
    log.info("rendition_ready", job=str(claim), files=len(made))
