"""CSV that a spreadsheet cannot take for formulas, and that reads back exactly.

A field that starts like a formula gets one apostrophe more at its start; so does, inside a field,
what follows a separator and starts like one, because a spreadsheet of another locale may cut the
line there. `unprotect` takes exactly that apostrophe away again.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

_INVISIBLE = "\\s\ufeff\u200b-\u200f\u2060"
_STARTS = re.compile(f"\\A('*)(?=[{_INVISIBLE}]*[=+\\-@＝＋－＠]|[\t\r\n])")
_FOLLOWS = re.compile("([;\t\"][ \t]*)('*)(?=[=+\\-@])|([\n\r])('*)(?=[=@])")


def protect(text: str) -> str:
    return _FOLLOWS.sub(r"\1\3'\2\4", _STARTS.sub(r"'\1", text))


def unprotect(text: str) -> str:
    """`unprotect(protect(text)) == text`, whatever the text."""
    inner = _FOLLOWS.sub(lambda found: found.group().removesuffix("'"), text)
    return _STARTS.sub(lambda found: found.group()[1:], inner)


def render_csv(header: Sequence[str], rows: Iterable[Sequence[str | int | Decimal]]) -> bytes:
    """UTF-8 with a byte-order mark, which spreadsheets need to know it; every field is quoted.

    Numbers are written as they are: a minus before a number is no formula.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([protect(cell) if isinstance(cell, str) else cell for cell in row])
    return file.getvalue().encode("utf-8-sig", "replace")
