"""On whom the figures of a dry run rest, and whether they may be told. Pure."""

from collections.abc import Iterable, MutableMapping, Sequence

import numpy as np

from reports.releases.core.admission_layers import find_measure
from reports.releases.core.admission_measures import MeasureAdmission
from reports.releases.core.admitted import PastRelease
from reports.releases.core.cards import Cards
from reports.releases.core.figures import LEVELS, WHOLE_FIELD
from reports.releases.core.measures import Measure
from reports.releases.core.members import Bools
from reports.releases.core.publishable import is_sound, places_of
from reports.releases.core.tables import Table
from reports.releases.core.thresholds import Thresholds


def answered_with_levels(cards: Cards, items: Iterable[str]) -> Bools:
    """Whose answers to all of these items are levels.

    Of anybody else a draft could be made whose count has only some of the answers in it, and two
    such drafts would tell these organizations from the others.
    """
    mask = np.ones(len(cards), dtype=np.bool_)
    for item in items:
        mask &= cards.answers_to(item) < LEVELS
    return mask


def may_be_counted(
    mask: Bools,
    items: Iterable[str],
    own: PastRelease,
    published: Sequence[PastRelease],
    thresholds: Thresholds,
    known: MutableMapping[str, bool],
) -> bool:
    """Whether a count over the set, of anything that is made of answers to these items, tells
    nothing of an organization or of a set that is too small, beside all that every release and
    every dry run told of these items. `own` is the release whose members these are.
    """
    if not mask.any() or not is_sound(mask, places_of(own.members.systems), thresholds):
        return False
    for item in sorted(items):
        measure = Measure(f"item:{item}", "levels", mask)
        if _is_published(measure, own):
            continue
        admission = MeasureAdmission(
            own.members, [measure], (Table(),), published, thresholds, known
        )
        admission.admit(measure)
        if not admission.admitted[measure.code]:
            return False
    return True


def _is_published(measure: Measure, own: PastRelease) -> bool:
    """Whether the release tells of the very same set already."""
    found = find_measure(own.measures, measure.code)
    return (
        found is not None
        and WHOLE_FIELD in own.admission.measures[measure.code]
        and bool(np.array_equal(found.respondents, measure.respondents))
    )
