"""Each kind of file that cannot be made: the people are told which, and nothing half stays."""

import dataclasses
import errno
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from lhs_portal.audit.models import Event
from reports.documents import KINDS, DocumentFailed, DocumentKind, Material, Rendered
from reports.documents.processes import run_apart
from reports.jobs import claims, files, making
from reports.jobs.making import make_report
from reports.models import Report, ReportFile, State

pytestmark = pytest.mark.django_db


NOTE = "A note of somebody."


def a_file(_material: Material) -> Rendered:
    return Rendered(b"a file")


def quick(broken: str = "", render: Callable[[Material], Rendered] = a_file) -> list[DocumentKind]:
    """All kinds, each at once; only the broken one by `render`."""
    return [
        dataclasses.replace(kind, render=render if kind.code == broken else a_file)
        for kind in KINDS
    ]


def crash(_material: Material) -> Rendered:
    raise ValueError(NOTE)


def due_now(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(not_before=timezone.now())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_kind_that_crashes_is_named_tried_again_with_pauses_and_then_given_up(
    report: Report,
    media: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    kind: DocumentKind,
) -> None:
    monkeypatch.setattr(making, "KINDS", quick(kind.code, crash))
    pauses = []
    for _ in range(claims.MAX_ATTEMPTS):
        make_report(report.pk)
        report.refresh_from_db()
        assert kind.label in report.error
        assert "All answers are kept." in report.error
        assert list(media.rglob("*.*")) == []
        pauses.append(report.not_before and report.not_before - timezone.now())
        make_report(report.pk)  # before it is due, or after the last: nothing
        report.refresh_from_db()
        assert report.attempts == len(pauses)
        due_now(report)
    assert pauses[2] is None
    assert timedelta() < pauses[0] < timedelta(seconds=6) < pauses[1] < timedelta(seconds=21)
    assert report.state == State.FAILED
    assert (ReportFile.objects.count(), Event.objects.filter(verb="failed").count()) == (0, 1)
    assert NOTE not in caplog.text
    assert f"'document': '{kind.code}'" in caplog.text


def test_failed_document_that_can_be_made_the_next_time_leaves_one_report(
    report: Report, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "KINDS", quick("pdf", crash))
    make_report(report.pk)
    monkeypatch.setattr(making, "KINDS", quick())
    due_now(report)
    make_report(report.pk)
    report.refresh_from_db()
    assert (report.state, report.error, report.attempts) == (State.READY, "", 2)
    on_disk = sorted(str(path.relative_to(media)) for path in media.rglob("*.*"))
    assert on_disk == sorted(file.path for file in report.files.all())
    assert len(on_disk) == len(KINDS)


def test_document_that_hangs_is_ended_and_named(
    report: Report, media: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text("import time\ntime.sleep(600)")

    def hang(_material: Material) -> Rendered:
        return Rendered(run_apart(worker, {}, kind="xlsx", seconds=1))

    monkeypatch.setattr(making, "KINDS", quick("xlsx", hang))
    make_report(report.pk)
    report.refresh_from_db()
    assert report.state == State.QUEUED
    assert report.error.startswith("One file of this report could not be made: Workbook")
    assert list(media.rglob("*.*")) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_disk_that_is_full_at_any_file_leaves_none(
    report: Report, media: Path, monkeypatch: pytest.MonkeyPatch, kind: DocumentKind
) -> None:
    write = files.write

    def full(claim: claims.Claim, name: str, content: bytes) -> str:
        if name.endswith(kind.ending):
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(claim, name, content)

    monkeypatch.setattr(making, "KINDS", quick())
    monkeypatch.setattr(files, "write", full)
    make_report(report.pk)
    report.refresh_from_db()
    assert (report.state, report.error) == (State.QUEUED, making.DISK_FULL)
    assert list(media.rglob("*.*")) == []
    assert ReportFile.objects.count() == 0


def test_disk_that_is_full_where_a_program_works_is_told_as_such(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_material: Material) -> Rendered:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(making, "KINDS", quick("pdf", full))
    make_report(report.pk)
    report.refresh_from_db()
    assert report.error == making.DISK_FULL


def test_failure_of_a_part_that_is_no_file_of_its_own_is_told_without_a_name() -> None:
    assert making.reason_of(DocumentFailed("fonts", "it was killed")) == making.UNEXPECTED
