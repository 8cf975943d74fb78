"""The files of a report. `render_documents` is the way in."""

from reports.documents.bundle import Document, render_documents
from reports.documents.failure import DocumentFailed

__all__ = ["Document", "DocumentFailed", "render_documents"]
