"""The report and its brief as tagged PDF/UA-1 files, compiled by Typst in its own process."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings

from reports.documents.brief_data import build_brief_data
from reports.documents.failure import DocumentFailed
from reports.documents.fonts import Library, load_library
from reports.documents.material import Material, Rendered
from reports.documents.pdf_data import build_pdf_data
from reports.documents.print_text import PrintText
from reports.documents.processes import MEGABYTES, SECONDS, run_apart
from reports.presentation.page import ReportPage

log = structlog.get_logger("reports.documents")

_HERE = Path(__file__).parent
# The compiler's words for a glyph that is missing, and for one that it cannot lead back to text.
_NO_GLYPH = ("could not be displayed with", "text with missing codepoints")
_BUILDERS = {"pdf": build_pdf_data, "brief": build_brief_data}


def render_pdf(material: Material) -> Rendered:
    """Equal pages give equal bytes. Raises DocumentFailed; nothing is left behind then."""
    return _render("pdf", "report.typ", material.page)


def render_brief(material: Material) -> Rendered:
    """Two pages for a board, whatever was typed."""
    return _render("brief", "brief.typ", material.page)


def _render(kind: str, main: str, page: ReportPage) -> Rendered:
    library = load_library(settings.FONT_PATHS)
    try:
        rendered = _print(kind, main, page, library, cautious=False)
    except DocumentFailed as failure:
        if not lacks_glyph(failure):
            raise
        log.warning("document_printed_cautiously", kind=kind)
        rendered = _print(kind, main, page, library, cautious=True)
    if rendered.missing:
        points = [f"U+{ord(character):04X}" for character in rendered.missing[:40]]
        log.warning(
            "characters_without_glyph", kind=kind, count=len(rendered.missing), points=points
        )
    return rendered


def lacks_glyph(failure: DocumentFailed) -> bool:
    """Letter and mark, each drawable, met in a way that no single font knows."""
    return any(words in failure.said for words in _NO_GLYPH)


def _print(kind: str, main: str, page: ReportPage, library: Library, *, cautious: bool) -> Rendered:
    printer = PrintText(library, cautious=cautious)
    data = _BUILDERS[kind](page, printer)
    files = {**read_templates(), "main.typ": read_templates()[main]}
    content = compile_pdf(
        files,
        data,
        int(page.identity.requested_at.timestamp()),
        folders=library.folders if printer.fonts else (),
        kind=kind,
    )
    return Rendered(content, tuple(sorted(printer.missing)))


@cache
def read_templates() -> Mapping[str, str]:
    return {path.name: path.read_text() for path in (_HERE / "templates").glob("*.typ")}


def compile_pdf(
    files: Mapping[str, str],
    data: Mapping[str, Any],
    timestamp: int,
    *,
    folders: Sequence[str] = (),
    kind: str = "pdf",
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
) -> bytes:
    """`main.typ` of the files. A warning of the compiler (a missing font) fails it too."""
    job = {"files": files, "data": data, "timestamp": timestamp, "folders": list(folders)}
    worker = _HERE / "pdf_worker.py"
    return run_apart(worker, job, kind=kind, seconds=seconds, megabytes=megabytes)
