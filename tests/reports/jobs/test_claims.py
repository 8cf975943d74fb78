"""One worker has a job at a time, and a worker that was given up for lost changes nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reports.jobs import claims
from reports.jobs.of_reports import WORKER_STOPPED
from reports.models import Report, State

pytestmark = pytest.mark.django_db


def end_lease(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_take_gives_a_waiting_job_to_one_worker(report: Report) -> None:
    first, second = claims.take(Report, report.pk), claims.take(Report, report.pk)
    report.refresh_from_db()
    assert first is not None
    assert second is None
    assert (report.state, report.token, report.attempts) == (State.RUNNING, first.token, 1)


def test_take_refuses_a_job_that_is_not_due_yet(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(not_before=timezone.now() + timedelta(seconds=5))
    assert claims.take(Report, report.pk) is None


def test_take_gives_a_job_again_when_its_lease_has_ended(report: Report) -> None:
    lost = claims.take(Report, report.pk)
    assert lost
    end_lease(report)
    found = claims.take(Report, report.pk)
    assert found
    report.refresh_from_db()
    assert (report.token, report.attempts) == (found.token, 2)
    with pytest.raises(claims.LostClaim):
        claims.extend(lost)
    with pytest.raises(claims.LostClaim):
        claims.advance(lost, "PDF", 20)
    with pytest.raises(claims.LostClaim):
        claims.give_back(lost, "too late")
    assert not lost.rows().exists()


def test_extend_keeps_the_job_beyond_the_first_lease(report: Report) -> None:
    claim = claims.take(Report, report.pk)
    assert claim
    end_lease(report)
    claims.extend(claim)
    assert claims.take(Report, report.pk) is None


def test_give_back_waits_longer_each_time_and_then_fails_with_the_reason(report: Report) -> None:
    for pause in claims.BACK_OFF:
        claim = claims.take(Report, report.pk)
        assert claim
        before = timezone.now()
        claims.give_back(claim, "The disk is full.")
        report.refresh_from_db()
        assert (report.state, report.error, report.token) == (
            State.QUEUED,
            "The disk is full.",
            None,
        )
        assert report.not_before
        assert pause <= report.not_before - before < pause + timedelta(seconds=5)
        Report.objects.filter(pk=report.pk).update(not_before=None)
    last = claims.take(Report, report.pk)
    assert last
    claims.give_back(last, "The disk is full.")
    report.refresh_from_db()
    assert (report.state, report.error) == (State.FAILED, "The disk is full.")
    assert report.finished_at
    assert claims.take(Report, report.pk) is None


def test_fail_exhausted_ends_a_job_whose_worker_died_in_the_last_attempt(report: Report) -> None:
    for _ in range(claims.MAX_ATTEMPTS):
        assert claims.take(Report, report.pk)
        assert claims.fail_exhausted() == 0
        end_lease(report)
    assert claims.take(Report, report.pk) is None
    assert claims.fail_exhausted() == 1
    report.refresh_from_db()
    assert (report.state, report.error) == (State.FAILED, WORKER_STOPPED)
