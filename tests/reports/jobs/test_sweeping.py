"""The sweeper finds what was lost, and sends it once."""

import time
import uuid
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.utils import timezone

from assessments.mailing import Delivery
from reports.jobs import claims, sweeping
from reports.jobs.kinds import JobKind
from reports.jobs.making import make_report
from reports.jobs.of_reports import MAKE_REPORT, WORKER_STOPPED
from reports.jobs.sweeping import show_alive, sweep
from reports.models import Report, State, WorkerHeartbeat
from reports.queries import load_jobs_status

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[uuid.UUID]:
    ids: list[uuid.UUID] = []

    def send(_kind: JobKind, pk: uuid.UUID) -> bool:
        ids.append(pk)
        return True

    monkeypatch.setattr(sweeping, "send", send)
    return ids


def long_ago() -> object:
    return timezone.now() - timedelta(seconds=settings.LEASE_SECONDS + 1)


def change(report: Report, **values: object) -> None:
    Report.objects.filter(pk=report.pk).update(**values)


def test_sweep_sends_a_job_whose_message_was_lost_once(
    report: Report, sent: list[uuid.UUID]
) -> None:
    change(report, enqueued_at=long_ago())
    assert (sweep(), sweep()) == (1, 0)
    assert sent == [report.pk]


def test_sweep_sends_a_job_that_was_never_handed_over(
    report: Report, sent: list[uuid.UUID]
) -> None:
    change(report, enqueued_at=None)
    sweep()
    assert sent == [report.pk]


def test_sweep_leaves_a_job_that_was_just_sent(report: Report, sent: list[uuid.UUID]) -> None:
    change(report, enqueued_at=timezone.now())
    assert sweep() == 0


def test_sweep_leaves_a_running_job_and_finds_it_when_its_lease_ends(
    report: Report, sent: list[uuid.UUID]
) -> None:
    assert claims.take(Report, report.pk)
    change(report, enqueued_at=long_ago())
    assert sweep() == 0
    change(report, lease_until=long_ago())
    assert sweep() == 1


def test_sweep_leaves_a_job_that_is_not_due(report: Report, sent: list[uuid.UUID]) -> None:
    change(report, enqueued_at=long_ago(), not_before=timezone.now() + timedelta(seconds=20))
    assert sweep() == 0


def test_sweep_finds_a_finished_report_whose_mail_was_not_handed_over(
    report: Report, sent: list[uuid.UUID]
) -> None:
    make_report(report.pk)
    change(report, enqueued_at=long_ago())
    assert sweep() == 0
    change(report, notified_at=None)
    assert sweep() == 1
    change(report, enqueued_at=long_ago(), notified_at=None)
    sent.clear()
    make_report(report.pk)
    assert sweep() == 0


def test_sweep_fails_what_is_beyond_help(report: Report, sent: list[uuid.UUID]) -> None:
    assert claims.take(Report, report.pk)
    change(report, lease_until=long_ago(), attempts=claims.MAX_ATTEMPTS, enqueued_at=long_ago())
    assert sweep() == 0
    report.refresh_from_db()
    assert (report.state, report.error) == (State.FAILED, WORKER_STOPPED)


def test_sweep_stops_at_a_broker_that_is_down(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(report, enqueued_at=None)
    monkeypatch.setattr(sweeping, "send", lambda _kind, _id: False)
    assert sweep() == 0


def test_sweeper_goes_on_after_any_error_and_leaves_no_sign_of_life_when_it_ends(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    settings.LEASE_SECONDS = 0.03
    calls: list[int] = []

    def fail_at_first() -> int:
        calls.append(1)
        if len(calls) < 3:
            raise RuntimeError("broken")
        return 0

    monkeypatch.setattr(sweeping, "sweep", fail_at_first)
    cleared: list[int] = []
    monkeypatch.setattr(sweeping, "delete_expired_rows", lambda: cleared.append(1))
    orphans: list[int] = []
    monkeypatch.setattr(sweeping, "remove_orphan_files", lambda: orphans.append(1))
    mailed: list[Any] = []

    def send_due_mail(now: Any) -> Delivery:
        mailed.append(now)
        return Delivery(sent=0, down=False, all_tried=True)

    monkeypatch.setattr(sweeping, "MAILS", (send_due_mail,))
    worker = SimpleNamespace(hostname="worker1@here")
    step = sweeping.SweeperStep(worker)
    step.start(worker)
    deadline = time.monotonic() + 20
    while len(calls) < 4 and time.monotonic() < deadline:
        time.sleep(0.01)
    settings.LEASE_SECONDS = 15
    step.stop(worker)
    assert len(calls) >= 4
    assert len(cleared) == 1
    assert len(orphans) == 1
    assert len(mailed) == 1
    assert not WorkerHeartbeat.objects.exists()


def test_show_alive_counts_workers_seen_within_a_lease(db: None) -> None:
    show_alive("worker1@here")
    show_alive("worker1@here")
    WorkerHeartbeat.objects.create(name="silent", seen_at=long_ago())
    WorkerHeartbeat.objects.create(name="gone", seen_at=timezone.now() - timedelta(days=2))
    show_alive("worker2@here")
    assert [name for name, _ in load_jobs_status().workers] == ["worker1@here", "worker2@here"]
    assert not WorkerHeartbeat.objects.filter(name="gone").exists()


def test_message_names_the_task_that_the_worker_knows() -> None:
    from celery import current_app

    from reports.tasks import make_report_task

    assert make_report_task.name == MAKE_REPORT
    assert MAKE_REPORT in current_app.tasks
