"""Pages of a release as somebody would write them by hand: rows straight to a template.

The queries are those of the portal's pages, in count and kind. Numbers as they are stored, no words
for the ends of the scale, nothing remembered but the framework.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from commitments.queries import load_definition
from reports.releases.models import Release, ReleaseCell, ReleaseFigure

SCALES = ((0, 4, 232, 418, 720), (0, 4, 12, 316, 340))
STATISTICS = (
    "dont-know", "not-applicable", "contested", "agreement", "ceiling", "floor", "correlation",
)  # fmt: skip
# Sentences and attributes of the portal's pages that these have not, as one text of their length.
WORDS = {
    name: "words " * (length // 6)
    for name, length in {"overview": 12_200, "operations": 5_500, "questions": 16_800}.items()
}


@login_required
def page(request: HttpRequest, number: int, name: str) -> HttpResponse:
    if not request.user.portal_roles.exists():  # type: ignore[union-attr]
        raise Http404
    rows = Release.objects.select_related("cycle__framework_version")
    release = get_object_or_404(rows, number=number, state="published")
    definition = load_definition(release.cycle.framework_version)
    cells = list(
        ReleaseCell.objects.filter(table__release=release)
        .select_related("table")
        .order_by("table__position", "position")
    )
    wanted = {"overview": [""], "operations": ["", "rurality", "size_band"], "questions": [""]}
    measures = MEASURES[name](definition)
    figures = {
        (attributes, key, measure): row
        for attributes, key, measure, *row in ReleaseFigure.objects.filter(
            cell__table__release=release,
            cell__table__attributes__in=wanted[name],
            measure__in=measures,
        ).values_list(
            "cell__table__attributes", "cell__key", "measure", "n", "mean", "q1", "median", "q3"
        )
    }
    context = {
        "release": release,
        "definition": definition,
        "name": name,
        "cells": cells,
        "words": WORDS[name],
    }
    return render(request, "bare/release.html", context | MAKERS[name](definition, cells, figures))


def _overview_measures(definition: Any) -> list[str]:
    subjects = [each.code for each in definition.subjects]
    return [
        *subjects,
        *(f"pillar:{each.code}" for each in definition.pillars),
        *(f"lag:{each.code}" for each in definition.commitments),
        *(f"change:{code}" for code in subjects),
    ]


def _overview(definition: Any, _cells: list[Any], figures: Any) -> dict[str, Any]:
    def chart(title: str, codes: list[tuple[str, str]]) -> dict[str, Any]:
        rows = [(name, figures.get(("", "", code))) for code, name in codes]
        return {"title": title, "rows": rows, "drawings": [_draw(rows, s) for s in SCALES]}

    commitments = [(each.code, str(each.name)) for each in definition.commitments]
    features = [(each.code, f"{each.code} {each.name}") for each in definition.features]
    pillars = [(f"pillar:{each.code}", str(each.name)) for each in definition.pillars]
    return {
        "charts": [
            chart("Commitments", commitments),
            chart("Pillars and features", pillars + features),
            chart("Lag", [(f"lag:{code}", name) for code, name in commitments]),
            chart("Change", [(f"change:{code}", name) for code, name in commitments + features]),
        ],
        "links": commitments + features,
    }


def _draw(rows: list[Any], scale: tuple[int, ...]) -> dict[str, Any]:
    low, high, left, wide, width = scale

    def x(value: Any) -> float:
        return left + (float(value) - low) / (high - low) * wide

    drawn = [
        {
            "name": name,
            "y": 40 + 34 * place,
            "text_y": 45 + 34 * place,
            "x": x(row[1]),
            "left": x(row[2] or row[1]),
            "size": x(row[4] or row[1]) - x(row[2] or row[1]),
            "shown": row[1],
        }
        for place, (name, row) in enumerate(rows)
        if row
    ]
    return {
        "rows": drawn,
        "width": width,
        "height": 60 + 34 * len(drawn),
        "grid": [x(level) for level in range(5)],
        "left": left,
        "right": left + wide,
    }


def _operations(definition: Any, cells: list[Any], figures: Any) -> dict[str, Any]:
    tables = []
    for attribute in ("rurality", "size_band"):
        groups = [cell for cell in cells if cell.table.attributes == attribute]
        rows = [
            (
                f"{feature.code} {feature.name} (provisional title)",
                [figures.get(("", "", feature.code))]
                + [figures.get((attribute, cell.key, feature.code)) for cell in groups],
            )
            for feature in definition.features
        ]
        tables.append((attribute, groups, rows))
    means = [(each, figures.get(("", "", each.code))) for each in definition.subjects]
    by_code = {each.code: (each, row) for each, row in means}
    crosswalks = [
        (crosswalk, [(dict(crosswalk.targets)[e.target], *by_code[e.subject])
                     for e in crosswalk.entries],
         [by_code[code] for code, _ in crosswalk.unmapped])
        for crosswalk in definition.crosswalks
    ]  # fmt: skip
    return {"tables": tables, "means": means, "crosswalks": crosswalks}


def _questions(definition: Any, _cells: list[Any], figures: Any) -> dict[str, Any]:
    groups = [
        (
            subject,
            [
                (item, [figures.get(("", "", f"question:{one}:{item.code}")) for one in STATISTICS])
                for item in definition.items_by_subject[subject.code]
            ],
        )
        for subject in definition.subjects
    ]
    return {"groups": groups, "statistics": STATISTICS}


MEASURES = {
    "overview": _overview_measures,
    "operations": lambda definition: [each.code for each in definition.subjects],
    "questions": lambda definition: [
        f"question:{statistic}:{item.code}" for item in definition.items for statistic in STATISTICS
    ],
}
MAKERS = {"overview": _overview, "operations": _operations, "questions": _questions}
