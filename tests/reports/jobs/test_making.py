"""A queued report becomes a finished one, once; what fails says so and leaves nothing behind."""

import errno
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, OperationalError

from lhs_portal.audit.models import Event
from reports.documents import KINDS, DocumentFailed
from reports.jobs import claims, files, making
from reports.jobs.making import make_report
from reports.models import Report, ReportFile, State
from reports.presentation.page import ReportPage

pytestmark = pytest.mark.django_db

# Nothing came earlier, so that there is no change.
MADE = sorted(kind.code for kind in KINDS if kind.code != "change")


def files_on_disk(media: Path) -> list[str]:
    return sorted(str(path.relative_to(media)) for path in media.rglob("*") if path.is_file())


def test_make_report_finishes_card_files_and_mail(report: Report, media: Path) -> None:
    make_report(report.pk)

    report.refresh_from_db()
    assert (report.state, report.error, report.progress) == (State.READY, "", 100)
    card = json.loads(report.score_card)
    assert (card["input_digest"], card["scoring_version"]) == (
        report.input_digest,
        report.scoring_version,
    )
    contents = {file.kind: (media / file.path).read_bytes() for file in report.files.all()}
    assert sorted(contents) == MADE
    assert contents["pdf"].startswith(b"%PDF")
    assert contents["json"].decode() == report.score_card
    for file in report.files.all():
        assert file.sha256 == hashlib.sha256(contents[file.kind]).hexdigest()
        assert file.size == len(contents[file.kind])
    assert files_on_disk(media) == sorted(file.path for file in report.files.all())
    assert Event.objects.filter(verb="made", subject_id=str(report.pk)).count() == 1


def test_make_report_mails_the_requester_once_with_the_address(report: Report) -> None:
    for _ in range(3):
        make_report(report.pk)
    [message] = mail.outbox
    assert message.to == ["sonia@example.org"]
    assert f"/r/{report.pk}/" in message.body
    assert "Minutes of May 4." not in message.body


def test_make_report_called_ten_times_has_one_effect(report: Report, media: Path) -> None:
    for _ in range(10):
        make_report(report.pk)
    report.refresh_from_db()
    assert (report.state, report.attempts) == (State.READY, 1)
    assert ReportFile.objects.count() == len(MADE)
    assert len(files_on_disk(media)) == len(MADE)


def test_make_report_of_the_same_input_gives_the_same_card_and_files(
    report: Report, media: Path
) -> None:
    copy = Report.objects.get(pk=report.pk)
    copy.pk, copy.number = None, 2  # type: ignore[assignment]
    copy._state.adding = True
    copy.pk = Report._meta.pk.get_default()
    copy.save()
    make_report(report.pk)
    make_report(copy.pk)
    report.refresh_from_db()
    copy.refresh_from_db()
    assert copy.score_card == report.score_card
    digests = [
        sorted(each.files.values_list("kind", "sha256")) for each in (report, copy)
    ]  # fmt: skip
    assert digests[0] == digests[1]


def test_make_report_of_an_unknown_id_does_nothing(report: Report) -> None:
    make_report(Report._meta.pk.get_default())
    report.refresh_from_db()
    assert report.state == State.QUEUED


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), making.DISK_FULL),
        (OSError(errno.EIO, "Input/output error"), making.FILES_UNWRITABLE),
        (
            DocumentFailed("pdf", "it was killed", "a note of somebody"),
            making.DOCUMENT_FAILED.format(file="The report as PDF"),
        ),
        (ValueError("a note of somebody"), making.UNEXPECTED),
    ],
)
def test_make_report_that_fails_says_why_and_leaves_no_file(
    report: Report,
    media: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    fault: Exception,
    sentence: str,
) -> None:
    write = files.write
    written: list[str] = []

    def fail_at_the_second_file(claim: claims.Claim, name: str, content: bytes) -> str:
        if written:
            raise fault
        written.append(write(claim, name, content))
        return written[-1]

    monkeypatch.setattr(files, "write", fail_at_the_second_file)
    make_report(report.pk)

    report.refresh_from_db()
    assert (report.state, report.error) == (State.QUEUED, sentence)
    assert len(written) == 1
    assert files_on_disk(media) == []
    assert ReportFile.objects.count() == 0
    assert mail.outbox == []
    assert "a note of somebody" not in caplog.text
    assert report.assessment.answers.exists()


def test_make_report_whose_commit_was_not_acknowledged_keeps_its_files(
    report: Report, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = making._finish

    def lose_the_connection(claim: claims.Claim, made: making.Made) -> None:
        finish(claim, made)
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(making, "_finish", lose_the_connection)
    with pytest.raises(OperationalError):
        make_report(report.pk)
    report.refresh_from_db()
    assert report.state == State.READY
    assert files_on_disk(media) == sorted(file.path for file in report.files.all())


def test_make_report_that_lost_its_claim_leaves_the_other_worker_in_peace(
    report: Report, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    present = making.present_report

    def overtaken(*arguments: Any, **digest: str) -> ReportPage:
        Report.objects.filter(pk=report.pk).update(token=Report._meta.pk.get_default())
        return present(*arguments, **digest)

    monkeypatch.setattr(making, "present_report", overtaken)
    make_report(report.pk)
    report.refresh_from_db()
    assert (report.state, report.score_card) == (State.RUNNING, "")
    assert files_on_disk(media) == []
    assert mail.outbox == []


def test_finished_report_refuses_change_in_the_database(report: Report) -> None:
    make_report(report.pk)
    with pytest.raises(IntegrityError, match="never changes"):
        Report.objects.filter(pk=report.pk).update(score_card="{}")


def test_frozen_input_refuses_change_in_the_database(report: Report) -> None:
    with pytest.raises(IntegrityError, match="never changes"):
        Report.objects.filter(pk=report.pk).update(frozen_input="{}")
