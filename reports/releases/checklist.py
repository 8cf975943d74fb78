"""What the release managers see of a release before they approve it: published, withheld, why."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from lhs_portal.lib.canonical import canonical_json
from lhs_portal.lib.wording import mark, say
from reports.releases.core.admission import REASONS, Admission
from reports.releases.core.figures import CellCount, Figure
from reports.releases.core.self_attack import Attack
from reports.releases.groups import ATTRIBUTE_BY_CODE
from reports.releases.loading import FieldData
from reports.releases.models import Release, State
from reports.releases.shown import shown_count

WHOLE = mark("Whole field")

NO_FIGURE = "no_figure"
WHY = {
    **REASONS,
    NO_FIGURE: mark(
        "Nobody answered it, nearly all gave one answer, or it is shown for larger groups alone."
    ),
}

LEFT_OUT = {
    "not-verified": mark("not verified"),
    "no-consent": mark("without consent"),
    "not-signed-in-the-cycle": mark("without a signed assessment of the whole organization"),
    "other-version": mark("with another version of the framework"),
    "no-report": mark("whose report is not made yet"),
}


def build_checklist(
    release: Release,
    field: FieldData,
    admission: Admission,
    cells: Sequence[CellCount],
    figures: Sequence[Figure],
    found: Attack,
) -> str:
    """Canonical JSON. It names no organization, and holds no figure that is not published."""
    in_table = Counter(figure.table for figure in figures)
    shown = {(figure.measure, figure.table) for figure in figures}
    measures = Counter(place for _, place in shown)
    tables = [
        {
            "attributes": list(table.attributes),
            "cells": sum(one.table == place for one in cells),
            "figures": in_table[place],
            "measures": measures[place],
            "withheld": len(field.measures) - measures[place],
        }
        for place, table in enumerate(admission.tables)
    ]
    refused = Counter(
        (one.table.attributes, bool(one.measure), one.reason) for one in admission.refused
    )
    refused += Counter(
        (admission.tables[place].attributes, True, NO_FIGURE)
        for code, places in admission.measures.items()
        for place in places
        if (code, place) not in shown
    )
    published = Counter(figure.measure for figure in figures)
    return canonical_json(
        {
            "left_out": dict(field.basis.left_out),
            "tables": tables,
            "refused": [
                {"attributes": list(at), "of_measures": of, "reason": reason, "times": times}
                for (at, of, reason), times in sorted(refused.items())
            ],
            "measures": [
                {
                    "code": one.code,
                    "tables": sum((one.code, place) in shown for place in range(len(tables))),
                    "figures": published[one.code],
                    "reasons": sorted(
                        {each.reason for each in admission.refused if each.measure == one.code}
                    ),
                }
                for one in field.measures
            ],
            "changed": _compare(release, tables),
            "attack": asdict(found),
        }
    ).decode()


def _compare(release: Release, tables: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """With the tables of the release before it."""
    last = (
        Release.objects.filter(kind=release.kind, state=State.PUBLISHED).order_by("-number").first()
    )
    if last is None:
        return {}
    before = {
        tuple(one["attributes"]): one["cells"] for one in json.loads(last.checklist)["tables"]
    }
    now = {tuple(one["attributes"]): one["cells"] for one in tables}
    return {
        "release": last.number,
        "added": [list(one) for one in now if one not in before],
        "gone": [list(one) for one in before if one not in now],
        "divided": [
            [list(one), before[one], now[one]]
            for one in now
            if one in before and before[one] != now[one]
        ],
    }


@dataclass(frozen=True, slots=True)
class Checklist:
    """In words. Who is left out is counted as everybody is: release managers may also know who
    joined, and an exact count would tell them what the last of these chose.
    """

    tables: tuple[dict[str, Any], ...]
    refused: tuple[dict[str, Any], ...]
    measures: tuple[dict[str, Any], ...]
    left_out: tuple[tuple[str, str], ...]
    changed: tuple[str, ...]
    attack: dict[str, Any]


def read_checklist(text: str, thresholds: Mapping[str, Any]) -> Checklist:
    """`thresholds` as they are frozen with the release."""
    stored = json.loads(text)
    return Checklist(
        tables=tuple({**one, "name": name_table(one["attributes"])} for one in stored["tables"]),
        refused=tuple(
            {
                **one,
                "name": name_table(one["attributes"]),
                "why": say(WHY.get(one["reason"], one["reason"])),
            }
            for one in stored["refused"]
        ),
        measures=tuple(
            {**one, "why": " ".join(say(WHY.get(code, code)) for code in one["reasons"])}
            for one in stored["measures"]
        ),
        left_out=tuple(
            (say(LEFT_OUT.get(code, code)), shown_count(_round(count, thresholds)))
            for code, count in stored["left_out"].items()
        ),
        changed=_tell_changes(stored["changed"]),
        attack=stored["attack"],
    )


def _round(count: int, thresholds: Mapping[str, Any]) -> int:
    step: int = thresholds["count_step"]
    return 0 if count <= thresholds["small_count"] else (2 * count + step) // (2 * step) * step


def name_table(attributes: Sequence[str]) -> str:
    """ "Whole field", "Sector", "Sector and size"."""
    names = [say(ATTRIBUTE_BY_CODE[code].name) for code in attributes]
    if not names:
        return say(WHOLE)
    told, *more = names
    for name in more:
        told = say("{first} and {last}", first=told, last=name.lower())
    return told


def _tell_changes(changed: dict[str, Any]) -> tuple[str, ...]:
    if not changed:
        return (say("There is no earlier release of this kind."),)
    said = [say("New: {table}.", table=name_table(one)) for one in changed["added"]]
    said += [say("No longer: {table}.", table=name_table(one)) for one in changed["gone"]]
    said += [
        say(
            "{table}: {now} cells instead of {was}.",
            table=name_table(one),
            now=now,
            was=was,
        )
        for one, was, now in changed["divided"]
    ]
    return tuple(said) or (
        say("The same tables as in release {number}.", number=changed["release"]),
    )
