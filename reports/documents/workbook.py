"""The report as a workbook: numbers as numbers, and text always as text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lhs_portal.lib.wording import say
from reports.documents.material import Material, Rendered
from reports.documents.processes import run_apart
from reports.documents.tables import tables_of
from reports.documents.tables.overview import REPORT, SOURCES
from reports.documents.tables.subjects import THROUGH_LINE
from reports.documents.workbook_charts import build_charts
from reports.documents.workbook_looks import LOOKS
from reports.documents.workbook_sheets import Sheet, build_table_sheet
from reports.documents.workbook_text import WorkbookTexts
from reports.documents.workbook_words import (
    LONG_TEXTS,
    build_long_texts,
    build_method,
    build_summary,
    build_through_line,
)
from reports.presentation.page import Identity

_WORKER = Path(__file__).parent / "workbook_worker.py"
_IN_WORDS = (REPORT, SOURCES)  # the summary and the method say it


def render_workbook(material: Material) -> Rendered:
    """Equal material gives equal bytes. Raises DocumentFailed; nothing is left behind then."""
    job, missing = build_job(material)
    return Rendered(run_apart(_WORKER, job, kind="xlsx"), missing)


def build_job(material: Material) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What the worker writes, and the characters that no workbook can hold, sorted."""
    texts = WorkbookTexts(say(LONG_TEXTS))
    page = material.page
    tables = list(_table_sheets(material, texts))
    charts = build_charts(page, {sheet.name: sheet for sheet in tables}, texts)
    others = [charts, *tables, build_method(page, texts)]
    summary = build_summary(page, texts, others)
    long_texts = build_long_texts(texts)
    sheets = [summary, *others, *([long_texts] if long_texts else [])]
    footer = f"{page.identity.kind_shown} {page.identity.number}, LHS Portal"
    printed = say("Page {page} of {total}", page="&P", total="&N")
    job = {
        "created": page.identity.requested_at.isoformat(),
        "properties": _properties(page.identity, texts),
        "formats": LOOKS,
        "sheets": [sheet.plan(footer, printed) for sheet in sheets],
    }
    return job, tuple(sorted(texts.missing))


def _table_sheets(material: Material, texts: WorkbookTexts) -> Iterator[Sheet]:
    for table in tables_of(material):
        if table is THROUGH_LINE:
            yield build_through_line(material.page, texts)
        elif table not in _IN_WORDS and (sheet := build_table_sheet(table, material, texts)):
            yield sheet


def _properties(identity: Identity, texts: WorkbookTexts) -> dict[str, str]:
    return {
        "title": texts.clean(f"{identity.title}: {identity.organization}"),
        "subject": texts.clean(f"{identity.assessment}, {identity.period}"),
        "author": "LHS Portal",
        "company": texts.clean(identity.organization),
        "category": identity.kind_shown,
        "keywords": say(
            "report {number}, framework {version}",
            number=identity.number,
            version=identity.framework_version,
        ),
        "comments": say("Verify at {url}", url=identity.verify_url),
    }
