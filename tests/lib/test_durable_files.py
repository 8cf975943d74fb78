"""A file is there whole, or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lhs_portal.environment import BASE_DIR
from lhs_portal.lib.durable_files import write_durably

# A real limit on the size of files stands in for a full disk: the write ends in the middle.
WRITE_TOO_MUCH = """
import resource, sys
from pathlib import Path
from lhs_portal.lib.durable_files import write_durably
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_durably(Path(sys.argv[1]), [b"x" * 900, b"y" * 900])
except OSError as error:
    print(type(error).__name__)
"""


def test_write_durably_makes_folders_and_replaces(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "file"
    write_durably(target, [b"first"])
    write_durably(target, [b"sec", b"ond"])
    assert target.read_bytes() == b"second"
    assert list(target.parent.iterdir()) == [target]
    assert target.stat().st_mode & 0o777 == 0o600


def test_write_durably_flushes_every_folder_in_which_a_new_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: flushed.append(os.fstat(handle).st_ino))
    target = tmp_path / "a" / "b" / "file"
    write_durably(target, [b"bytes"])
    inodes = [path.stat().st_ino for path in (target, target.parent, tmp_path / "a", tmp_path)]
    assert flushed == inodes


def test_write_durably_on_a_full_disk_leaves_nothing_and_keeps_the_old(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", WRITE_TOO_MUCH, str(target)],
        cwd=BASE_DIR, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "OSError\n"
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_bytes() == b"old"


def test_write_durably_that_is_interrupted_leaves_nothing(tmp_path: Path) -> None:
    def interrupted() -> object:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_durably(tmp_path / "file", interrupted())  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
