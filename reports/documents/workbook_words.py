"""The sheets that are read first and last: summary, through-line, method, and long texts."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lhs_portal.lib.wording import mark, say
from reports.documents.tables import TABLES
from reports.documents.tables.column import WITHOUT
from reports.documents.tables.overview import SOURCES
from reports.documents.workbook_sheets import Cell, Sheet, number_cell, text_cell
from reports.documents.workbook_text import WorkbookTexts
from reports.presentation.page import Highlight, Identity, IndexView, Note, ReportPage
from reports.presentation.wording import heading

SUMMARY = mark("Summary")
INDICES = mark("Indices")
METHOD = mark("Method")
THROUGH_LINE = mark("Through-line")
LONG_TEXTS = mark("Long texts")

Line = tuple[str, str]


def build_summary(page: ReportPage, texts: WorkbookTexts, sheets: Sequence[Sheet]) -> Sheet:
    """`sheets` are all others; it leads to each, and says why others are not there."""
    rows: list[list[Cell]] = []
    for section, lines in _sections(page):
        rows.append(_section(section))
        rows += [_line(label, text, texts, say(SUMMARY)) for label, text in lines]
        if section == say(INDICES):
            rows += [_index(name, value) for name, value in _scored_indices(page)]
    rows.append(_section(say("On the other sheets")))
    rows += [[("sheet", sheet.name, "link"), ("text", sheet.about, "text")] for sheet in sheets]
    rows += [
        [("text", say("{title}: not here", title=title), "text"), ("text", why, "text")]
        for title, why in _not_here(page, {sheet.name for sheet in sheets})
    ]
    return Sheet(
        name=say(SUMMARY),
        about=page.identity.title,
        headings=(say("What"), say("In this report")),
        widths=(34, 112),
        rows=rows,
        filter=False,
    )


def _not_here(page: ReportPage, there: set[str]) -> Iterator[Line]:
    """A part that the report does not have is named once, by its first table."""
    parts = {"": page, "change": page.change, "raters": page.raters, "plan": page.plan}
    for part, view in parts.items():
        tables = [table for table in TABLES if table.part == part and table is not SOURCES]
        if view is None:
            yield heading(tables[0].title), say(WITHOUT[tables[0].part])
            continue
        for table in tables:
            if table.absent and heading(table.title) not in there:
                yield heading(table.title), say(table.absent)


def _sections(page: ReportPage) -> Iterator[tuple[str, list[Line]]]:
    yield (
        say("Finding"),
        [(_first(place, say("In short")), line) for place, line in enumerate(_short(page))],
    )
    yield say("What it is of"), list(_facts(page.identity))
    yield (
        say("What it rests on"),
        [(say("Answers"), page.rests_on), (say("In detail"), page.rests_on_detail)]
        + [(_first(place, say("Mind")), notice) for place, notice in enumerate(page.notices)],
    )
    yield say(INDICES), [(each.name, each.score.absent_because) for each in _unscored(page)]
    yield say("Strengths"), _highlights(page.strengths, page.strengths_note)
    yield say("Gaps"), _highlights(page.gaps, page.gaps_note)
    if page.change:
        yield (
            heading("Change"),
            [(say("Finding"), page.change.headline), *(("", s) for s in page.change.opening)],
        )
    if page.plan:
        yield (
            say("Plan"),
            [(_first(place, say("Plan")), s) for place, s in enumerate(page.plan.opening)],
        )


def _short(page: ReportPage) -> tuple[str, ...]:
    return (page.headline, *page.opening)


def _facts(identity: Identity) -> Iterator[Line]:
    yield say("Organization"), identity.organization
    yield from identity.organization_facts
    yield say("Assessment"), identity.assessment
    yield say("Period"), identity.period
    yield say("Scope"), identity.scope
    yield say("Report"), f"{identity.kind_shown} {identity.number}"
    yield say("Asked for"), identity.requested_at_shown
    if identity.requested_by:
        yield say("Asked for by"), identity.requested_by
    yield (
        say("Framework"),
        say(
            "{name}, version {version}",
            name=identity.framework_title,
            version=identity.framework_version,
        ),
    )
    if identity.signature:
        signature = identity.signature
        yield signature.lead, f"{signature.name_and_role}, {signature.at_shown}"
    yield say("Verify at"), identity.verify_url


def _highlights(found: Sequence[Highlight], note: str) -> list[Line]:
    lines = [(each.name, f"{each.figure}. {each.sentence}") for each in found]
    return [*lines, ("", note)] if note else lines


def _unscored(page: ReportPage) -> list[IndexView]:
    return [each for each in page.indices if each.score.value is None]


def _scored_indices(page: ReportPage) -> Iterator[tuple[str, Decimal]]:
    for index in page.indices:
        if index.score.value is not None:
            yield index.name, index.score.value


def build_method(page: ReportPage, texts: WorkbookTexts) -> Sheet:
    """How the figures came about, where they come from, and how the report is verified."""
    rows: list[list[Cell]] = []
    for section, lines in _method(page):
        rows.append(_section(section))
        rows += [_line(label, text, texts, say(METHOD)) for label, text in lines]
    return Sheet(
        name=say(METHOD),
        about=say("How the figures came about, what they rest on, and how to verify this report."),
        headings=(say("Topic"), say("What holds")),
        widths=(34, 112),
        rows=rows,
        filter=False,
    )


def _method(page: ReportPage) -> Iterator[tuple[str, list[Line]]]:
    identity = page.identity
    yield say("How it was scored"), [line for note in page.method for line in _note(note)]
    yield (
        say("How to read the tables"),
        [
            (say("Empty cells"), say("There is no figure. It is never 0, and never level 0.")),
            (
                say("Long texts"),
                say(
                    "A row can be only so high. A longer text is whole in its cell, though not "
                    "all of it shows or prints; what no cell can hold is on a sheet of its own."
                ),
            ),
            (
                say("Figures"),
                say("Cells hold six decimals and show two; levels are whole numbers 0 to 4."),
            ),
            (say("Through-line"), " ".join((*page.through_line, page.through_line_note))),
            (say("Priorities"), " ".join((page.priorities_note, *_not_ranked(page)))),
        ],
    )
    if page.change:
        yield say("How change was tested"), [("", line) for line in page.change.method]
        yield say("What was compared"), [(name, digest) for name, digest in page.change.digests]
    if page.raters:
        notes = (*page.raters.agreement_notes, page.raters.agreement_missing)
        notes = (*notes, *page.raters.gaps_notes, page.raters.groups_note)
        yield say("Agreement"), [("", line) for line in (*page.raters.opening, *notes) if line]
    yield (
        say("Proof"),
        [
            (say("Verify at"), identity.verify_url),
            (say("Digest of the report"), identity.frozen_digest),
            (say("Digest of the answers"), identity.input_digest),
            (
                say("Framework"),
                say(
                    "{version}, digest {digest}",
                    version=identity.framework_version,
                    digest=identity.framework_digest,
                ),
            ),
            (say("Scoring version"), identity.scoring_version),
        ],
    )
    yield (
        say("Sources"),
        [(each.code, f"{each.citation} {each.url}".strip()) for each in page.sources],
    )
    yield say("Affiliation"), [("", page.affiliation_note)]


def _note(note: Note) -> list[Line]:
    return [(_first(place, note.title), text) for place, text in enumerate(note.paragraphs)]


def _not_ranked(page: ReportPage) -> tuple[str, ...]:
    if not page.not_ranked:
        return ()
    return (
        say("Not ranked, for want of a score: {features}.", features="; ".join(page.not_ranked)),
    )


def build_through_line(page: ReportPage, texts: WorkbookTexts) -> Sheet:
    """Commitments by pillars, each cell with its figure, and darker where that is higher."""
    heat = page.heat_table
    rows: list[list[Cell]] = []
    for row, figures in zip(heat.rows, heat.table.rows, strict=True):
        cells: list[Cell] = [("text", texts.clean(row.label), "label")]
        for cell, value in zip(row.cells, figures[1:], strict=True):
            if isinstance(value, Decimal):
                cells.append(number_cell(value, f"band{cell.band}"))
            else:
                cells.append(("text", texts.clean(cell.shown), "band_none"))
        rows.append(cells)
    return Sheet(
        name=say(THROUGH_LINE),
        about=heat.table.caption,
        headings=[texts.clean(heading) for heading in heat.table.header],
        widths=(30, *([18] * len(heat.columns))),
        rows=rows,
        finding=texts.clean(heat.title),
    )


def build_long_texts(texts: WorkbookTexts) -> Sheet | None:
    """None where every text fits into its cell."""
    if not texts.long:
        return None
    return Sheet(
        name=say(LONG_TEXTS),
        about=say("Texts that are longer than a cell can hold, in parts that follow each other."),
        headings=(say("Where"), say("Part"), say("Text")),
        widths=(44, 10, 110),
        rows=[
            [
                ("text", part.where, "label"),
                ("text", part.part, "text"),
                ("text", part.text, "text"),
            ]
            for part in texts.long
        ],
    )


def _section(title: str) -> list[Cell]:
    return [("text", title, "section"), ("blank", None, "section")]


def _line(label: str, text: str, texts: WorkbookTexts, sheet: str) -> list[Cell]:
    where = f"{sheet}, {label}"
    return [text_cell(label, where, texts, "label"), text_cell(text, where, texts)]


def _index(name: str, value: Decimal) -> list[Cell]:
    return [("text", name, "label"), number_cell(value, "left_score")]


def _first(place: int, label: str) -> str:
    return "" if place else label
