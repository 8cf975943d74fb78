"""Celery messages in a folder of this computer: the broker that needs no server.

`spool:///path/folder` is a broker URL once this module is imported. kombu's own `filesystem`
transport loses messages under stress, because a reader can meet a file that is still being
written, and an empty file ends its worker. Here a message appears under its name in one step, and
a file that is no message is moved aside.
"""

import json
import os
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any

import structlog
from kombu.exceptions import OperationalError
from kombu.transport import TRANSPORT_ALIASES, virtual

log = structlog.get_logger("lhs_portal.spool")

TRANSPORT_ALIASES["spool"] = "lhs_portal.lib.spool:Transport"


class Channel(virtual.Channel):
    """A queue is the files `<time>-<id>.<queue>.msg`, oldest name first.

    A consumer reads a file and then removes it: only one consumer can, and that one has the
    message. What a killed consumer had taken is lost; the sender must be able to tell.
    """

    supports_fanout = False

    def __init__(self, connection: Any, **kwargs: Any) -> None:
        super().__init__(connection, **kwargs)
        self.folder = Path("/", connection.client.virtual_host)
        self.broken = self.folder / "broken"
        try:
            self.broken.mkdir(parents=True, exist_ok=True, mode=0o700)
            writable = os.access(self.folder, os.W_OK | os.X_OK)
        except OSError as error:
            raise OperationalError(f"The message folder cannot be used: {error}") from error
        if not writable:
            raise OperationalError(f"The message folder cannot be written to: {self.folder}")

    def _put(self, queue: str, message: dict[str, Any], **_kwargs: Any) -> None:
        unique = uuid.uuid4().hex
        unfinished = self.folder / f"{unique}.part"
        finished = self.folder / f"{time.time_ns():020}-{unique}.{queue}.msg"
        try:
            unfinished.write_text(json.dumps(message), encoding="utf-8")
            unfinished.replace(finished)
        except OSError as error:
            unfinished.unlink(missing_ok=True)
            raise OperationalError(f"The message could not be written: {error}") from error

    def _get(self, queue: str, _timeout: float | None = None) -> dict[str, Any]:
        for file in self._files(queue):
            try:
                message = _read(file)
                if message is None:
                    self._move_aside(file)
                    continue
                file.unlink()
            except FileNotFoundError:
                continue  # another consumer was quicker
            return message
        raise Empty

    def _move_aside(self, file: Path) -> None:
        log.warning("broken_message", file=file.name)
        file.replace(self.broken / file.name)

    def _files(self, queue: str) -> Iterator[Path]:
        suffix = f".{queue}.msg"
        try:
            names = sorted(name for name in os.listdir(self.folder) if name.endswith(suffix))
        except OSError as error:
            raise OperationalError(f"The message folder cannot be read: {error}") from error
        return (self.folder / name for name in names)

    def _size(self, queue: str) -> int:
        return sum(1 for _ in self._files(queue))

    def _purge(self, queue: str) -> int:
        count = 0
        for file in self._files(queue):
            file.unlink(missing_ok=True)
            count += 1
        return count


def _read(file: Path) -> dict[str, Any] | None:
    """The message, or None for a file that is no message."""
    try:
        message = json.loads(file.read_bytes())
    except ValueError:
        return None
    return message if isinstance(message, dict) else None


class Transport(virtual.Transport):
    Channel = Channel

    driver_type = "spool"
    driver_name = "spool"
    polling_interval = 0.1

    def driver_version(self) -> str:
        return "1"
