from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic

from assessments.changes import Conflict, Entry, Stored
from assessments.models import Assessment


@dataclass(frozen=True, slots=True)
class Saved(Generic[Entry]):
    """`stored` has every entry of the assessment as it now is; `codes` are those that changed."""

    assessment: Assessment
    stored: Mapping[str, Stored[Entry]]
    codes: tuple[str, ...]
    conflicts: Mapping[str, Conflict[Entry]]
    at: datetime
