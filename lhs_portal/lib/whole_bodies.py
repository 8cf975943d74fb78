"""A request that breaks off is none: what came of it is not taken for all of it.

Django takes the end of the stream for the end of the form, so that half a file would be stored as a
whole one, and half a text saved over a whole one.
"""

from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

Application = Callable[..., Iterable[bytes]]


class WholeBodies:
    """WSGI middleware. Django answers the error to nobody, and keeps nothing."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or ""
        if length.isdecimal():
            environ["wsgi.input"] = _WholeBody(environ["wsgi.input"], int(length))
        return self.application(environ, start_response)


class _WholeBody:
    """Whoever asks for some bytes gets that many, unless fewer are left of those announced."""

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self._stream = stream
        self._left = length

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        pieces = []
        while wanted > 0:
            pieces.append(self._counted(self._stream.read(wanted)))
            wanted -= len(pieces[-1])
        return b"".join(pieces)

    def readline(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        return self._counted(self._stream.readline(wanted)) if wanted else b""

    def _counted(self, data: bytes) -> bytes:
        if not data:
            raise ConnectionResetError("The request broke off.")
        self._left -= len(data)
        return data
