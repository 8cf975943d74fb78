"""What docs/verify.md tells an auditor to type works as it stands there, and fails where it should."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lhs_portal.environment import BASE_DIR
from reports.models import Report
from reports.proof.keys import present_public_keys

pytestmark = pytest.mark.django_db

PAGE = (BASE_DIR / "docs" / "verify.md").read_text()
SHELL = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def folder(made: Report, file_of: Callable[[str], Any], tmp_path: Path) -> Path:
    folder = tmp_path / "auditor"
    folder.mkdir()
    (folder / "report.pdf").write_bytes(file_of("csv")[1])
    (folder / "report-manifest.json").write_bytes(file_of("manifest")[1])
    (folder / "keys.json").write_text(json.dumps({"keys": present_public_keys()}))
    return folder


def succeeds(command: list[str], folder: Path) -> bool:
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


def by_hand(folder: Path) -> list[bool]:
    """The digest and the signature in the shell, and both in Python."""
    shell = [succeeds(["sh", "-ec", block], folder) for block in SHELL]
    return [*shell, *(succeeds([sys.executable, "-c", block], folder) for block in PYTHON)]


def spoil(path: Path, old: bytes, new: bytes) -> None:
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_commands_by_hand_tell_authentic_from_altered(folder: Path) -> None:
    assert by_hand(folder) == [True, True, True]
    spoil(folder / "report.pdf", b"Mercy", b"Marcy")
    assert by_hand(folder) == [False, True, False]
    spoil(folder / "report.pdf", b"Marcy", b"Mercy")
    spoil(folder / "report-manifest.json", b"Mercy", b"Marcy")
    assert by_hand(folder) == [True, False, False]
