"""Evidence through the product's own actions, and files as a browser sends them."""

import hashlib
import io
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.actions import add_evidence_file, add_evidence_link
from assessments.models import Assessment, EvidenceUse
from lhs_portal.accounts.models import User
from lhs_portal.lib.uploads.checking import Accepted

DATED = date(2026, 5, 4)
SHOWS = "Page 2: what the council decided."
# What a browser sends beside the file or the link.
SAID = {"title": "Minutes of May", "dated": "2026-05-04", "shows": SHOWS, "level": "3"}


def accepted(content: bytes = b"Minutes of May 4\n", name: str = "minutes.txt") -> Accepted:
    """A file that was checked already."""
    return Accepted(
        name=name,
        media_type="text/plain",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        scan="not_scanned",
        content=io.BytesIO(content),
    )


def add_file(
    assessment: Assessment,
    by: User,
    item: str = "safe.1",
    content: bytes = b"Minutes of May 4\n",
    **changes: Any,
) -> EvidenceUse:
    said = {"title": "Minutes of May", "shows": SHOWS, "level": 3, "dated": DATED, **changes}
    return add_evidence_file(
        assessment=assessment, item=item, upload=accepted(content), by=by, **said
    )


def add_link(
    assessment: Assessment,
    by: User,
    item: str = "safe.1",
    url: str = "https://intranet.example.org/policy",
    **changes: Any,
) -> EvidenceUse:
    said = {"title": "Policy", "shows": SHOWS, "level": None, "dated": DATED, **changes}
    return add_evidence_link(assessment=assessment, item=item, url=url, by=by, **said)


def sent_file(content: bytes = b"Minutes of May 4\n", name: str = "minutes.txt") -> Any:
    return SimpleUploadedFile(name, content)


def files_in(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def read(response: Any) -> tuple[int, bytes]:
    """Status and content; a file that was sent piece by piece is closed by that."""
    if response.streaming:
        return response.status_code, b"".join(response.streaming_content)
    return response.status_code, response.content
