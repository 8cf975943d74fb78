"""The place in a text that fits, with its words marked; whatever the text holds."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# What people type never holds these two: see lhs_portal/lib/plain_text.py.
MARK, END = "\x02", "\x03"


def mark_words(snippet: str) -> SafeString:
    """HTML: escaped as a whole, then the marks become `mark` elements, each with its end."""
    parts = [_part(part) for part in snippet.split(MARK)]
    first, *marked = parts
    html = first[0] + first[1]
    html += "".join(f"<mark>{inside}</mark>{after}" for inside, after in marked)
    return mark_safe(html)  # noqa: S308 - each part was escaped


def _part(text: str) -> tuple[str, str]:
    inside, _, after = text.partition(END)
    return str(escape(inside)), str(escape(after))
