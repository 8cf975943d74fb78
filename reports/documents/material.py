"""What the files of a report are made from, and what a renderer gives back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports.presentation.page import ReportPage
from reports.proof.statement import MadeFile


@dataclass(frozen=True, slots=True)
class Material:
    """`score_card` and `comparison` are canonical JSON as it may leave the portal.

    `statement` is what the manifest says of the report (reports.proof.statement); `made` are the
    files that come before this one in KINDS.
    """

    page: ReportPage
    score_card: bytes
    comparison: bytes | None = None
    statement: Mapping[str, Any] | None = None
    made: tuple[MadeFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """`missing` holds the characters that no font could draw; each stands as □ in the file."""

    content: bytes
    missing: tuple[str, ...] = ()
