"""A document as the files that leave: YAML, JSON and a workbook."""

from typing import Any

from django.http import HttpResponse

from commitments.exchange.apart import write_workbook
from commitments.exchange.sheets import tables_of
from lhs_portal.lib.wording import mark, say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CREATED = "2024-12-01T00:00:00"  # the same for all, so that equal content has equal bytes

LEAD = (
    mark("Each sheet is a part of the framework. Change texts and numbers in the white cells."),
    mark("Grey cells are codes. They never change, and a code is never used for something else."),
    mark("A new row needs a new code. A row that is deleted is removed from the draft."),
    mark("The descriptors of an item stand on the sheet “descriptors”, in the row of its code."),
    mark("On the sheet “matrix”, 2 is a primary link and 1 a supporting one; no link stays empty."),
    mark("Each link has its reason on the sheet “reasons”."),
    mark("Lists of codes are written with commas. “yes” and “no” are written in English."),
    mark("Write no formulas. Sheets and columns keep their names."),
    mark("When you bring the workbook back, you see every fault by its cell, then what would"
         " change. Nothing is written before you confirm it."),
)  # fmt: skip


def workbook_of(document: dict[str, Any]) -> bytes:
    """Raises TooLong where a text fits into no cell."""
    return write_workbook(
        tables_of(document),
        title=say("Framework {version}", version=document["version"]),
        lead=[say(sentence) for sentence in LEAD],
        lead_name="read me",
        created=CREATED,
    )


def attachment(data: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=media_type, headers=headers)
