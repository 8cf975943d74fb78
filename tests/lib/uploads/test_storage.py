import errno
import io
import os
import re
import time
from pathlib import Path

import pytest

from lhs_portal.lib.uploads import policy, storage
from lhs_portal.lib.uploads.checking import Accepted, check_upload
from lhs_portal.lib.uploads.policy import RefusedFile


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def accepted() -> Accepted:
    return check_upload(io.BytesIO(b"Minutes of May"), "minutes of may.txt")


def files(media: Path) -> list[str]:
    return sorted(path.relative_to(media).as_posix() for path in media.rglob("*") if path.is_file())


def age(media: Path, path: str, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(media / path, (then, then))


def test_stored_under_a_name_that_tells_nothing(media: Path, accepted: Accepted) -> None:
    accepted.content.read()
    path = storage.store(accepted)
    assert re.fullmatch(r"evidence/(..)/(..)/\1\2[0-9a-f]{28}", path)
    assert files(media) == [path]
    assert (media / path).stat().st_mode & 0o777 == 0o600
    with storage.open_stored(path) as content:
        assert content.read() == b"Minutes of May"


def test_stored_twice_is_two_files(media: Path, accepted: Accepted) -> None:
    assert storage.store(accepted) != storage.store(accepted)
    assert len(files(media)) == 2


def test_file_goes_where_the_transaction_fails(media: Path, accepted: Accepted) -> None:
    def fail() -> None:
        with storage.stored(accepted) as path:
            assert files(media) == [path]
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert files(media) == []


def test_file_stays_where_the_transaction_succeeds(media: Path, accepted: Accepted) -> None:
    with storage.stored(accepted) as path:
        pass
    assert files(media) == [path]
    storage.remove_stored(path)
    storage.remove_stored(path)
    assert files(media) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_full_or_broken_disk_is_said(
    media: Path, accepted: Accepted, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RefusedFile) as refused:
        storage.store(accepted)
    assert refused.value.sentence == policy.NO_ROOM
    assert files(media) == []


@pytest.mark.parametrize(
    "path",
    [
        "evidence/../../etc/passwd",
        "/etc/passwd",
        "reports/1/2/report.pdf",
        "evidence/ab/cd/ab" + "c" * 30,
        "evidence/ab/cd/abcd" + "c" * 28 + "/../x",
        "",
    ],
)
def test_path_that_was_not_made_here_is_not_opened(path: str) -> None:
    with pytest.raises(FileNotFoundError):
        storage.open_stored(path)
    with pytest.raises(FileNotFoundError):
        storage.remove_stored(path)


def test_missing_file_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        storage.open_stored("evidence/ab/cd/abcd" + "c" * 28)


def test_orphans_go_when_they_are_old(media: Path, accepted: Accepted) -> None:
    named, orphan, young = (storage.store(accepted) for _ in range(3))
    unfinished = f"{Path(orphan).parent.as_posix()}/.{'a' * 32}.part"
    foreign = "evidence/ab/cd/README"
    for path in (unfinished, foreign):
        (media / path).parent.mkdir(parents=True, exist_ok=True)
        (media / path).write_bytes(b"half")
    for path in (named, orphan, unfinished, foreign):
        age(media, path, 2 * storage.ORPHAN_AGE)
    assert storage.remove_orphans(lambda paths: {named} & set(paths)) == 2
    assert files(media) == sorted([named, young, foreign])


def test_orphans_are_asked_about_in_batches(
    media: Path, accepted: Accepted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "_AT_ONCE", 2)
    for _ in range(5):
        storage.store(accepted)
    asked: list[int] = []

    def none(paths: list[str]) -> set[str]:
        asked.append(len(paths))
        return set()

    assert storage.remove_orphans(none, older_than=0) == 5
    assert asked == [2, 2, 1]
