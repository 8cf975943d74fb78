from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from commitments.models import FrameworkVersion, Item, Status
from tests.commitments.conftest import REAL_FILE
from tests.frameworks import make_document, make_yaml

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "framework.yaml"
    file.write_bytes(make_yaml(make_document()))
    return file


def refused(capsys: pytest.CaptureFixture[str], *arguments: Any) -> str:
    """What the command prints before it ends with exit code 1."""
    with pytest.raises(CommandError) as refusal:
        call_command("load_framework", *arguments)
    assert refusal.value.returncode == 1
    return f"{capsys.readouterr().err}{refusal.value}"


def test_real_framework_is_published_and_loading_it_again_does_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("load_framework", REAL_FILE, "--publish")
    assert "loaded (published, digest" in capsys.readouterr().out
    version = FrameworkVersion.objects.get()
    assert (version.status, Item.objects.count()) == (Status.PUBLISHED, 88)
    call_command("load_framework", REAL_FILE, "--publish")
    assert "is loaded already (published" in capsys.readouterr().out
    again = FrameworkVersion.objects.get()
    assert (again.pk, again.published_at) == (version.pk, version.published_at)


def test_draft_is_published_by_the_second_call(file: Path) -> None:
    call_command("load_framework", file)
    assert FrameworkVersion.objects.get().status == Status.DRAFT
    call_command("load_framework", file, "--publish")
    assert FrameworkVersion.objects.get().status == Status.PUBLISHED


def test_every_fault_is_printed_with_its_line_and_nothing_is_written(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = file.read_text().splitlines()
    essential = next(n for n, line in enumerate(lines) if line.strip() == "essential: true")
    lines[essential] = lines[essential].replace("true", "perhaps")
    subject = next(n for n, line in enumerate(lines) if line.strip() == "subject: S2")
    lines[subject] = lines[subject].replace("S2", "S9")
    file.write_text("\n".join(lines))
    printed = refused(capsys, file)
    assert f"line {essential + 1}: items[0].essential: Write true or false" in printed
    assert f"line {subject + 1}: items[16].subject: There is no feature or commitment" in printed
    assert "2 faults. Nothing was written." in printed
    assert not FrameworkVersion.objects.exists()


def test_what_stands_against_publication_is_said_before_anything_is_written(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(make_yaml(make_document(essentials=1)))
    printed = refused(capsys, file, "--publish")
    assert "features[0]: S1 has 1 essential items" in printed
    assert "7 faults" in printed
    assert not FrameworkVersion.objects.exists()


def test_changed_published_version_is_refused(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("load_framework", file, "--publish")
    file.write_bytes(make_yaml(make_document(items=3)))
    printed = refused(capsys, file, "--publish")
    assert "version: Version 2024.12 is published and can never change" in printed
    assert "1 fault. Nothing was written." in printed
    assert Item.objects.count() == 28


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"\xff\xfe",
        b"- " * 5000,
        b"a: &a [x]\nb: *a\n",
        b"{" * 50_000,
        b"!!python/object/apply:os.system ['true']",
        b"version: '2024.12'\nversion: '2024.13'\n",
        b"<script>alert(1)</script>",
    ],
)
def test_hostile_file_is_refused_in_words(
    file: Path, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(data)
    printed = refused(capsys, file)
    assert printed.startswith(f"{file}: ")
    assert "Nothing was written." in printed
    assert "Traceback" not in printed


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_file_that_cannot_be_read_is_named(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "cannot be read" in refused(capsys, tmp_path / name)
