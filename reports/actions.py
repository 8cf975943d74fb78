"""Asking for a report, and asking again for one that could not be made."""

import hashlib
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assessments.models import Assessment
from assessments.queries import load_assessment
from lhs_portal.accounts.models import User
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.canonical import canonical_json
from lhs_portal.lib.wording import say
from reports.freezing import freeze_input
from reports.jobs.of_reports import enqueue
from reports.models import Kind, Report, State
from reports.queries import load_report

MOST_IN_A_DAY = 20


class NotFailed(Refused):
    """Only a report that could not be made can be made again."""


class TooMany(Refused):
    """Each report is kept for good, files and all: not without end."""


class TooEarly(Refused):
    """Ratings are blind until they are settled."""


class AnswersAreFinal(Refused):
    """A submitted assessment has its final report; a preliminary one would say the same."""


@transaction.atomic
def request_report(*, assessment: Assessment, kind: Kind, by: User) -> Report:
    """Freeze what the report is made from, under the assessment's next number, and queue the job.

    In the caller's transaction; only the sending of the id waits for its commit. The caller has
    checked that the person may.
    """
    assessment = (
        Assessment.objects.select_for_update(of=["self"])
        .select_related("organization__parent", "framework_version")
        .get(pk=assessment.pk)
    )
    highest = assessment.reports.aggregate(highest=Max("number"))["highest"] or 0
    at = timezone.now()
    frozen = canonical_json(freeze_input(assessment, kind=kind, number=highest + 1, by=by, at=at))
    report = Report.objects.create(
        assessment=assessment,
        number=highest + 1,
        kind=kind,
        requested_at=at,
        requested_by=by,
        framework_version=assessment.framework_version.version,
        framework_digest=assessment.framework_version.digest,
        frozen_input=frozen.decode(),
        frozen_digest=hashlib.sha256(frozen).hexdigest(),
    )
    _record(report, "requested", by=by)
    transaction.on_commit(partial(enqueue, report.pk), robust=True)
    return report


@transaction.atomic
def request_preliminary_report(*, assessment: Assessment | UUID, by: User) -> Report:
    """Freeze nothing but the report. Asked twice, while one is being made, it is the same one.

    Raises Http404, PermissionDenied for anyone but a lead, AnswersAreFinal after submission, and
    TooMany beyond the day's limit.
    """
    pk = assessment.pk if isinstance(assessment, Assessment) else assessment
    row = load_assessment(by, pk, lock=True)
    check_lead(row)
    if row.awaiting or row.signed:
        raise AnswersAreFinal(
            say("This assessment is submitted: it has its report once it is signed.")
        )
    if not row.answering and not row.settling:
        raise TooEarly(say("There are no answers yet: they are settled when the round is closed."))
    asked_for = row.reports.filter(kind=Kind.PRELIMINARY)
    if unfinished := asked_for.filter(state__in=[State.QUEUED, State.RUNNING]).first():
        return unfinished
    today = asked_for.filter(requested_at__gt=timezone.now() - timedelta(days=1))
    if today.count() >= MOST_IN_A_DAY:
        raise TooMany(
            say(
                "This assessment has had {number} preliminary reports today. Go on tomorrow.",
                number=MOST_IN_A_DAY,
            )
        )
    return request_report(assessment=row, kind=Kind.PRELIMINARY, by=by)


@transaction.atomic
def retry_report(*, report: Report | UUID, by: User) -> Report:
    """Queue a failed job again, with the input that it froze.

    Raises Http404, PermissionDenied for anyone but a lead, and NotFailed in any other state.
    """
    row = load_report(by, report.pk if isinstance(report, Report) else report, lock=True)
    check_lead(row)
    if row.state != State.FAILED:
        raise NotFailed(
            say("This report has not failed: {state}.", state=State(row.state).label.lower())
        )
    row.state = State.QUEUED
    row.attempts = row.progress = 0
    row.step = row.error = ""
    row.finished_at = row.not_before = None
    row.save(
        update_fields=[
            "state", "attempts", "progress", "step", "error", "finished_at", "not_before",
        ]
    )  # fmt: skip
    _record(row, "retried", by=by)
    transaction.on_commit(partial(enqueue, row.pk), robust=True)
    return row


def _record(report: Report, verb: str, *, by: User) -> None:
    record_event(
        verb,
        report,
        by=by,
        organization=report.assessment.organization,
        what=report.recorded_name,
    )
