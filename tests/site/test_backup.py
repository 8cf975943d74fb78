"""A backup read into an empty portal gives the same rows and files; a bad one changes nothing."""

import io
import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from lhs_portal.audit.models import Event
from lhs_portal.lib import immutability
from lhs_portal.site.backup.archive import MANIFEST, FaultyArchive
from lhs_portal.site.backup.making import write_backup
from lhs_portal.site.backup.restoring import NotEmpty, restore_backup
from lhs_portal.site.backup.rows import delete_all_rows, dump_rows, filled_models, kept_models
from reports.jobs.making import make_report
from reports.models import Comparison, Report, ReportFile, ReportSettings, ShareLink
from tests.assessments.evidence_factories import add_file, add_link
from tests.cast import make_organization, make_person
from tests.reports.cycles import only_json, sign_cycle
from tests.reports.factories import make_assessment, make_framework, make_signed

pytestmark = pytest.mark.django_db(transaction=True)

Rows = dict[str, bytes]
Entries = dict[str, bytes]


@pytest.fixture
def media(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def report(media: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.setattr("reports.actions.enqueue", lambda _id: False)
    alice = make_person("Alice Moreau")
    report = make_signed(make_organization(alice), make_framework(), alice)
    make_report(report.pk)
    return report


@pytest.fixture
def backup(report: Report, tmp_path: Path) -> Path:
    assert write_backup(tmp_path / "backup.tar") == []
    return tmp_path / "backup.tar"


def all_rows() -> Rows:
    return {label: b"".join(dump_rows(model)) for label, model in kept_models().items()}


def all_files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def empty(media: Path) -> None:
    with immutability.lifted(), transaction.atomic():
        delete_all_rows()
    shutil.rmtree(media, ignore_errors=True)
    assert filled_models() == []


def rewrite(backup: Path, change: Callable[[Entries], None]) -> None:
    """The archive again, with other contents."""
    with tarfile.open(backup) as tar:
        entries = {member.name: tar.extractfile(member).read() for member in tar.getmembers()}  # type: ignore[union-attr]
    change(entries)
    with tarfile.open(backup, "w") as tar:
        for name, content in entries.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))


def test_restore_on_an_empty_portal_gives_the_same_rows_and_files(
    backup: Path, media: Path
) -> None:
    rows, files = all_rows(), all_files(media)
    assert len(files) == ReportFile.objects.count() > 1
    empty(media)

    count = restore_backup(backup)

    assert all_rows() == rows
    assert all_files(media) == files
    assert count["files"] == len(files)
    assert count["rows"] == sum(text.count(b"\n") - 1 for text in rows.values())


def test_restore_gives_comparisons_and_what_belongs_to_reports(
    media: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.actions.enqueue", lambda _id: False)
    only_json(monkeypatch)
    alice = make_person("Alice Moreau")
    organization, version = make_organization(alice), make_framework()
    reports = [sign_cycle(organization, version, alice, year) for year in (2024, 2025, 2026)]
    for report in reports:
        make_report(report.pk)
    reports[0].assessment.delete()
    now = timezone.now()
    ReportSettings.objects.create(assessment=reports[1].assessment, leave_out_notes=True)
    ShareLink.objects.create(
        report=reports[1],
        token_hash="0" * 64,
        label="Board",
        with_page=True,
        expires_at=now,
        created_at=now,
    )
    assert write_backup(tmp_path / "backup.tar") == []
    rows = all_rows()
    assert rows["reports.comparison"].count(b"\n") == 3
    empty(media)

    restore_backup(tmp_path / "backup.tar")

    assert all_rows() == rows
    assert [each.earlier for each in Comparison.objects.order_by("pk")] == [None, reports[1]]
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        Comparison.objects.update(document="{}")


def test_backup_has_the_files_of_evidence(media: Path, tmp_path: Path) -> None:
    alice = make_person("Alice Moreau")
    assessment = make_assessment(make_organization(alice), make_framework(), alice)
    use = add_file(assessment, alice, content=b"first")
    add_link(assessment, alice)
    damaged = add_file(assessment, alice, item="safe.2", content=b"damaged")
    (media / damaged.version.path).write_bytes(b"other bytes")
    assert write_backup(tmp_path / "backup.tar") == [damaged.version.path]
    (media / damaged.version.path).write_bytes(b"damaged")
    assert write_backup(tmp_path / "backup.tar") == []
    rows, files = all_rows(), all_files(media)
    empty(media)

    assert restore_backup(tmp_path / "backup.tar")["files"] == 2

    assert all_rows() == rows
    assert all_files(media) == files
    assert files[use.version.path] == b"first"


def test_restored_portal_works_on(backup: Path, media: Path, report: Report) -> None:
    empty(media)
    restore_backup(backup)
    assert immutability.missing_triggers() == ()
    with pytest.raises(IntegrityError):
        Report.objects.filter(pk=report.pk).update(frozen_input="{}")
    newest = Event.objects.latest("id").pk
    bob = make_person("Bob Okafor")
    make_organization(bob, name="After the restore")
    assert Event.objects.latest("id").pk > newest


def test_restore_refuses_a_portal_with_rows_and_replaces_them_when_told(
    backup: Path, report: Report
) -> None:
    rows = all_rows()
    make_person("Bob Okafor")
    with pytest.raises(NotEmpty):
        restore_backup(backup)
    assert all_rows() != rows
    restore_backup(backup, replace=True)
    assert all_rows() == rows


def cut(entries: Entries) -> None:
    del entries[MANIFEST]


def flip(entries: Entries) -> None:
    entries["rows/audit.event.jsonl"] = entries["rows/audit.event.jsonl"].replace(b"2", b"3", 1)


def lose_a_file(entries: Entries) -> None:
    del entries[next(name for name in entries if name.startswith("media/"))]


def add_a_file(entries: Entries) -> None:
    entries["media/more"] = b"more"


def come_from_another_version(entries: Entries) -> None:
    manifest = json.loads(entries[MANIFEST])
    manifest["migrations"].append("reports.9999_later")
    entries[MANIFEST] = json.dumps(manifest).encode()


def leave_the_folder(entries: Entries) -> None:
    manifest = json.loads(entries[MANIFEST])
    name = next(name for name in entries if name.startswith("media/"))
    entries["media/../../outside"] = entries.pop(name)
    manifest["entries"]["media/../../outside"] = manifest["entries"].pop(name)
    entries[MANIFEST] = json.dumps(manifest).encode()


@pytest.mark.parametrize(
    "change",
    [cut, flip, lose_a_file, add_a_file, come_from_another_version, leave_the_folder],
)
def test_restore_of_a_bad_backup_changes_nothing(
    backup: Path, media: Path, tmp_path: Path, change: Callable[[Entries], None]
) -> None:
    rewrite(backup, change)
    rows, files = all_rows(), all_files(media)
    with pytest.raises(FaultyArchive):
        restore_backup(backup, replace=True)
    assert all_rows() == rows
    assert all_files(media) == files
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("content", [b"", b"hello", b"\x1f\x8b\x08", b"\x00" * 4096])
def test_restore_of_what_is_no_backup_says_so(tmp_path: Path, media: Path, content: bytes) -> None:
    path = tmp_path / "backup.tar"
    path.write_bytes(content)
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", path)


def test_restore_of_a_truncated_backup_says_so(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-40_000])
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", backup, replace=True)


def test_restore_that_fails_midway_changes_no_row(
    backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = all_rows()

    def break_down() -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("lhs_portal.site.backup.restoring.reset_sequences", break_down)
    with pytest.raises(RuntimeError):
        restore_backup(backup, replace=True)
    assert all_rows() == rows
    assert immutability.missing_triggers() == ()


def test_backup_tells_of_damaged_files_and_is_whole_without_them(
    report: Report, media: Path, tmp_path: Path
) -> None:
    damaged = media / report.files.get(kind="pdf").path
    damaged.write_bytes(b"not the PDF")
    target = tmp_path / "backup.tar"
    with pytest.raises(CommandError, match=r"\.pdf"):
        call_command("backup", target)
    others = report.files.count() - 1
    assert others
    assert restore_backup(target, replace=True)["files"] == others


def test_backup_holds_no_session_and_can_be_read_by_its_owner_alone(
    backup: Path, report: Report
) -> None:
    with tarfile.open(backup) as tar:
        names = tar.getnames()
    assert "rows/accounts.user.jsonl" in names
    assert "rows/sessions.session.jsonl" not in names
    assert backup.stat().st_mode & 0o777 == 0o600


def test_backup_on_a_full_disk_leaves_the_old_one(
    backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = backup.read_bytes()

    def refuse(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("lhs_portal.site.backup.archive.tarfile.TarFile.addfile", refuse)
    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", backup)
    assert backup.read_bytes() == before
    assert [path.name for path in backup.parent.iterdir() if path.is_file()] == ["backup.tar"]
