"""Every item of a report as one row of a CSV file."""

from decimal import Decimal

from lhs_portal.lib.spreadsheet_text import render_csv
from reports.presentation.page import ItemView, ReportPage, SubjectView
from reports.presentation.page_raters import SettledView

HEADER = (
    "report_number", "report_kind", "requested_at", "organization", "assessment",
    "framework_version", "framework_digest",
    "subject", "subject_kind", "subject_name", "subject_score", "subject_attained_level",
    "item", "essential", "weight", "question",
    "answer", "level", "level_name", "descriptor", "reason", "note",
    "subject_evidenced_score", "evidence",
    "settled_how", "contested", "raters", "mean", "median", "r_wg", "ad",
)  # fmt: skip

Row = list[str | int | Decimal]


def render_item_csv(page: ReportPage) -> bytes:
    """Rows in the order in which people answer. A level or score that is absent is empty.

    So are the last columns where answers were given together, and figures of raters that are too
    few to show; `raters` is the number of levels given.
    """
    return render_csv(
        HEADER, [_row(page, subject, item) for subject in page.subjects for item in subject.items]
    )


def _row(page: ReportPage, subject: SubjectView, item: ItemView) -> Row:
    identity = page.identity
    report: Row = [
        identity.number,
        "preliminary" if identity.preliminary else "final",
        identity.requested_at.isoformat().replace("+00:00", "Z"),
        identity.organization,
        identity.assessment,
        identity.framework_version,
        identity.framework_digest,
    ]
    of_subject: Row = [
        subject.code,
        subject.kind,
        subject.full_name,
        _or_empty(subject.score.value),
        _or_empty(subject.attained),
    ]
    of_item: Row = [
        item.code,
        "yes" if item.essential else "no",
        Decimal(item.weight),
        item.question,
        item.state,
        _or_empty(item.level),
        item.level_name,
        item.descriptor,
        item.reason,
        item.note,
    ]
    return report + of_subject + of_item + _evidence(page, subject, item) + _settled(item.settled)


def _evidence(page: ReportPage, subject: SubjectView, item: ItemView) -> Row:
    if page.evidence is None:
        return ["", ""]
    return [_or_empty(subject.evidenced), len(item.evidence)]


def _settled(settled: SettledView | None) -> Row:
    if settled is None:
        return [""] * 7
    figures = (settled.raters, settled.mean, settled.median, settled.r_wg, settled.ad)
    return [
        settled.how,
        "yes" if settled.contested else "no",
        *(_or_empty(value) for value in figures),
    ]


def _or_empty(value: int | Decimal | None) -> int | Decimal | str:
    return "" if value is None else value
