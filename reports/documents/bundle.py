"""Every file that a report has, made from one page."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from lhs_portal.lib.wording import mark
from reports.charts.language import speaking
from reports.documents.csv_file import render_item_csv
from reports.documents.data_bundle import render_data
from reports.documents.manifest_file import render_manifest
from reports.documents.material import Material, Rendered
from reports.documents.pdf import render_brief, render_pdf
from reports.documents.pictures import render_charts
from reports.documents.word import render_word
from reports.documents.workbook import render_workbook
from reports.presentation.page import Identity

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """`code` is the file's in addresses, `ending` all that follows the report's name in its own.

    `render` answers None where this report has no such file, and raises DocumentFailed. Equal
    material gives equal bytes. `label` says what a person gets, `short` does in a word.
    """

    code: str
    label: str
    short: str
    ending: str
    media_type: str
    render: Callable[[Material], Rendered | None]


@dataclass(frozen=True, slots=True)
class Document:
    kind: str
    filename: str
    media_type: str
    content: bytes
    missing: tuple[str, ...] = ()


def _items(material: Material) -> Rendered:
    return Rendered(render_item_csv(material.page))


def _card(material: Material) -> Rendered:
    return Rendered(material.score_card)


def _comparison(material: Material) -> Rendered | None:
    return None if material.comparison is None else Rendered(material.comparison)


KINDS: tuple[DocumentKind, ...] = (
    DocumentKind(
        "pdf", mark("The report as PDF"), mark("PDF"), ".pdf", "application/pdf", render_pdf
    ),
    DocumentKind(
        "brief",
        mark("Two-page board brief"),
        mark("Brief"),
        "-brief.pdf",
        "application/pdf",
        render_brief,
    ),
    DocumentKind(
        "docx",
        mark("The report as a Word document"),
        mark("Word"),
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        render_word,
    ),
    DocumentKind(
        "csv", mark("Every item as CSV"), mark("Items"), ".csv", "text/csv; charset=utf-8", _items
    ),
    DocumentKind(
        "xlsx",
        mark("Workbook: every figure and every item, with charts"),
        mark("Workbook"),
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        render_workbook,
    ),
    DocumentKind(
        "data",
        mark("Data files: all tables as CSV, with a dictionary"),
        mark("Data files"),
        "-data.zip",
        "application/zip",
        render_data,
    ),
    DocumentKind(
        "charts",
        mark("Every chart for slides, as PNG and SVG"),
        mark("Charts"),
        "-charts.zip",
        "application/zip",
        render_charts,
    ),
    DocumentKind(
        "json",
        mark("The score card as JSON"),
        mark("Score card"),
        ".json",
        "application/json",
        _card,
    ),
    DocumentKind(
        "change",
        mark("The comparison as JSON"),
        mark("Comparison"),
        "-change.json",
        "application/json",
        _comparison,
    ),
    # Last, for it names the files before it.
    DocumentKind(
        "manifest",
        mark("The signed manifest, to check the files with"),
        mark("Manifest"),
        "-manifest.json",
        "application/json",
        render_manifest,
    ),
)
KIND_BY_CODE = {kind.code: kind for kind in KINDS}


def render_document(kind: DocumentKind, material: Material) -> Document | None:
    """None where this report has no such file. Raises DocumentFailed."""
    with speaking(material.page.identity.language):
        rendered = kind.render(material)
    if rendered is None:
        return None
    name = f"{file_name(material.page.identity)}{kind.ending}"
    return Document(kind.code, name, kind.media_type, rendered.content, rendered.missing)


def file_name(identity: Identity) -> str:
    """Letters, digits and hyphens alone, whatever the organization is called."""
    plain = unicodedata.normalize("NFKD", identity.organization).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST_NAME].strip("-")
    kind = "preliminary-report" if identity.preliminary else "report"
    return f"{words or 'organization'}-{kind}-{identity.number}"
