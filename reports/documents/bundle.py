"""Every file that a report has, made from one page."""

import re
import unicodedata
from dataclasses import dataclass

from reports.documents.csv_file import render_item_csv
from reports.documents.pdf import render_pdf
from reports.presentation.page import Identity, ReportPage

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Document:
    """`kind` is also the file's extension; `missing` the characters that its fonts cannot draw."""

    kind: str
    filename: str
    media_type: str
    content: bytes
    missing: tuple[str, ...] = ()


def render_documents(page: ReportPage, score_card: bytes) -> tuple[Document, ...]:
    """PDF, CSV (one row an item) and JSON (the score card's own bytes).

    Equal input gives equal bytes. Raises DocumentFailed.
    """
    name = file_name(page.identity)
    pdf = render_pdf(page)
    return (
        Document("pdf", f"{name}.pdf", "application/pdf", pdf.content, pdf.missing),
        Document("csv", f"{name}.csv", "text/csv; charset=utf-8", render_item_csv(page)),
        Document("json", f"{name}.json", "application/json", score_card),
    )


def file_name(identity: Identity) -> str:
    """Letters, digits and hyphens alone, whatever the organization is called."""
    plain = unicodedata.normalize("NFKD", identity.organization).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST_NAME].strip("-")
    kind = "preliminary-report" if identity.preliminary else "report"
    return f"{words or 'organization'}-{kind}-{identity.number}"
