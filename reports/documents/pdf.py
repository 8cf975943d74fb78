"""The report as a tagged PDF/UA-1 file, compiled by Typst in a process of its own."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reports.documents.failure import DocumentFailed
from reports.documents.pdf_data import build_pdf_data
from reports.presentation.page import ReportPage

SECONDS = 30
MEGABYTES = 400

_HERE = Path(__file__).parent
_SIGNALS = {-9: "it was killed", -24: "it took too much time", -6: "it ran out of memory or broke"}


@dataclass(frozen=True, slots=True)
class Pdf:
    """`missing` holds the characters that no font could draw; each stands as □ in the file."""

    content: bytes
    missing: tuple[str, ...]


def render_pdf(page: ReportPage, *, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> Pdf:
    """Equal pages give equal bytes. Raises DocumentFailed; nothing is left behind then."""
    data, missing = build_pdf_data(page)
    template = (_HERE / "report.typ").read_text()
    timestamp = int(page.identity.requested_at.timestamp())
    return Pdf(compile_pdf(template, data, timestamp, seconds, megabytes), missing)


def compile_pdf(
    template: str, data: dict[str, Any], timestamp: int, seconds: int, megabytes: int
) -> bytes:
    """One process for one document. A warning of the compiler (a missing font) fails it too."""
    job = {
        "template": template,
        "data": data,
        "timestamp": timestamp,
        "seconds": seconds,
        "megabytes": megabytes,
    }
    command = [sys.executable, "-I", str(_HERE / "pdf_worker.py")]
    try:
        done = subprocess.run(  # noqa: S603 - our own file, and no shell
            command,
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired:
        raise DocumentFailed("pdf", f"it took longer than {seconds} s") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise DocumentFailed("pdf", _SIGNALS.get(done.returncode, said[-2000:] or "it broke"))
    return done.stdout
