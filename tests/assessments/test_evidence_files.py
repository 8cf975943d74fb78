"""What broken-off uploads leave on the disk goes after a while, and nothing else."""

import os
import time
from pathlib import Path

import pytest
from django.conf import LazySettings

from assessments.evidence_files import remove_orphan_files
from assessments.models import Assessment
from lhs_portal.accounts.models import User
from lhs_portal.lib.uploads.storage import ORPHAN_AGE, store
from tests.assessments.evidence_factories import accepted, add_file, files_in


@pytest.fixture
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def test_file_without_a_row_goes_once_it_is_old(
    assessment: Assessment, bob: User, media: Path
) -> None:
    kept = media / add_file(assessment, bob).version.path
    orphan = media / store(accepted(b"orphan"))
    assert remove_orphan_files() == 0
    old = time.time() - ORPHAN_AGE - 1
    for path in (kept, orphan):
        os.utime(path, (old, old))
    assert remove_orphan_files() == 1
    assert files_in(media) == [kept]


def test_other_files_of_the_folder_stay(db: None, media: Path) -> None:
    note = media / "evidence" / "ab" / "cd" / "notes-of-the-administrator"
    note.parent.mkdir(parents=True)
    note.write_text("x")
    report = media / "reports" / "one" / "two" / "report.pdf"
    report.parent.mkdir(parents=True)
    report.write_text("x")
    assert remove_orphan_files(older_than=0) == 0
    assert len(files_in(media)) == 2
