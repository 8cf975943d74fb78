"""A stand-in that speaks clamd's protocol on a real socket, well or badly."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.lib.uploads.building import EICAR

Answer = Callable[[bytes], bytes]


def honest(content: bytes) -> bytes:
    return b"stream: Win.Test.EICAR_HDB-1 FOUND\x00" if EICAR in content else b"stream: OK\x00"


class Scanner:
    """`answer` makes the reply of what came; None as reply means silence until the client goes."""

    def __init__(self, listener: socket.socket, answer: Answer | None, most: int) -> None:
        self.scanned: list[bytes] = []
        self._listener = listener
        self._answer = answer
        self._most = most
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    @property
    def address(self) -> str:
        name = self._listener.getsockname()
        return name if isinstance(name, str) else f"127.0.0.1:{name[1]}"

    def stop(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                try:
                    self._talk(connection, stream)
                except OSError:
                    continue

    def _talk(self, connection: socket.socket, stream) -> None:
        if self._answer is None:
            stream.read()
            return
        assert stream.read(len(b"zINSTREAM\x00")) == b"zINSTREAM\x00"
        content = b""
        while length := struct.unpack("!L", stream.read(4))[0]:
            content += stream.read(length)
            if len(content) > self._most:
                connection.sendall(b"INSTREAM size limit exceeded. ERROR\x00")
                return
        self.scanned.append(content)
        connection.sendall(self._answer(content))


@contextmanager
def running(
    answer: Answer | None = honest, *, path: Path | None = None, most: int = 100_000_000
) -> Iterator[Scanner]:
    if path is None:
        listener = socket.create_server(("127.0.0.1", 0))
    else:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(path))
        listener.listen()
    scanner = Scanner(listener, answer, most)
    try:
        yield scanner
    finally:
        scanner.stop()
