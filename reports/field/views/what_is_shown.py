from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

from reports.field.views.participation import read_thresholds
from reports.field.what_is_shown import render_what_is_shown


@require_safe
def what_is_shown(request: HttpRequest) -> HttpResponse:
    """The text of docs/what-working-groups-see.md, with the limits that are in force."""
    thresholds = read_thresholds()
    text = render_what_is_shown(thresholds) if thresholds else ""
    # Our own text and numbers, nothing that a person typed.
    body = mark_safe(MarkdownIt("commonmark").render(text))  # noqa: S308
    status = 200 if thresholds else 503
    return render(request, "field/what_is_shown.html", {"body": body}, status=status)
