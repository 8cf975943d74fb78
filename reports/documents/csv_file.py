"""Every item of a report as one row of a CSV file."""

from decimal import Decimal

from lhs_portal.lib.spreadsheet_text import render_csv
from reports.presentation.page import ItemView, ReportPage, SubjectView

HEADER = (
    "report_number", "report_kind", "requested_at", "organization", "assessment",
    "framework_version", "framework_digest",
    "subject", "subject_kind", "subject_name", "subject_score", "subject_attained_level",
    "item", "essential", "weight", "question",
    "answer", "level", "level_name", "descriptor", "reason", "note",
)  # fmt: skip

Row = list[str | int | Decimal]


def render_item_csv(page: ReportPage) -> bytes:
    """Rows in the order in which people answer. A level or score that is absent is empty."""
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
        "" if subject.score.value is None else subject.score.value,
        "" if subject.attained is None else subject.attained,
    ]
    of_item: Row = [
        item.code,
        "yes" if item.essential else "no",
        Decimal(item.weight),
        item.question,
        item.state,
        "" if item.level is None else item.level,
        item.level_name,
        item.descriptor,
        item.reason,
        item.note,
    ]
    return report + of_subject + of_item
