"""Receiving files to hash them: whatever their size, nothing of them is stored."""

import hashlib
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

from lhs_portal.lib.uploads.handlers import RefusedUpload
from lhs_portal.lib.uploads.policy import MEBIBYTE, RefusedFile
from lhs_portal.lib.wording import mark
from reports.proof.manifest import LARGEST
from reports.proof.verdicts import Asked

TOO_LARGE = mark(
    "This file is larger than {most} MB, so it was not looked at. Work out its SHA-256 on your "
    "computer, and enter that instead."
)


def too_large() -> RefusedFile:
    return RefusedFile(TOO_LARGE, most=settings.UPLOAD_MAX_BYTES // MEBIBYTE)


class HashedFile(Asked):
    """Stands in request.FILES for a file."""

    __slots__ = ()

    def close(self) -> None:
        """Django closes what stands there at the end of the request."""


class HashingUploadHandler(FileUploadHandler):
    """Hashes a file piece by piece; the beginning is kept in memory while it may be a manifest.

    Beyond the limit the rest is read past, as a browser shows no answer before it has sent all.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.sha256 = hashlib.sha256()
        self.beginning = bytearray()
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start > settings.UPLOAD_MAX_BYTES:
            return
        self.sha256.update(raw_data)
        if start + len(raw_data) <= LARGEST:
            self.beginning += raw_data

    def file_complete(self, file_size: int) -> Any:
        name = self.file_name or ""
        if file_size > settings.UPLOAD_MAX_BYTES:
            return RefusedUpload(name, file_size, too_large())
        data = bytes(self.beginning) if file_size <= LARGEST else None
        return HashedFile(self.sha256.hexdigest(), name, data)
