"""What the JSON files of the portal look like: for everybody, at addresses that stay."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.documents.tables import LOCAL_ITEMS, TABLES
from reports.published_schemas import SCHEMA_BY_NAME, SCHEMAS, render_schema

_AN_HOUR = "public, max-age=3600"


@require_safe
def schema_list(request: HttpRequest) -> HttpResponse:
    tables = (*TABLES, LOCAL_ITEMS)
    return render(request, "reports/schema_list.html", {"schemas": SCHEMAS, "tables": tables})


@require_safe
def schema(_request: HttpRequest, name: str) -> HttpResponse:
    if name not in SCHEMA_BY_NAME:
        raise Http404("The portal publishes no such schema.")
    content = render_schema(SCHEMA_BY_NAME[name], settings.SITE_URL)
    response = HttpResponse(content, content_type="application/schema+json")
    response["Cache-Control"] = _AN_HOUR
    response["Access-Control-Allow-Origin"] = "*"
    return response
