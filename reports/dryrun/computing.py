"""Computing a dry run. Only rounded figures of the whole field leave it."""

import time
from collections.abc import Mapping
from typing import Any

from django.db.models import Count
from django.utils import timezone

from assessments.models import Assessment
from assessments.states import OPEN
from commitments.comparing import Fate, item_fates
from commitments.definition import Definition
from commitments.drafting.queries import read_draft
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from lhs_portal.lib.canonical import canonical_json
from lhs_portal.lib.wording import mark
from reports.dryrun.core.figures import count_moves, subject_figures
from reports.dryrun.core.rescoring import SubjectPlan, attained_moves, means_of, plan_subjects
from reports.dryrun.loading import Bases, NotPossible, ReleasedField, load_released
from reports.dryrun.models import DryRun, State
from reports.jobs import claims
from reports.models.job import unclaimed
from reports.releases.configuration import load_thresholds
from reports.releases.core.thresholds import Thresholds

READING, CHECKING, RESCORING, ROUNDING = "Reading", "Checking", "Rescoring", "Rounding"
BETWEEN = 0.5  # seconds from one note of progress to the next

DRAFT_CHANGED = mark(
    "The draft was changed after this dry run was asked for. Ask for another one: it takes the "
    "draft as it is then."
)


def compute_dry_run(claim: claims.Claim) -> None:
    """Raises LostClaim, NotPossible, ThresholdsUnusable and UnsafeFigure: nothing is stored."""
    run = DryRun.objects.select_related("draft__base", "release").get(pk=claim.pk)
    thresholds = load_thresholds()
    claims.advance(claim, READING, 1)
    draft, _ = read_draft(run.draft)
    if draft is None or draft.digest != run.digest:
        raise NotPossible(DRAFT_CHANGED)
    released = load_released(run.release)
    plans = {
        code: plan
        for code, plan in plan_subjects(released.definition, draft).items()
        if plan.items <= released.told
    }
    note = _Noting(claim)
    counts = _count(released, draft, plans, thresholds, note)
    claims.advance(claim, ROUNDING, 95)
    means = released.item_means()
    subjects = [
        subject_figures(code, means_of(plan, means), counts.get(code), thresholds)
        for code, plan in plans.items()
    ]
    results = {
        "framework": {"old": released.definition.version, "draft": draft.version},
        "n": run.release.n,
        "subjects": [subject.to_document() for subject in subjects],
        "withheld": [one.code for one in draft.subjects if one.code not in plans],
        "names": {subject.code: str(subject.name) for subject in draft.subjects},
        "fates": _fates(released.definition, draft),
        "open": _open_assessments(draft, thresholds.count_step, thresholds.small_count),
    }
    _store(claim, results)


def _count(
    released: ReleasedField,
    draft: Definition,
    plans: Mapping[str, SubjectPlan],
    thresholds: Thresholds,
    note: "_Noting",
) -> dict[str, tuple[int, int, int] | None]:
    """Of each touched subject, how many attained levels go down, stay and go up."""
    touched = [plan for plan in plans.values() if plan.touched]
    if not touched:
        return {}
    bases, masks = Bases(released, thresholds), {}
    for done, plan in enumerate(touched):
        note(CHECKING, 5, 40, done, len(touched))
        mask = bases.find(plan.items)
        if mask is not None:
            masks[plan.code] = mask
    moves: list[Mapping[str, int | None]] = []
    for place in range(len(released.members)):
        note(RESCORING, 40, 95, place, len(released.members))
        moves.append(attained_moves(released.definition, draft, released.levels_of(place)))
    counts = {}
    for code, mask in masks.items():
        given = [one[code] for one, counted in zip(moves, mask, strict=True) if counted]
        known = [one for one in given if one is not None]
        if len(known) == len(given):
            counts[code] = count_moves(released.members, mask, known, thresholds)
    return counts


def _fates(old: Definition, new: Definition) -> dict[str, list[str]]:
    """Codes by what becomes of them; what is kept or only reworded stays comparable."""
    fates: dict[str, list[str]] = {}
    for code, fate in item_fates(old, new).items():
        fates.setdefault(fate.value, []).append(code)
    return fates


def _open_assessments(draft: Definition, step: int, small: int) -> list[dict[str, Any]]:
    """By version: about how many are open, and how many items each would confirm or answer anew."""
    counted = (
        Assessment.objects.filter(state__in=OPEN)
        .order_by()
        .values_list("framework_version")
        .annotate(count=Count("pk"))
    )
    counts = dict(counted)
    told = []
    for version in FrameworkVersion.objects.filter(pk__in=counts).order_by("version"):
        fates = list(item_fates(load_definition(version), draft).values())
        count = counts[version.pk]
        told.append(
            {
                "version": version.version,
                "count": 0 if count <= small else (2 * count + step) // (2 * step) * step,
                "confirm": fates.count(Fate.CHANGED_MEANING),
                "new": fates.count(Fate.ADDED),
                "retired": fates.count(Fate.RETIRED) + fates.count(Fate.SPLIT),
            }
        )
    return told


def _store(claim: claims.Claim, results: dict[str, Any]) -> None:
    """Raises LostClaim."""
    stored = claim.rows().update(
        **unclaimed(),
        state=State.DONE,
        progress=100,
        step="",
        error="",
        results=canonical_json(results).decode(),
        finished_at=timezone.now(),
    )
    if not stored:
        raise claims.LostClaim(str(claim))


class _Noting:
    """Notes how far a step is, at most twice a second. Raises LostClaim, which stops the work."""

    def __init__(self, claim: claims.Claim) -> None:
        self.claim = claim
        self.noted = 0.0

    def __call__(self, step: str, start: int, end: int, done: int, whole: int) -> None:
        now = time.monotonic()
        if now - self.noted >= BETWEEN:
            self.noted = now
            claims.advance(self.claim, step, start + (end - start) * done // max(whole, 1))
