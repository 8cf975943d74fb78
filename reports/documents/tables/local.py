"""The organization's own questions: a table only where there are any."""

from collections.abc import Iterable

from lhs_portal.lib.wording import mark
from reports.documents.material import Material
from reports.documents.tables.column import Column, Table
from reports.presentation.page_local import LocalQuestionView


def _questions(material: Material) -> Iterable[LocalQuestionView]:
    return material.page.local.questions if material.page.local else ()


LOCAL_ITEMS: Table[LocalQuestionView] = Table(
    name="local_items",
    title=mark("Local questions"),
    about=mark(
        "Questions that the organization asked of its own, with their answers. They are in no "
        "score and in no aggregate."
    ),
    absent=mark("The organization asked nothing of its own; the file is then not there."),
    columns=(
        Column("item", mark("Item"), "code", "The question’s code.", lambda row: row.code),
        Column(
            "question",
            mark("Question"),
            "text",
            "The question.",
            lambda row: row.question,
            width=50,
        ),
        Column(
            "answer",
            mark("Answer"),
            "code",
            "answered, not-applicable, dont-know, or unanswered.",
            lambda row: row.state,
        ),
        Column(
            "level",
            mark("Level"),
            "level",
            "The level that was answered.",
            lambda row: row.level,
            "there is no level: never level 0",
        ),
        Column(
            "level_name",
            mark("Level name"),
            "text",
            "The name of that level.",
            lambda row: row.level_name or None,
            "there is no level",
            width=14,
        ),
        Column(
            "descriptor",
            mark("What that level says"),
            "text",
            "The organization’s own text of the level that was answered.",
            lambda row: row.descriptor or None,
            "there is no level, or the organization wrote no texts of levels",
            width=72,
        ),
        Column(
            "note",
            mark("Note"),
            "text",
            "What was noted beside the answer.",
            lambda row: row.note or None,
            "no note, or the report leaves notes out",
            width=60,
        ),
        Column(
            "reason",
            mark("Reason"),
            "text",
            "Why it is not applicable.",
            lambda row: row.reason or None,
            "no reason was asked for",
            width=36,
        ),
        Column(
            "subject",
            mark("Belongs to"),
            "code",
            "The code of the commitment or feature that it belongs to.",
            lambda row: row.subject or None,
            "it belongs to none of this version",
        ),
        Column(
            "subject_name",
            mark("Commitment or feature"),
            "text",
            "Its name.",
            lambda row: row.subject_name or None,
            "it belongs to none",
            width=32,
        ),
        Column(
            "why",
            mark("Why it is asked"),
            "text",
            "Why the organization asks it.",
            lambda row: row.why or None,
            "nothing was written",
            width=48,
        ),
    ),
    rows=_questions,
)
