from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commitments.editions import Edition, framework_page, show_page
from commitments.through_line import NARROW, PRIMARY, WIDE, build_matrix, build_picture


@require_safe
@framework_page
def framework(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The framework on one page."""
    definition = edition.definition
    pillars = [(pillar, definition.features_of(pillar.code)) for pillar in definition.pillars]
    primary = sum(link.strength == PRIMARY for link in definition.through_line)
    return show_page(
        request,
        edition,
        "framework",
        pillars=pillars,
        wide=build_picture(definition, WIDE),
        narrow=build_picture(definition, NARROW),
        matrix=build_matrix(definition),
        primary=primary,
        supporting=len(definition.through_line) - primary,
    )
