"""What a report shows of raters who answered apart, as frozen data: never more than they allow."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Dissent:
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class SettledView:
    """How one item was settled. `how`: accepted, decided or suggested; empty while it is open.

    `agreement` says all figures in words, or why there are none; `raters` is the number of levels
    given. `named` are raters who chose to be named, each with what she said.
    """

    how: str
    how_shown: str
    contested: bool
    agreement: str
    raters: int | None
    mean: Decimal | None
    median: Decimal | None
    r_wg: Decimal | None
    ad: Decimal | None
    named: tuple[tuple[str, str], ...]
    dissents: tuple[Dissent, ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One commitment or feature; a cell says in words where its raters are too few.

    `figures` are r_wg(J), AD, and the ends of the raters' views, which `views_kind` calls interval
    or range.
    """

    code: str
    name: str
    r_wg_j: str
    ad: str
    verdict: str
    views: str
    figures: tuple[Decimal | None, Decimal, Decimal | None, Decimal | None]
    views_kind: str


@dataclass(frozen=True, slots=True)
class TalkedAbout:
    """An item that was contested, or on which somebody dissents. `settled`: 2 Developing."""

    code: str
    subject: str
    question: str
    settled: str
    level: int | None
    level_name: str
    reason: str
    dissents: tuple[Dissent, ...]


@dataclass(frozen=True, slots=True)
class RatersView:
    """Each list has a note that says what it shows, or why it is empty."""

    opening: tuple[str, ...]
    agreement: tuple[AgreementRow, ...]
    agreement_notes: tuple[str, ...]
    agreement_missing: str
    contested: tuple[TalkedAbout, ...]
    contested_note: str
    dissented: tuple[TalkedAbout, ...]
    gaps_notes: tuple[str, ...]
    groups: tuple[GroupRow, ...]
    groups_note: str
