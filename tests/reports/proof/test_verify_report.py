"""`manage.py verify_report`: a word per file, and an exit code that a program can rely on."""

import os
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from lhs_portal.environment import BASE_DIR
from lhs_portal.lib.signing_keys import make_private_key, read_private_key, write_public_key
from reports.models import Report
from tests.reports.proof.test_manifest import KEY, MANIFEST

PUBLIC = write_public_key(KEY.public_key())


def verify(*arguments: object) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("verify_report", *map(str, arguments), stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    except CommandError as fault:
        return fault.returncode, str(fault)
    return 0, out.getvalue()


@pytest.fixture
def folder(made: Report, file_of: Callable[[str], Any], tmp_path: Path) -> Path:
    folder = tmp_path / "of the auditor"
    folder.mkdir()
    for kind in ("csv", "json", "manifest"):
        (folder / kind).write_bytes(file_of(kind)[1])
    (folder / "changed").write_bytes(file_of("csv")[1] + b" ")
    return folder


@pytest.mark.django_db
def test_verify_report_says_what_is_of_this_portal(folder: Path) -> None:
    code, said = verify(folder / "csv", folder / "json", folder / "manifest")
    assert code == 0
    assert said.count(": authentic\n") == 3
    assert "Report 1 of Mercy Valley Hospital" in said


@pytest.mark.django_db
def test_verify_report_tells_unknown_from_altered_by_the_manifest(folder: Path) -> None:
    code, said = verify(folder / "csv", folder / "changed")
    assert (code, said.count(": authentic\n"), said.count(": unknown\n")) == (1, 1, 1)
    code, said = verify(folder / "csv", folder / "changed", "--manifest", folder / "manifest")
    assert (code, said.count(": authentic\n"), said.count(": altered\n")) == (1, 2, 1)


@pytest.mark.django_db
def test_verify_report_with_a_changed_manifest_trusts_no_file(folder: Path) -> None:
    Report.objects.all().delete()
    assert verify(folder / "csv", "--manifest", folder / "manifest")[0] == 0
    spoiled = folder / "spoiled"
    content = (folder / "manifest").read_bytes()
    spoiled.write_bytes(content.replace(b"Mercy", b"Marcy"))
    code, said = verify(folder / "csv", "--manifest", spoiled)
    assert (code, said.count(": unknown\n"), said.count(": altered\n")) == (1, 1, 1)


@pytest.mark.django_db
def test_verify_report_with_another_key_knows_nothing(folder: Path) -> None:
    other = write_public_key(read_private_key(make_private_key()).public_key())
    code, said = verify(folder / "csv", "--manifest", folder / "manifest", "--key", other)
    assert (code, said.count(": unknown\n")) == (1, 2)


@pytest.mark.django_db
def test_verify_report_keeps_to_the_old_keys(folder: Path, settings: LazySettings) -> None:
    Report.objects.all().delete()
    old = write_public_key(read_private_key(settings.SIGNING_KEY).public_key())
    settings.SIGNING_KEY = make_private_key()
    arguments = (folder / "csv", "--manifest", folder / "manifest")
    assert verify(*arguments)[0] == 1
    settings.OLD_SIGNING_KEYS = [old]
    assert verify(*arguments)[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["missing.pdf"],
        [BASE_DIR],
        ["a\0b"],
        [BASE_DIR / "manage.py", "--manifest", BASE_DIR / "manage.py"],
        [BASE_DIR / "manage.py", "--manifest", "missing.json"],
        [BASE_DIR / "manage.py", "--key", "words"],
        [BASE_DIR / "manage.py", "--key", make_private_key()],
    ],
)
def test_verify_report_asked_wrongly_says_so_with_another_code(arguments: list[object]) -> None:
    code, said = verify(*arguments)
    assert code == 2
    assert "Traceback" not in said


def test_verify_report_needs_no_database_beside_the_manifest(tmp_path: Path) -> None:
    """As a program, in an empty folder: no database is made or asked."""
    (tmp_path / "m.json").write_bytes(MANIFEST)
    (tmp_path / "other.pdf").write_bytes(b"other")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("LHS_")},
        "LHS_MODE": "test",
        "LHS_DATA_DIR": str(tmp_path / "data"),
    }

    def run(*arguments: str) -> tuple[int, str, str]:
        command = [sys.executable, BASE_DIR / "manage.py", "verify_report", *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout, done.stderr

    assert run("m.json", "--key", PUBLIC)[0] == 0
    code, said, _ = run("other.pdf", "--manifest", "m.json", "--key", PUBLIC)
    assert (code, said.count(": altered\n")) == (1, 1)
    code, _, told = run("m.json")  # with this computer's own key, and no database
    assert code == 1
    assert "No database of a portal answers here" in told
    assert run()[0] == 2
