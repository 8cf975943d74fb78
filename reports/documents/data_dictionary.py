"""What every file and column of the data files means: for people, for sheets, and for programs.

All three are made of the declarations in `reports.documents.tables`, as the files themselves are.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from lhs_portal.lib.spreadsheet_text import render_csv
from reports.documents.tables import Column, Table
from reports.documents.tables.column import KINDS, NEVER
from reports.presentation.page import Identity

HEADER = ("file", "place", "column", "meaning", "kind", "unit", "range", "empty_means")
ALWAYS = "Never empty."
GUARD = (
    "In every CSV file a text that a spreadsheet would take for a formula has one apostrophe more "
    "at its start, or after the separator inside it. Take that one away to have the text as it was "
    "typed."
)


def file_of(table: Table[Any]) -> str:
    return f"{table.name}.csv"


def render_dictionary_csv(tables: Iterable[Table[Any]]) -> bytes:
    rows: list[list[str | int]] = []
    for table in tables:
        for place, column in enumerate(table.columns, 1):
            facts = KINDS[column.kind]
            words = (column.meaning, facts.words, facts.unit, facts.range, _empty(column))
            rows.append([file_of(table), place, column.name, *words])
    return render_csv(HEADER, rows)


def render_dictionary_text(tables: Iterable[Table[Any]]) -> str:
    """The same as Markdown."""
    lines = ["# Data dictionary", "", GUARD, ""]
    for table in tables:
        lines += [f"## {file_of(table)}", "", table.about, ""]
        if table.why_empty:
            lines += [f"Without rows: {table.why_empty}", ""]
        lines += ["| Column | Meaning | Kind | Unit | Range | Empty |", "|---|---|---|---|---|---|"]
        for column in table.columns:
            facts = KINDS[column.kind]
            lines.append(
                f"| `{column.name}` | {column.meaning} | {facts.words} | {facts.unit} "
                f"| {facts.range} | {_empty(column)} |"
            )
        lines.append("")
    return "\n".join(lines)


def render_data_package(
    identity: Identity, tables: Iterable[Table[Any]], files: Mapping[str, bytes]
) -> bytes:
    """A Frictionless data package (version 1) of these tables, whose files are given by name."""
    package = {
        "profile": "tabular-data-package",
        "name": f"lhs-report-{identity.frozen_digest[:16]}",
        "title": f"{identity.title}, report {identity.number}",
        "id": identity.frozen_digest,
        "homepage": identity.verify_url,
        "created": identity.requested_at.isoformat().replace("+00:00", "Z"),
        "resources": [_resource(table, files[file_of(table)]) for table in tables],
    }
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _resource(table: Table[Any], content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": file_of(table),
        "title": table.title,
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
        },
    }


def _field(column: Column[Any]) -> dict[str, Any]:
    facts = KINDS[column.kind]
    described = " ".join(filter(None, (column.meaning, _empty(column))))
    field: dict[str, Any] = {
        "name": column.name,
        "title": column.heading,
        "description": described,
        "type": facts.type,
    }
    if facts.type == "boolean":
        field |= {"trueValues": ["yes"], "falseValues": ["no"]}
    if facts.constraints:
        field["constraints"] = dict(facts.constraints)
    return field


def _empty(column: Column[Any]) -> str:
    if column.empty == NEVER:
        return ALWAYS
    return f"Empty: {column.empty}."
