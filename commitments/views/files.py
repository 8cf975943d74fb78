"""A version to take elsewhere."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commitments.document_form import Document
from commitments.documents import document_of
from commitments.editions import Edition, framework_page
from commitments.exchange.files import LEAD, XLSX, workbook_of
from commitments.yaml_writing import render_yaml
from lhs_portal.lib.canonical import canonical_json, digest_of
from lhs_portal.lib.durable_files import write_durably
from lhs_portal.lib.wording import say


@require_safe
@framework_page
def json_file(_request: HttpRequest, edition: Edition) -> HttpResponse:
    """The very bytes that the digest is of: its SHA-256 is the version's digest."""
    document = document_of(edition.definition, translations=False)
    return _attachment(canonical_json(document), "application/json", edition, "json")


@require_safe
@framework_page
def yaml_file(_request: HttpRequest, edition: Edition) -> HttpResponse:
    """A framework file again, which `load_framework` reads."""
    data = render_yaml(document_of(edition.definition))
    return _attachment(data, "application/yaml", edition, "yaml")


@require_safe
@framework_page
def workbook(_request: HttpRequest, edition: Edition) -> HttpResponse:
    """Made once for each version, and then kept."""
    document = document_of(edition.definition)
    kept = Path(settings.MEDIA_ROOT, "workbooks", f"{_fingerprint(document)}.xlsx")
    if not kept.exists():
        write_durably(kept, [workbook_of(document)])
    return _attachment(kept.read_bytes(), XLSX, edition, "xlsx")


def _fingerprint(document: Document) -> str:
    """Of all that the file is made from: its instructions too."""
    return digest_of([document, [say(sentence) for sentence in LEAD]])[:32]


def _attachment(data: bytes, media_type: str, edition: Edition, extension: str) -> HttpResponse:
    filename = f"lhs-framework-{edition.version.version}.{extension}"
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(data, content_type=media_type, headers=headers)
