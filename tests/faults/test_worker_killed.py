"""A worker killed with -9 at any moment: one finished report, at most one mail, nothing left over."""

import signal
from dataclasses import replace

import pytest
from celery import current_app
from kombu import Connection

from reports.documents import KINDS
from reports.jobs import claims, files
from reports.jobs.of_reports import MAKE_REPORT, WORKER_STOPPED
from reports.models import Report, ReportFile, State
from tests.faults.worker_program import MOMENTS
from tests.faults.workers import LEASE_SECONDS, Workshop, kill, wait_for

# All that runs a worker is one after another, so that the times mean something.
pytestmark = pytest.mark.xdist_group("workers")

WITHIN = 60
MADE = sorted(kind.code for kind in KINDS if kind.code != "change")  # nothing came earlier
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
    assert sorted(report.files.values_list("kind", flat=True)) == MADE
    files.remove_orphans(older_than=0)
    assert workshop.files() == sorted(ReportFile.objects.values_list("path", flat=True))


@pytest.mark.parametrize("moment", MOMENTS)
def test_worker_killed_at_any_moment_leaves_one_finished_report(
    workshop: Workshop, signed: Report, moment: str
) -> None:
    with workshop.worker(pause_at=moment) as process:
        wait_for(workshop.paused, seconds=WITHIN, what=f"the worker at: {moment}")
        kill(process)
    assert finished(signed) is (moment in FINISHED)

    with workshop.worker():
        wait_for(lambda: finished(signed), seconds=WITHIN, what="a finished report")
        expected_mails = 0 if moment in NO_MAIL else 1
        wait_for(
            lambda: (
                Report.objects.get(pk=signed.pk).notified_at and workshop.mails() == expected_mails
            ),
            seconds=WITHIN,
            what=f"{expected_mails} mails",
        )
    check_one_finished_report(workshop, signed)
    assert workshop.mails() == expected_mails


def test_worker_killed_in_every_attempt_fails_the_report_with_a_reason(
    workshop: Workshop, signed: Report
) -> None:
    for attempt in range(1, claims.MAX_ATTEMPTS + 1):
        with workshop.worker(pause_at="scored") as process:
            wait_for(workshop.paused, seconds=WITHIN, what=f"attempt {attempt}")
            (workshop.folder / "paused").unlink()
            kill(process)
    with workshop.worker():
        wait_for(
            lambda: Report.objects.get(pk=signed.pk).state == State.FAILED,
            seconds=WITHIN,
            what="a failed report",
        )
    signed.refresh_from_db()
    assert signed.error == WORKER_STOPPED
    assert workshop.mails() == 0
    assert signed.assessment.answers.count() == 28


def test_message_delivered_ten_times_has_one_effect(workshop: Workshop, signed: Report) -> None:
    workshop = replace(workshop, lease_seconds=30)
    send(workshop, signed, times=10)
    with workshop.worker():
        wait_for(lambda: finished(signed), seconds=WITHIN, what="a finished report")
        wait_for(workshop.mails, seconds=WITHIN, what="a mail")
        wait_for(
            lambda: workshop.log().count("Task reports.make_report") >= 20,
            seconds=WITHIN,
            what="ten messages received and done",
        )
    check_one_finished_report(workshop, signed)
    assert (signed.attempts, workshop.mails()) == (1, 1)


def test_two_workers_on_one_job_make_one_report(workshop: Workshop, signed: Report) -> None:
    workshop = replace(workshop, lease_seconds=30)
    send(workshop, signed, times=4)
    with workshop.worker(), workshop.worker():
        wait_for(lambda: finished(signed), seconds=WITHIN, what="a finished report")
        wait_for(workshop.mails, seconds=WITHIN, what="a mail")
    check_one_finished_report(workshop, signed)
    assert (signed.attempts, workshop.mails()) == (1, 1)


def test_worker_that_hangs_longer_than_its_lease_keeps_the_job(
    workshop: Workshop, signed: Report
) -> None:
    with workshop.worker(pause_at="scored"):
        wait_for(workshop.paused, seconds=WITHIN, what="the worker in the middle of its job")
        with workshop.worker(), pytest.raises(AssertionError):
            wait_for(
                lambda: Report.objects.get(pk=signed.pk).attempts > 1,
                seconds=LEASE_SECONDS * 2.5,
                what="a second attempt",
            )


def test_worker_that_hangs_for_good_ends_itself_and_another_one_makes_the_report(
    workshop: Workshop, signed: Report
) -> None:
    with workshop.worker(pause_at="scored", longest=1) as process:
        wait_for(workshop.paused, seconds=WITHIN, what="the worker in the middle of its job")
        wait_for(lambda: process.poll() is not None, seconds=WITHIN, what="its end")
    assert process.returncode == -signal.SIGKILL
    assert "job_hangs" in workshop.log()
    with workshop.worker():
        wait_for(lambda: finished(signed), seconds=WITHIN, what="a finished report")
        wait_for(workshop.mails, seconds=WITHIN, what="a mail")
    check_one_finished_report(workshop, signed)


def test_worker_told_to_stop_finishes_its_job_first(workshop: Workshop, signed: Report) -> None:
    with workshop.worker() as process:
        wait_for(
            lambda: Report.objects.get(pk=signed.pk).state == State.RUNNING,
            seconds=WITHIN,
            what="a running job",
        )
        process.terminate()
        process.wait(timeout=WITHIN)
    assert process.returncode == 0
    check_one_finished_report(workshop, signed)
