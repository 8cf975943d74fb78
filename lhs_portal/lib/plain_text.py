"""What people may type: any text in any script, exact to the character, or an error.

Text is never altered: no normal form, no replacement. What cannot be stored, shown in order or
sent in a mail's header is refused, and the error says which character it is and where.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError

from lhs_portal.lib.wording import say

LONGEST_LINE = 200
LONGEST_TEXT = 10_000

# NUL and the controls but tab and newline; lone surrogates; embeddings, overrides and isolates,
# which reorder what stands beside them; and the sign that a decoder puts for what it cannot read.
REFUSED_IN_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffd]"
)
# A line has neither tabs nor anything that ends a line.
REFUSED_IN_LINE = re.compile(REFUSED_IN_TEXT.pattern[:-1] + "\t\n\u2028\u2029]")

LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"


def is_blank(text: str) -> bool:
    """Nothing in it that a reader could see: empty, spaces, or invisible characters alone."""
    return all(unicodedata.category(character)[0] in "ZC" for character in text)


def fault_in_line(text: str, *, longest: int = LONGEST_LINE) -> str:
    """A sentence on what keeps the text from being a line, or nothing."""
    if text and is_blank(text):
        return say("Use at least one letter or number: this has only invisible characters.")
    return _fault(text, REFUSED_IN_LINE, longest)


def fault_in_text(text: str, *, longest: int = LONGEST_TEXT) -> str:
    """A sentence on what keeps the text from being one of several lines, or nothing."""
    return _fault(text, REFUSED_IN_TEXT, longest)


def validate_line(text: str, *, longest: int = LONGEST_LINE) -> None:
    if fault := fault_in_line(text, longest=longest):
        raise ValidationError(fault, code="plain_text")


def validate_text(text: str, *, longest: int = LONGEST_TEXT) -> None:
    if fault := fault_in_text(text, longest=longest):
        raise ValidationError(fault, code="plain_text")


def newlines_of_form(text: str) -> str:
    """What was typed into a text area: a form sends each newline as CR LF, by HTML's rules."""
    return text.replace("\r\n", "\n")


def _fault(text: str, refused: re.Pattern[str], longest: int) -> str:
    if found := refused.search(text):
        character, place = found.group(), found.start() + 1
        if refused is REFUSED_IN_LINE and character in LINE_ENDS:
            return say(
                "Write it on one line: there is a line break at character {place:,}.", place=place
            )
        return say(
            "Take out character {place:,} (U+{code:04X}): it cannot be shown, or it changes the "
            "order of the text around it.",
            place=place,
            code=ord(character),
        )
    if len(text) > longest:
        return say(
            "Use at most {most:,} characters: this has {length:,}.", most=longest, length=len(text)
        )
    return ""
