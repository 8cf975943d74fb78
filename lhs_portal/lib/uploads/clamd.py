"""A client of clamd's protocol: the libraries for it are no longer kept, and one command is enough.

`zINSTREAM`, then chunks with their length before them, then a length of zero; the answer ends
with a NUL. Knows no Django.
"""

import re
import socket
import struct
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

CONNECT_SECONDS = 5.0
SCAN_SECONDS = 30.0  # for sending and the answer together
LONGEST_REPLY = 1024
_CHUNK = 64 * 1024
_HOST_AND_PORT = re.compile(r"(?P<host>[\w.-]+|\[[0-9a-fA-F:]+\]):(?P<port>\d{1,5})")

_FOUND = re.compile(r"stream: ([^\s\x00][^\x00]{0,200}) FOUND\x00")


class ScannerFailed(Exception):
    """No usable answer came: the file is neither clean nor infected."""


@dataclass(frozen=True, slots=True)
class Address:
    """A socket's path, or host and port."""

    path: str = ""
    host: str = ""
    port: int = 0


def read_address(text: str) -> Address | None:
    """Of `host:port`, `[::1]:port` or `/path/socket`; None where it is none of these."""
    if text.startswith("/"):
        return Address(path=text)
    found = _HOST_AND_PORT.fullmatch(text)
    if found is None or not 0 < int(found["port"]) < 65536:
        return None
    return Address(host=found["host"].strip("[]"), port=int(found["port"]))


def find_virus(text: str, content: BinaryIO) -> str:
    """The name of what the scanner at this address found, or nothing. Raises ScannerFailed."""
    address = read_address(text)
    if address is None:
        raise ScannerFailed("Its address cannot be read.")
    try:
        with _connect(address) as connection:
            reply = _exchange(connection, content, time.monotonic() + SCAN_SECONDS)
    except OSError as error:
        raise ScannerFailed(str(error) or type(error).__name__) from error
    if reply == "stream: OK\x00":
        return ""
    if found := _FOUND.fullmatch(reply):
        return found[1]
    raise ScannerFailed(f"It answered {reply!r}.")


def _connect(address: Address) -> socket.socket:
    if not address.path:
        return socket.create_connection((address.host, address.port), timeout=CONNECT_SECONDS)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(CONNECT_SECONDS)
    try:
        connection.connect(address.path)
    except OSError:
        connection.close()
        raise
    return connection


def _exchange(connection: socket.socket, content: BinaryIO, deadline: float) -> str:
    def wait_no_longer() -> None:
        connection.settimeout(max(deadline - time.monotonic(), 0.001))

    # A file that is too long for it ends the connection while we send: the answer says so.
    with suppress(BrokenPipeError, ConnectionResetError):
        connection.sendall(b"zINSTREAM\x00")
        while chunk := content.read(_CHUNK):
            wait_no_longer()
            connection.sendall(struct.pack("!L", len(chunk)) + chunk)
        connection.sendall(struct.pack("!L", 0))
    reply = b""
    while not reply.endswith(b"\x00") and len(reply) < LONGEST_REPLY:
        wait_no_longer()
        received = connection.recv(LONGEST_REPLY)
        if not received:
            break
        reply += received
    return reply.decode(errors="replace")
