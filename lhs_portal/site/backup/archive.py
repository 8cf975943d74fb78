"""The backup file: a tar with a manifest of checksums at its end. Half a backup has no manifest."""

import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1024 * 1024
LONGEST_MANIFEST = 64 * CHUNK


class FaultyArchive(Exception):
    """The file is not a whole backup; the message says what is wrong with it."""


class ArchiveWriter:
    """Adds entries one after another, and keeps their checksums for the manifest."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.entries: dict[str, dict[str, Any]] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        with tempfile.TemporaryFile() as content:
            digest = hashlib.sha256()
            for chunk in chunks:
                content.write(chunk)
                digest.update(chunk)
            size = content.tell()
            content.seek(0)
            self._add(name, size, content)
        self.entries[name] = {"sha256": digest.hexdigest(), "size": size}

    def finish(self, manifest: dict[str, Any]) -> None:
        document = {**manifest, "format": FORMAT, "entries": self.entries}
        content = json.dumps(document, indent=1, sort_keys=True).encode()
        self._add(MANIFEST, len(content), io.BytesIO(content))

    def _add(self, name: str, size: int, content: IO[bytes]) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self.tar.addfile(info, content)


class ArchiveReader:
    """An archive of which every checksum was found right."""

    def __init__(self, tar: tarfile.TarFile, manifest: dict[str, Any]) -> None:
        self.tar = tar
        self.manifest = manifest

    def names(self, folder: str) -> list[str]:
        return [name for name in self.manifest["entries"] if name.startswith(f"{folder}/")]

    def lines(self, name: str) -> Iterator[bytes]:
        with _open(self.tar, name) as content:
            yield from content

    def chunks(self, name: str) -> Iterator[bytes]:
        with _open(self.tar, name) as content:
            yield from read_chunks(content)


def verify(tar: tarfile.TarFile) -> ArchiveReader:
    """Reads all of it once. Raises FaultyArchive."""
    try:
        members = tar.getmembers()
        manifest = _read_manifest(tar)
        entries: dict[str, dict[str, Any]] = manifest["entries"]
        names = sorted(member.name for member in members)
        if names != sorted([*entries, MANIFEST]):
            raise FaultyArchive("It does not hold what its manifest names.")
        for member in members:
            if not member.isfile() or not _is_inside(member.name):
                raise FaultyArchive(f"It holds something that is no plain file: {member.name!r}.")
        for name, expected in entries.items():
            if _digest(tar, name) != expected["sha256"]:
                raise FaultyArchive(f"The checksum of {name} is wrong.")
    except (tarfile.TarError, EOFError, OSError, KeyError, TypeError, ValueError) as error:
        raise FaultyArchive("It is damaged, or no backup of this portal.") from error
    return ArchiveReader(tar, manifest)


def read_chunks(content: IO[bytes]) -> Iterator[bytes]:
    while chunk := content.read(CHUNK):
        yield chunk


def read_file(path: Path) -> Iterator[bytes]:
    with path.open("rb") as content:
        yield from read_chunks(content)


def digest_of_file(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _read_manifest(tar: tarfile.TarFile) -> dict[str, Any]:
    with _open(tar, MANIFEST) as content:
        manifest: dict[str, Any] = json.loads(content.read(LONGEST_MANIFEST))
    if manifest["format"] != FORMAT:
        raise FaultyArchive("It was made by another version of the portal.")
    return manifest


def _digest(tar: tarfile.TarFile, name: str) -> str:
    digest = hashlib.sha256()
    with _open(tar, name) as content:
        for chunk in read_chunks(content):
            digest.update(chunk)
    return digest.hexdigest()


def _open(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    content = tar.extractfile(name)
    if content is None:
        raise FaultyArchive(f"{name} is no plain file.")
    return content


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts
