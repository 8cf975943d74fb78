"""A version to take elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commitments.documents import document_of
from commitments.editions import Edition, framework_page
from commitments.yaml_writing import render_yaml
from lhs_portal.lib.canonical import canonical_json


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


def _attachment(data: bytes, media_type: str, edition: Edition, extension: str) -> HttpResponse:
    filename = f"lhs-framework-{edition.version.version}.{extension}"
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(data, content_type=media_type, headers=headers)
