"""Questions of an organization's own, beside the framework's. Pure.

They stand apart: no progress, score, agreement, comparison or release ever counts them.
"""

from dataclasses import dataclass

PREFIX = "local."
LEVELS = 5
MOST = 20
LONGEST_QUESTION = 400
LONGEST_WHY = 2_000
LONGEST_DESCRIPTOR = 600


@dataclass(frozen=True, slots=True)
class LocalItem:
    """One of them with its one settled answer."""

    code: str  # local.1, local.2 …, never given again within the assessment
    subject: str  # a subject's code; empty for a general question
    question: str
    descriptors: tuple[str, ...]  # none, or one for each level
    why: str
    level: int | None
    not_applicable: bool
    dont_know: bool
    reason: str
    note: str

    @property
    def answered(self) -> bool:
        return self.level is not None or self.not_applicable or self.dont_know


def code_of(number: int) -> str:
    return f"{PREFIX}{number}"


def number_of(code: str) -> int:
    """The reverse of `code_of`. Raises ValueError."""
    head, _, digits = code.rpartition(".")
    if f"{head}." != PREFIX or not digits.isdecimal():
        raise ValueError(f"{code!r} is no code of a local item.")
    return int(digits)
