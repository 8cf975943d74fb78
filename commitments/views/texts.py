"""Pages that only lay out what a version says."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commitments.editions import Edition, framework_page, show_page


@require_safe
@framework_page
def definition(request: HttpRequest, edition: Edition) -> HttpResponse:
    return show_page(request, edition, "definition")


@require_safe
@framework_page
def levels(request: HttpRequest, edition: Edition) -> HttpResponse:
    return show_page(request, edition, "levels")


@require_safe
@framework_page
def about(request: HttpRequest, edition: Edition) -> HttpResponse:
    provisional = any(feature.provisional for feature in edition.definition.features)
    return show_page(request, edition, "about", provisional=provisional)


@require_safe
@framework_page
def sources(request: HttpRequest, edition: Edition) -> HttpResponse:
    return show_page(request, edition, "sources")


@require_safe
@framework_page
def glossary(request: HttpRequest, edition: Edition) -> HttpResponse:
    return show_page(request, edition, "glossary")
