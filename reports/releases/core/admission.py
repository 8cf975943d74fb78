"""Which tables of a field are published: rules 3 to 6 of disclosure control, decided by algebra."""

from collections.abc import MutableMapping, Sequence

from reports.releases.core.admission_measures import MeasureAdmission, parts_first
from reports.releases.core.admission_tables import admit_tables
from reports.releases.core.admitted import REASONS, Admission, PastRelease, Progress, Refusal
from reports.releases.core.attributes import Attribute
from reports.releases.core.measures import Measure
from reports.releases.core.members import Members
from reports.releases.core.thresholds import Thresholds

__all__ = ["REASONS", "Admission", "PastRelease", "Progress", "Refusal", "admit"]


def admit(
    members: Members,
    measures: Sequence[Measure],
    attributes: Sequence[Attribute],
    earlier: Sequence[PastRelease],
    thresholds: Thresholds,
    *,
    known: MutableMapping[str, bool],
    progress: Progress,
) -> Admission:
    """Deterministic in all but `known`, which holds the verdicts of checks that were made before.

    A key of `known` is the digest of all that its verdict depends on, thresholds and version of
    the rules included; new verdicts are put into it as they are found, so that a broken-off
    admission goes on where it was. Progress may raise to stop it.
    """
    tables, refused = admit_tables(
        members, attributes, earlier, thresholds, known,
        lambda done, whole, what: progress(done, whole + len(measures), what),
    )  # fmt: skip
    by_measure = MeasureAdmission(members, measures, tables, earlier, thresholds, known)
    for done, measure in enumerate(parts_first(measures)):
        progress(done, len(measures), measure.code)
        by_measure.admit(measure)
    progress(len(measures), len(measures), "")
    return Admission(
        tables=tables,
        measures={measure.code: by_measure.admitted[measure.code] for measure in measures},
        refused=(*refused, *by_measure.refused),
    )
