"""The files of a report: `KINDS` says which there are, `render_document` makes one."""

from reports.documents.bundle import KIND_BY_CODE, KINDS, Document, DocumentKind, render_document
from reports.documents.failure import DocumentFailed
from reports.documents.material import Material, Rendered

__all__ = [
    "KINDS",
    "KIND_BY_CODE",
    "Document",
    "DocumentFailed",
    "DocumentKind",
    "Material",
    "Rendered",
    "render_document",
]
