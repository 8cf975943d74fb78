"""Asking for reports: what is frozen, who may, and what a broker that is down does."""

import json
import socket
import time
from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from assessments.actions import reopen, save_targets
from assessments.changes import TargetChange
from assessments.models import Assessment
from assessments.queries import load_targets
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import User
from lhs_portal.audit.models import Event
from reports.actions import (
    MOST_IN_A_DAY,
    AnswersAreFinal,
    NotFailed,
    TooMany,
    request_preliminary_report,
    retry_report,
)
from reports.jobs import claims
from reports.jobs.making import make_report
from reports.models import Kind, Report, State
from tests.assessments.factories import sign_answered, sign_submitted, submit_answered
from tests.brokers import broker_at
from tests.reports.factories import answer_items

pytestmark = pytest.mark.django_db


@pytest.fixture
def broker_down() -> Iterator[None]:
    """Nobody answers there: connections are accepted, and stay silent."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(5)
        with broker_at(f"redis://127.0.0.1:{silent.getsockname()[1]}/0"):
            yield


def test_sign_freezes_all_that_the_report_is_made_from(
    assessment: Assessment, alice: User, framework: FrameworkVersion
) -> None:
    answer_items(assessment, alice)
    seen = load_targets(assessment)["safe"].seen
    save_targets(
        assessment=assessment,
        changes=[TargetChange(code="safe", seen=seen, choice="3", statement="No harm.")],
        by=alice,
    )
    submitted = submit_answered(assessment, alice)
    assert not Report.objects.exists()
    sign_submitted(submitted)

    report = Report.objects.get()
    frozen = json.loads(report.frozen_input)
    assert (report.kind, report.number, report.state) == (Kind.FINAL, 1, State.QUEUED)
    assert frozen["framework"] == {"version": framework.version, "digest": framework.digest}
    assert (frozen["requested_by"], frozen["language"]) == ("Sonia Ekberg", "en")
    assert frozen["organization"]["name"] == "Mercy Valley Hospital"
    assert frozen["organization"]["sector_name"] == "Care delivery"
    assert frozen["assessment"]["period_start"] == "2026-01-01"
    assert frozen["targets"] == {"safe": {"level": 3, "statement": "No harm."}}
    assert len(frozen["answers"]) == 28
    assert frozen["answers"]["engaged.1"] == {
        "level": 0, "na": False, "dont_know": False, "reason": "", "note": "Minutes of May 4.",
    }  # fmt: skip
    assert Event.objects.filter(verb="requested", subject_id=str(report.pk)).count() == 1


def test_sign_is_undone_where_the_report_cannot_be_requested(
    assessment: Assessment, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_items(assessment, alice)

    def break_down(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("broken")

    submitted = submit_answered(assessment, alice)
    monkeypatch.setattr("reports.actions.freeze_input", break_down)
    with pytest.raises(RuntimeError), transaction.atomic():
        sign_submitted(submitted)
    assessment.refresh_from_db()
    assert assessment.awaiting
    assert not Report.objects.exists()


def test_second_signature_makes_a_second_report_and_keeps_the_first(
    report: Report, alice: User
) -> None:
    make_report(report.pk)
    before = Report.objects.get(pk=report.pk).score_card
    reopen(assessment=report.assessment, reason="A mistake in Safe", by=alice)
    answer_items(report.assessment, alice, count=3)
    sign_answered(report.assessment, alice)
    assert list(Report.objects.values_list("number", flat=True)) == [2, 1]
    assert Report.objects.get(number=1).score_card == before


def test_preliminary_report_freezes_nothing_but_itself(assessment: Assessment, alice: User) -> None:
    answer_items(assessment, alice, count=5)
    report = request_preliminary_report(assessment=assessment, by=alice)
    assert (report.kind, len(json.loads(report.frozen_input)["answers"])) == (Kind.PRELIMINARY, 5)
    answer_items(assessment, alice, count=9)
    make_report(report.pk)
    report.refresh_from_db()
    assert report.state == State.READY


def test_preliminary_report_asked_for_twice_is_one(assessment: Assessment, alice: User) -> None:
    first = request_preliminary_report(assessment=assessment, by=alice)
    assert request_preliminary_report(assessment=assessment, by=alice) == first
    make_report(first.pk)
    assert request_preliminary_report(assessment=assessment, by=alice).number == 2


def test_preliminary_reports_of_a_day_have_a_limit(assessment: Assessment, alice: User) -> None:
    for _ in range(MOST_IN_A_DAY):
        request_preliminary_report(assessment=assessment, by=alice)
        Report.objects.update(state=State.FAILED, error="The disk is full.")
    with pytest.raises(TooMany, match="Go on tomorrow"):
        request_preliminary_report(assessment=assessment, by=alice)
    Report.objects.filter(number=1).delete()
    assert request_preliminary_report(assessment=assessment, by=alice).number == MOST_IN_A_DAY + 1


def test_preliminary_report_is_for_leads(
    assessment: Assessment, bob: User, rhea: User, charlie: User
) -> None:
    for person in (bob, rhea):
        with pytest.raises(PermissionDenied):
            request_preliminary_report(assessment=assessment, by=person)
    with pytest.raises(Http404):
        request_preliminary_report(assessment=assessment, by=charlie)


def test_preliminary_report_after_submission_is_refused(report: Report, alice: User) -> None:
    with pytest.raises(AnswersAreFinal):
        request_preliminary_report(assessment=report.assessment, by=alice)


def fail(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(
        state=State.FAILED, error="The disk is full.", attempts=claims.MAX_ATTEMPTS
    )


def test_retry_queues_a_failed_report_again_with_its_input(report: Report, alice: User) -> None:
    fail(report)
    retry_report(report=report, by=alice)
    make_report(report.pk)
    again = Report.objects.get(pk=report.pk)
    assert (again.state, again.frozen_input) == (State.READY, report.frozen_input)
    assert Event.objects.filter(verb="retried", subject_id=str(report.pk)).count() == 1


def test_retry_is_for_leads_and_failed_reports(
    report: Report, alice: User, bob: User, charlie: User
) -> None:
    with pytest.raises(NotFailed):
        retry_report(report=report, by=alice)
    fail(report)
    with pytest.raises(PermissionDenied):
        retry_report(report=report, by=bob)
    with pytest.raises(Http404):
        retry_report(report=report, by=charlie)


def test_request_sends_the_id_after_the_commit_alone(
    assessment: Assessment,
    alice: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: object,
) -> None:
    sent: list[object] = []
    monkeypatch.setattr("reports.actions.enqueue", sent.append)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        report = request_preliminary_report(assessment=assessment, by=alice)
        assert sent == []
    assert sent == [report.pk]


@pytest.mark.usefixtures("broker_down")
def test_broker_that_is_silent_neither_fails_nor_hangs_the_signature(
    assessment: Assessment,
    alice: User,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: object,
) -> None:
    answer_items(assessment, alice)
    submitted = submit_answered(assessment, alice)
    started = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        sign_submitted(submitted)
    assert time.monotonic() - started < 8
    assert "broker_unreachable" in caplog.text
    report = Report.objects.get()
    assert report.state == State.QUEUED
    make_report(report.pk)
    report.refresh_from_db()
    assert report.state == State.READY
