from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commitments.definition import Commitment, Definition, Feature, Link, Pillar
from commitments.editions import Edition, framework_page, show_page
from commitments.through_line import build_matrix

Part = TypeVar("Part", Pillar, Feature, Commitment)


@require_safe
@framework_page
def pillar(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    definition = edition.definition
    pillar, before, after = _with_neighbors(definition.pillars, code)
    return show_page(
        request,
        edition,
        "pillar",
        pillar=pillar,
        before=before,
        after=after,
        features=definition.features_of(code),
        matrix=build_matrix(definition, code),
    )


@require_safe
@framework_page
def feature(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    definition = edition.definition
    feature, before, after = _with_neighbors(definition.features, code)
    links = [
        (link, definition.subject_by_code[link.commitment])
        for link in _strongest_first(definition, code)
    ]
    return show_page(
        request,
        edition,
        "feature",
        feature=feature,
        before=before,
        after=after,
        pillar=definition.pillar_by_code[feature.pillar],
        links=links,
        items=definition.items_by_subject[code],
    )


@require_safe
@framework_page
def commitment(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    definition = edition.definition
    commitment, before, after = _with_neighbors(definition.commitments, code)
    links = [
        (link, definition.subject_by_code[link.feature])
        for link in _strongest_first(definition, code)
    ]
    return show_page(
        request,
        edition,
        "commitment",
        commitment=commitment,
        before=before,
        after=after,
        links=links,
        items=definition.items_by_subject[code],
    )


def _with_neighbors(parts: tuple[Part, ...], code: str) -> tuple[Part, Part | None, Part | None]:
    """The part, the one before it and the one after it. Raises Http404."""
    for index, part in enumerate(parts):
        if part.code == code:
            before = parts[index - 1] if index else None
            after = parts[index + 1] if index + 1 < len(parts) else None
            return part, before, after
    raise Http404(f"This version of the framework has no {code!r} there.")


def _strongest_first(definition: Definition, code: str) -> list[Link]:
    return sorted(definition.links_of(code), key=lambda link: -link.strength)
