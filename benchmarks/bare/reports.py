"""The page of a report as somebody would write it by hand: the frozen JSON straight to a template.

It reads the rows that the portal's page reads, parses them anew for every request, and draws plain
charts. No rule of who may see which rating, no wording, nothing remembered but the framework.
"""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from commitments.queries import load_definition
from reports.models import Report

WIDE, NARROW = (232, 107, 720), (12, 79, 340)  # where the scale begins, a level's width, all of it
VERDICTS = {
    "changed": "Changed",
    "noise": "Not distinguishable from noise",
    "not_tested": "Not tested",
    "not_comparable": "Not comparable",
}


@login_required
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    rows = Report.objects.filter(assessment__organization__memberships__user=request.user)
    found = get_object_or_404(
        rows.select_related(
            "assessment__organization", "comparison", "assessment__framework_version"
        ),
        pk=report_id,
    )
    frozen, card = json.loads(found.frozen_input), json.loads(found.score_card)
    comparison = json.loads(found.comparison.document)
    definition = load_definition(found.assessment.framework_version)
    subjects = [
        _subject(each, definition, frozen, card, comparison) for each in definition.subjects
    ]
    commitments = [each for each in subjects if each["subject"].kind == "commitment"]
    features = [each for each in subjects if each["subject"].kind != "commitment"]
    context = {
        "report": found,
        "frozen": frozen,
        "card": card,
        "comparison": comparison,
        "files": list(found.files.all()),
        "definition": definition,
        "subjects": subjects,
        "commitments": commitments,
        "pillars": [
            (each, card["pillars"][each.code], definition.features_of(each.code))
            for each in definition.pillars
        ],
        "moved": sorted(
            (
                (abs(row["later"] - row["earlier"]), definition.item_by_code[code], row)
                for code, row in comparison["items"].items()
                if row["later"] != row["earlier"]
            ),
            key=lambda row: -row[0],
        )[:10],
        "charts": _charts(commitments, features, card, comparison),
    }
    return render(request, "bare/report.html", context)


def _subject(each: Any, definition: Any, frozen: Any, card: Any, comparison: Any) -> dict[str, Any]:
    code = each.code
    change = comparison["subjects"][code]
    return {
        "subject": each,
        "score": card["subjects"][code],
        "target": card["targets"].get(code),
        "line": card["through_line"].get(code),
        "change": change,
        "verdict": VERDICTS[change["verdict"]],
        "name": str(definition.subject_by_code[code].name),
        "held_back_by": [
            definition.item_by_code[each] for each in card["subjects"][code]["held_back_by"]
        ],
        "items": [
            {
                "item": item,
                "change": comparison["items"].get(item.code),
                "answer": frozen["answers"][item.code],
                "figures": card["items"][item.code],
                "settled": frozen["settled"].get(item.code),
                "dissents": frozen["dissent"].get(item.code, []),
                "evidence": frozen["evidence"].get(item.code, []),
                "level": _level(definition, item, frozen["answers"][item.code]["level"]),
                "next": _level(definition, item, (frozen["answers"][item.code]["level"] or 0) + 1),
            }
            for item in definition.items_by_subject[code]
        ],
    }


def _level(definition: Any, item: Any, level: int | None) -> tuple[int, str, str] | None:
    if level is None or level > 4:
        return None
    return level, definition.levels[level].name, item.descriptors[level]


def _charts(
    commitments: list[Any], features: list[Any], card: Any, comparison: Any
) -> list[dict[str, Any]]:
    def scores(subjects: list[Any], *more: str) -> list[Any]:
        return [
            (
                each["name"],
                [float(each["score"]["score"] or 0)]
                + [float(each["change"]["earlier_score"] or 0) for _ in more],
                each["target"]["target"] if each["target"] else None,
                each["verdict"],
            )
            for each in subjects
        ]

    ranked = [(each["feature"], [float(each["leverage"])], None, "") for each in card["priorities"]]
    cycles = [
        (
            f"{each['name']}",
            [float(cycle["scores"][each["subject"].code] or 0) for cycle in comparison["cycles"]],
            each["target"]["target"] if each["target"] else None,
            each["verdict"],
        )
        for each in (*commitments, *features)
    ]
    told = {
        "Ten commitments": scores(commitments),
        "Change of the commitments": scores(commitments, "earlier"),
        "Change of the features": scores(features, "earlier"),
        "Over three cycles": cycles,
        "Pillars and features": scores(features),
        "Commitments and what carries them": scores(commitments, "enabling"),
        "Priorities": ranked,
        "Role groups": scores(commitments, "groups"),
        "Lag": scores(commitments, "lag"),
        "The same scores as a radar": scores(commitments, "earlier", "target"),
    }
    return [
        {
            "code": f"chart-{number}",
            "title": title,
            "rows": rows,
            "drawings": [_draw(rows, scale) for scale in (WIDE, NARROW)],
            "figure": _figure(title, rows),
        }
        for number, (title, rows) in enumerate(told.items())
    ]


def _draw(rows: Iterable[Any], scale: tuple[int, int, int]) -> dict[str, Any]:
    begins, step, width = scale
    drawn = [
        {
            "name": name,
            "y": 40 + 34 * number,
            "label_y": 40 + 34 * number + 4.5,
            "shown": f"{values[0]:.2f}",
            "dots": [(begins + step * value, f"{value:.2f}") for value in values],
            "verdict": said,
            "target": None if target is None else begins + step * target,
        }
        for number, (name, values, target, said) in enumerate(rows)
    ]
    return {
        "rows": drawn,
        "grid": [begins + step * level for level in range(5)],
        "ends": begins + step * 4,
        "width": width,
        "height": 60 + 34 * len(drawn),
    }


def _figure(title: str, rows: list[Any]) -> dict[str, Any]:
    """As plotly takes it."""
    most = max((len(values) for _, values, _, _ in rows), default=0)
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers",
                "name": f"{title} {place}",
                "x": [values[place] for _, values, _, _ in rows],
                "y": [name for name, *_ in rows],
                "text": [f"{name}: {values[place]:.2f} {said}" for name, values, _, said in rows],
                "customdata": [
                    [name, f"{values[place]:.2f}", said] for name, values, _, said in rows
                ],
                "hovertemplate": "%{text}<extra></extra>",
                "marker": {"size": 13, "color": "#0B5A78", "line": {"width": 1, "color": "#fff"}},
            }
            for place in range(most)
        ],
        "layout": {
            "title": title,
            "xaxis": {"range": [0, 4], "dtick": 1, "fixedrange": True},
            "yaxis": {"autorange": "reversed", "fixedrange": True},
            "showlegend": most > 1,
        },
    }
