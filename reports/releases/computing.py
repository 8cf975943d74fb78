"""Computing one release: members, admission, figures, rows. All rows come in one transaction."""

import time
from dataclasses import dataclass

from django.utils import timezone

from reports.jobs import claims
from reports.releases.checklist import build_checklist
from reports.releases.configuration import load_thresholds
from reports.releases.core.admission import Admission, PastRelease, admit
from reports.releases.core.figures import CellCount, Figure, compute_figures, count_cells
from reports.releases.core.self_attack import attack
from reports.releases.core.thresholds import Thresholds
from reports.releases.loading import FieldData, load_field
from reports.releases.models import Release, State
from reports.releases.past import load_dry_run_bases, load_past
from reports.releases.profile import ATTRIBUTES
from reports.releases.steps import CHECKING, CHECKING_ITSELF, COMPUTING, READING, STORING
from reports.releases.storing import store_release
from reports.releases.verdicts import KnownVerdicts

BETWEEN = 1.0  # seconds from one note of progress to the next


@dataclass(frozen=True, eq=False)
class Computed:
    """Everything that a release publishes, and what it rests on."""

    field: FieldData
    thresholds: Thresholds
    admission: Admission
    cells: tuple[CellCount, ...]
    figures: tuple[Figure, ...]
    checklist: str


def compute_release(claim: claims.Claim) -> None:
    """Raises LostClaim, ThresholdsUnusable and UnsafeFigure; nothing is stored then."""
    release = Release.objects.select_related("cycle__framework_version").get(pk=claim.pk)
    thresholds = load_thresholds()
    claims.advance(claim, READING, 1)
    at = timezone.now()
    field = load_field(release.cycle, release.kind, at)
    earlier = load_published(published_before(release))

    claims.advance(claim, CHECKING, 5)
    admission = admit(
        field.members, field.measures, ATTRIBUTES, earlier, thresholds,
        known=KnownVerdicts(), progress=_note_progress(claim),
    )  # fmt: skip
    claims.advance(claim, COMPUTING, 85)
    cells = count_cells(field.members, admission, thresholds)
    figures = compute_figures(field.members, field.measures, field.values, admission, thresholds)

    claims.advance(claim, CHECKING_ITSELF, 90)
    checklist = _check(release, field, admission, cells, figures, earlier, thresholds)
    claims.advance(claim, STORING, 96)
    computed = Computed(field, thresholds, admission, cells, figures, checklist)
    store_release(claim, release, computed, at)


def published_before(release: Release) -> list[Release]:
    """All that an attacker may already have, the oldest first."""
    rows = Release.objects.filter(kind=release.kind, state=State.PUBLISHED)
    return list(rows.select_related("cycle").order_by("number"))


def load_published(releases: list[Release]) -> list[PastRelease]:
    """With what dry runs of them told; in the order of the releases, dry runs after all."""
    pasts = [load_past(one) for one in releases]
    return [*pasts, *load_dry_run_bases(releases, pasts)]


def _check(
    release: Release,
    field: FieldData,
    admission: Admission,
    cells: tuple[CellCount, ...],
    figures: tuple[Figure, ...],
    earlier: list[PastRelease],
    thresholds: Thresholds,
) -> str:
    found = attack(field.members, field.measures, admission, figures, earlier, thresholds)
    return build_checklist(release, field, admission, cells, figures, found)


class _note_progress:  # noqa: N801  (a function with a memory)
    """A finished check is noted at most once a second. Raises LostClaim, which stops the work."""

    def __init__(self, claim: claims.Claim) -> None:
        self.claim = claim
        self.noted = 0.0

    def __call__(self, done: int, whole: int, _what: str) -> None:
        now = time.monotonic()
        if now - self.noted < BETWEEN:
            return
        self.noted = now
        claims.advance(self.claim, CHECKING, 5 + 80 * done // max(whole, 1))
