"""A worker killed with -9 at any moment: one finished report, at most one mail, nothing left over."""

from dataclasses import replace

import pytest
from celery import current_app
from kombu import Connection

from reports.jobs import claims, files
from reports.jobs.queueing import MAKE_REPORT
from reports.models import Report, ReportFile, State
from tests.faults.worker_program import MOMENTS
from tests.faults.workers import LEASE_SECONDS, Workshop, kill, wait_for

# All that runs a worker is one after another, so that the times mean something.
pytestmark = pytest.mark.xdist_group("workers")

WITHIN = 60
NO_MAIL = {"mail marked, not handed over"}
FINISHED = {"finished, mail not marked", "mail marked, not handed over", "mail handed over"}


def send(workshop: Workshop, report: Report, times: int = 1) -> None:
    with Connection(workshop.broker_url) as connection:
        for _ in range(times):
            current_app.send_task(MAKE_REPORT, args=[str(report.pk)], connection=connection)


def finished(report: Report) -> bool:
    return Report.objects.get(pk=report.pk).state == State.READY


def check_one_finished_report(workshop: Workshop, report: Report) -> None:
    report.refresh_from_db()
    assert (report.state, report.error) == (State.READY, "")
    assert sorted(report.files.values_list("kind", flat=True)) == ["csv", "json", "pdf"]
    files.remove_orphans(older_than=0)
    assert workshop.files() == sorted(ReportFile.objects.values_list("path", flat=True))


@pytest.mark.parametrize("moment", MOMENTS)
def test_worker_killed_at_any_moment_leaves_one_finished_report(
    workshop: Workshop, submitted: Report, moment: str
) -> None:
    with workshop.worker(pause_at=moment) as process:
        wait_for(workshop.paused, seconds=WITHIN, what=f"the worker at: {moment}")
        kill(process)
    assert finished(submitted) is (moment in FINISHED)

    with workshop.worker():
        wait_for(lambda: finished(submitted), seconds=WITHIN, what="a finished report")
        expected_mails = 0 if moment in NO_MAIL else 1
        wait_for(
            lambda: (
                Report.objects.get(pk=submitted.pk).notified_at
                and workshop.mails() == expected_mails
            ),
            seconds=WITHIN,
            what=f"{expected_mails} mails",
        )
    check_one_finished_report(workshop, submitted)
    assert workshop.mails() == expected_mails


def test_worker_killed_in_every_attempt_fails_the_report_with_a_reason(
    workshop: Workshop, submitted: Report
) -> None:
    for attempt in range(1, claims.MAX_ATTEMPTS + 1):
        with workshop.worker(pause_at="scored") as process:
            wait_for(workshop.paused, seconds=WITHIN, what=f"attempt {attempt}")
            (workshop.folder / "paused").unlink()
            kill(process)
    with workshop.worker():
        wait_for(
            lambda: Report.objects.get(pk=submitted.pk).state == State.FAILED,
            seconds=WITHIN,
            what="a failed report",
        )
    submitted.refresh_from_db()
    assert submitted.error == claims.WORKER_STOPPED
    assert workshop.mails() == 0
    assert submitted.assessment.answers.count() == 28


def test_message_delivered_ten_times_has_one_effect(workshop: Workshop, submitted: Report) -> None:
    workshop = replace(workshop, lease_seconds=30)
    send(workshop, submitted, times=10)
    with workshop.worker():
        wait_for(lambda: finished(submitted), seconds=WITHIN, what="a finished report")
        wait_for(workshop.mails, seconds=WITHIN, what="a mail")
        wait_for(
            lambda: workshop.log().count("Task reports.make_report") >= 20,
            seconds=WITHIN,
            what="ten messages received and done",
        )
    check_one_finished_report(workshop, submitted)
    assert (submitted.attempts, workshop.mails()) == (1, 1)


def test_two_workers_on_one_job_make_one_report(workshop: Workshop, submitted: Report) -> None:
    workshop = replace(workshop, lease_seconds=30)
    send(workshop, submitted, times=4)
    with workshop.worker(), workshop.worker():
        wait_for(lambda: finished(submitted), seconds=WITHIN, what="a finished report")
        wait_for(workshop.mails, seconds=WITHIN, what="a mail")
    check_one_finished_report(workshop, submitted)
    assert (submitted.attempts, workshop.mails()) == (1, 1)


def test_worker_that_hangs_longer_than_its_lease_keeps_the_job(
    workshop: Workshop, submitted: Report
) -> None:
    with workshop.worker(pause_at="scored"):
        wait_for(workshop.paused, seconds=WITHIN, what="the worker in the middle of its job")
        with workshop.worker(), pytest.raises(AssertionError):
            wait_for(
                lambda: Report.objects.get(pk=submitted.pk).attempts > 1,
                seconds=LEASE_SECONDS * 2.5,
                what="a second attempt",
            )


def test_worker_told_to_stop_finishes_its_job_first(workshop: Workshop, submitted: Report) -> None:
    with workshop.worker() as process:
        wait_for(
            lambda: Report.objects.get(pk=submitted.pk).state == State.RUNNING,
            seconds=WITHIN,
            what="a running job",
        )
        process.terminate()
        process.wait(timeout=WITHIN)
    assert process.returncode == 0
    check_one_finished_report(workshop, submitted)
