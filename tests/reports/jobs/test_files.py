"""What killed workers and deleted reports leave on the disk goes, and nothing else."""

import uuid
from pathlib import Path

import pytest

from reports.jobs import claims, files
from reports.jobs.making import make_report
from reports.models import Report

pytestmark = pytest.mark.django_db


def leave_file(media: Path, report: object, token: object) -> Path:
    path = media / "reports" / str(report) / str(token) / ".x.part"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"half")
    return path


def test_remove_orphans_removes_what_a_killed_worker_left(report: Report, media: Path) -> None:
    left = leave_file(media, report.pk, uuid.uuid4())
    gone = leave_file(media, uuid.uuid4(), uuid.uuid4())
    make_report(report.pk)
    kept = [media / file.path for file in report.files.all()]

    assert files.remove_orphans(older_than=0) == 2
    assert not left.exists()
    assert not gone.parent.parent.exists()
    assert all(path.exists() for path in kept)


def test_remove_orphans_keeps_what_a_worker_is_writing(report: Report, media: Path) -> None:
    claim = claims.take(Report, report.pk)
    assert claim
    writing = leave_file(media, report.pk, claim.token)
    assert files.remove_orphans(older_than=0) == 0
    assert writing.exists()


def test_remove_orphans_keeps_what_is_young(report: Report, media: Path) -> None:
    left = leave_file(media, report.pk, uuid.uuid4())
    assert files.remove_orphans() == 0
    assert left.exists()


def test_remove_orphans_keeps_what_it_does_not_know(media: Path, db: None) -> None:
    left = leave_file(media, "notes", "of-the-administrator")
    assert files.remove_orphans(older_than=0) == 0
    assert left.exists()
