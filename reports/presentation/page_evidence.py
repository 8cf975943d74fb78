"""What a report shows of the evidence under its answers, as frozen data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PieceView:
    """`source` is the name of a file, or the address of a link, which `url` opens; `dated` is the
    day as ISO 8601 has it."""

    title: str
    shows: str
    level_shown: str
    dated_shown: str
    source: str
    url: str
    old: bool
    not_scanned: bool
    level: int | None = None
    dated: str = ""


@dataclass(frozen=True, slots=True)
class EvidencedRow:
    """A commitment or feature with both of its scores."""

    code: str
    name: str
    score: str
    evidenced: str
    unproven: int


@dataclass(frozen=True, slots=True)
class Unproven:
    """An item that claims level 3 or 4 on nothing."""

    code: str
    subject: str
    question: str
    level: int
    level_shown: str


@dataclass(frozen=True, slots=True)
class EvidenceView:
    opening: tuple[str, ...]
    rows: tuple[EvidencedRow, ...]
    unproven: tuple[Unproven, ...]
    unproven_note: str
