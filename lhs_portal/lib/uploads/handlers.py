"""Receiving files: never more than may be stored, and never at the cost of the rest of the form."""

import tempfile
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from lhs_portal.lib.uploads import policy
from lhs_portal.lib.uploads.policy import RefusedFile


@dataclass(frozen=True, slots=True)
class RefusedUpload:
    """Stands in request.FILES for a file that was not kept, and says why."""

    name: str
    size: int
    reason: RefusedFile

    @property
    def sentence(self) -> str:
        return self.reason.sentence

    def close(self) -> None:
        """Django closes what stands there at the end of the request."""


class LimitedUploadHandler(FileUploadHandler):
    """Writes a file to the temporary folder until it is too large.

    The rest is read past: the fields that stand behind it must arrive, and a browser shows no
    answer before it has sent all. Django's SkipFile would do the same, but leave no trace of it.
    """

    file: "UploadedFile[bytes]"

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.reason: RefusedFile | None = None
        try:
            # Without a name on the disk: Django's own puts the given one there, however long.
            content = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the request
            self.file = UploadedFile(content, self.file_name, self.content_type)
        except OSError:
            self.reason = RefusedFile(policy.NO_ROOM)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.reason:
            return None
        if start + len(raw_data) > settings.UPLOAD_MAX_BYTES:
            self._refuse(policy.too_large(settings.UPLOAD_MAX_BYTES))
            return None
        try:
            self.file.write(raw_data)
        except OSError:
            self._refuse(RefusedFile(policy.NO_ROOM))
        return None

    def file_complete(self, file_size: int) -> Any:
        if not self.reason:
            try:
                self.file.seek(0)  # writes what is still in the buffer
            except OSError:
                self._refuse(RefusedFile(policy.NO_ROOM))
        if self.reason:
            return RefusedUpload(self.file_name or "", file_size, self.reason)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        if not self.reason:
            self.file.close()

    def _refuse(self, reason: RefusedFile) -> None:
        self.reason = reason
        with suppress(OSError):  # closing writes what is still in the buffer
            self.file.close()
