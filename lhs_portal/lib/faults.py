"""A fault in a file that a person wrote: where it is, and what to do about it."""

import json
from dataclasses import dataclass

from lhs_portal.lib.wording import say

LONGEST_QUOTE = 60
MOST_FAULTS = 1000


@dataclass(frozen=True, slots=True)
class Fault:
    """`path` such as `items[3].descriptors[2].en`, counted from 0; empty for the whole file."""

    path: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        """One line of text."""
        place = [say("line {number}", number=self.line)] if self.line else []
        place += [self.path] if self.path else []
        return ": ".join([*place, self.message])


class FaultyDocument(Exception):
    """Every fault that was found, in file order. Never empty."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


class Faults(list[Fault]):
    """Collects faults, but not without end: a hostile file has as many as it has bytes."""

    def append(self, fault: Fault) -> None:
        """Raises FaultyDocument with the faults so far where there are too many to read."""
        super().append(fault)
        if len(self) >= MOST_FAULTS:
            super().append(Fault("", say("There may be more faults. Mend these first.")))
            raise FaultyDocument(self)


def quoted(value: object) -> str:
    """What a person wrote, on one line of plain ASCII and not too long, to be named in a fault."""
    text = json.dumps(value if isinstance(value, str) else str(value))
    return text if len(text) <= LONGEST_QUOTE else f'{text[:LONGEST_QUOTE]}…"'


def under(path: str, key: str) -> str:
    """The path of a key; keys that do not read as a name stand in brackets."""
    if not key.isidentifier() or not key.isascii():
        return f"{path}[{quoted(key)}]"
    return f"{path}.{key}" if path else key
