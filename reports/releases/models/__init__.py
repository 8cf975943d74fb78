from reports.releases.models.cards import FieldCard
from reports.releases.models.checks import CheckVerdict
from reports.releases.models.figures import ReleaseCell, ReleaseFigure, ReleaseTable
from reports.releases.models.files import ReleaseFile
from reports.releases.models.release import (
    Kind,
    Release,
    ReleaseMeasure,
    ReleaseMember,
    State,
)
from reports.releases.models.reuse import DryRunBasis

__all__ = [
    "CheckVerdict",
    "DryRunBasis",
    "FieldCard",
    "Kind",
    "Release",
    "ReleaseCell",
    "ReleaseFigure",
    "ReleaseFile",
    "ReleaseMeasure",
    "ReleaseMember",
    "ReleaseTable",
    "State",
]
