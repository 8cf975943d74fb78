"""All tables of a report as data files, with all that one needs to read them, in one zip file."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from lhs_portal.lib.spreadsheet_text import render_csv
from reports.documents.data_dictionary import (
    GUARD,
    file_of,
    render_data_package,
    render_dictionary_csv,
    render_dictionary_text,
)
from reports.documents.material import Material, Rendered
from reports.documents.tables import Table, tables_of
from reports.documents.tables.column import Value
from reports.documents.zip_file import pack_files
from reports.presentation.page import Identity, ReportPage
from reports.published_schemas import render_schemas


def render_data(material: Material) -> Rendered:
    """All of TABLES are there, with their headers alone where they have no rows: see README.txt."""
    page = material.page
    tables = tables_of(material)
    files = {file_of(table): render_table(table, material) for table in tables}
    files |= {
        "datapackage.json": render_data_package(page.identity, tables, files),
        "data-dictionary.csv": render_dictionary_csv(tables),
        "data-dictionary.md": render_dictionary_text(tables).encode(),
        "README.txt": _read_me(page, tables).encode("utf-8", "replace"),
        "scorecard.json": material.score_card,
    }
    if material.comparison is not None:
        files["comparison.json"] = material.comparison
    site = page.identity.verify_url.partition("/verify/")[0]
    files |= {f"schemas/{name}.json": content for name, content in render_schemas(site).items()}
    return Rendered(pack_files(files, at=page.identity.requested_at))


def render_table(table: Table[Any], material: Material) -> bytes:
    rows = table.values(material)
    return render_csv(table.header, [[_plain(value) for value in row] for row in rows])


def _plain(value: Value) -> str | int | Decimal:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def _read_me(page: ReportPage, declared: Iterable[Table[Any]]) -> str:
    tables = "\n".join(f"  {file_of(table):<22} {table.about}" for table in declared)
    return f"""{page.identity.title}
{_about(page.identity)}

These are all tables of the report as data files.

{tables}

  data-dictionary.csv    What each column means: kind, unit, range, and what an empty field says.
  data-dictionary.md     The same, to read.
  datapackage.json       The same for programs (Frictionless data package).
  scorecard.json         The score card: every figure of the report with six decimals.
  comparison.json        The comparison with the earlier report, where there is one.
  schemas/               JSON schemas of these two, and of what else the portal gives as JSON.

How to read them

- CSV is UTF-8 with a byte-order mark, fields are between quotation marks, rows end with CR LF.
- An empty field is never 0 and never level 0. The dictionary says what it means.
- A file with its header alone has no rows in this report; the dictionary says why that can be.
- {GUARD}
- Figures have six decimals. The report rounds them to two where it shows them.
- The same report always gives the same bytes.

Verify this report: {page.identity.verify_url}
{page.affiliation_note}
"""


def _about(identity: Identity) -> str:
    return (
        f"{identity.kind_shown} {identity.number} of {identity.organization}: "
        f"{identity.assessment}, {identity.period}.\nAsked for on {identity.requested_at_shown}. "
        f"Framework {identity.framework_version}."
    )
