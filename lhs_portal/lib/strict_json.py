"""JSON that people wrote, read so that nothing in it can surprise: a text in, plain data out.

Objects come as StrictObject, which remembers the keys that stood twice, so that the reader can name
them with their path. Numbers that JSON does not have (NaN) or that no integer is (1e999) come as
OddNumber, which is neither an int nor a float and so passes no check.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from lhs_portal.lib.faults import Fault, FaultyDocument
from lhs_portal.lib.wording import say

LARGEST_FILE = 8 * 1024 * 1024
DEEPEST = 20
# An empty object is two bytes in the file, and some hundred in memory.
MOST_PARTS = 100_000

# A string is matched whole, so that brackets within it do not count.
_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[{]|[\]}]', re.DOTALL)


class StrictObject(dict[str, Any]):
    """A JSON object; `repeated` are the keys that stood in it more than once. The first stays."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__()
        self.repeated: list[str] = []
        for key, value in pairs:
            if key in self:
                self.repeated.append(key)
            else:
                self[key] = value


@dataclass(frozen=True, slots=True)
class OddNumber:
    """A number as it was written, for a sentence about it."""

    text: str

    def __str__(self) -> str:
        return self.text


def parse_json(data: bytes) -> Any:
    """Raises FaultyDocument where the bytes are not JSON in UTF-8, or hold too much."""
    if len(data) > LARGEST_FILE:
        raise _fault(say("The file is larger than {most} bytes.", most=LARGEST_FILE))
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _fault(say("The file is not UTF-8 text. Save it with UTF-8."), line) from error
    _check_structure(text)
    try:
        return json.loads(
            text,
            object_pairs_hook=StrictObject,
            parse_constant=OddNumber,
            parse_float=OddNumber,
            parse_int=_whole_number,
        )
    except json.JSONDecodeError as error:
        message = say(
            "This is not JSON: {fault}, at character {column} of the line.",
            fault=error.msg,
            column=error.colno,
        )
        raise _fault(message, error.lineno) from error


def _check_structure(text: str) -> None:
    depth = parts = 0
    for found in _STRUCTURE.finditer(text):
        if found[0] in "[{":
            depth += 1
            parts += 1
        elif found[0] in "]}":
            depth -= 1
        if depth > DEEPEST:
            line = text.count("\n", 0, found.start()) + 1
            raise _fault(
                say("Lists and objects are nested more than {most} deep.", most=DEEPEST), line
            )
        if parts > MOST_PARTS:
            raise _fault(say("The file holds more than {most} lists and objects.", most=MOST_PARTS))


def _whole_number(text: str) -> int | OddNumber:
    """Python refuses to read integers of more than some thousand digits."""
    try:
        return int(text)
    except ValueError:
        return OddNumber(f"{text[:20]}… ({len(text)} digits)")


def _fault(message: str, line: int | None = None) -> FaultyDocument:
    return FaultyDocument([Fault("", message, line)])
