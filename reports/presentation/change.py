"""What changed since the last signed assessment, in words, tables and charts."""

from collections.abc import Sequence

from assessments.anonymity import redact_comparison
from lhs_portal.lib.wording import say
from reports.charts.specification import Axis
from reports.presentation.change_charts import chart_over_time, chart_slope
from reports.presentation.change_findings import count_verdicts, write_change_headline
from reports.presentation.change_items import (
    note_contested,
    present_contested,
    present_moved,
    present_targets,
)
from reports.presentation.change_not_compared import present_not_compared
from reports.presentation.change_rows import present_rows
from reports.presentation.change_sides import Sides, say_raters, say_versions
from reports.presentation.page_change import ChangeRow, ChangeView
from reports.presentation.reading import Reading

_ONE_IN = 20


def present_change(reading: Reading, axis: Axis) -> ChangeView | None:
    """None where there is nothing to compare with."""
    if reading.comparison is None:
        return None
    document = redact_comparison(reading.comparison)
    sides = Sides(document)
    rows = present_rows(reading, document, sides)
    moved, moved_note = present_moved(reading, document, sides)
    targets, targets_note = present_targets(reading, document, sides)
    not_compared, not_compared_note = present_not_compared(reading, document, sides)
    return ChangeView(
        headline=write_change_headline(reading, rows, sides),
        opening=(_say_sides(sides), say_raters(sides), count_verdicts(rows)),
        sides=sides.names,
        rows=rows,
        moved=moved,
        moved_note=moved_note,
        newly_contested=present_contested(reading, document["contested"]["new"]),
        no_longer_contested=present_contested(reading, document["contested"]["closed"]),
        contested_note=note_contested(document, sides),
        targets=targets,
        targets_note=targets_note,
        not_compared=not_compared,
        not_compared_note=not_compared_note,
        method=_explain(rows),
        digests=tuple(
            (name, str(document[side]["frozen_digest"]))
            for name, side in zip(sides.names, ("earlier", "later"), strict=True)
        ),
        commitments_chart=chart_slope(reading, axis, rows, sides, "commitment"),
        features_chart=chart_slope(reading, axis, rows, sides, "feature"),
        over_time=chart_over_time(reading, axis, document, rows, sides),
    )


def _say_sides(sides: Sides) -> str:
    (first, second), (then, now) = sides.names, sides.periods
    versions = sides.versions
    sentence = say(
        "{second} ({now}) is compared with {first} ({then}), item by item, where an item asks the "
        "same in both.",
        second=second,
        now=now,
        first=first,
        then=then,
    )
    return f"{sentence} {say_versions(versions)}" if versions[0] != versions[1] else sentence


def _explain(rows: Sequence[ChangeRow]) -> tuple[str, ...]:
    tested = sum(row.verdict in ("changed", "noise") for row in rows)
    by_chance = say(
        "Up to about 1 in {number} commitments and features that did not change will still read "
        "“changed”.",
        number=_ONE_IN,
    )
    if tested >= _ONE_IN:
        by_chance += " " + say(
            "{tested} were tested here, so one or two such would be no surprise.", tested=tested
        )
    return (
        say(
            "“Changed” means three things at once: the raters’ own scores of the two cycles "
            "differ by more than chance explains, the settled levels differ the same way, and by "
            "at least a quarter of a level. “Not distinguishable from noise” means that one of "
            "these is missing. It does not show that all stayed as it was."
        ),
        by_chance,
        say(
            "“Not tested” means that answers were given together, or that in one of the two, or "
            "both, fewer than three raters gave levels to at least half of what is compared, or "
            "so few that a verdict might tell what one of them said. “Not comparable” means that "
            "the items that ask the same in both, and have a level in both, carry less than half "
            "of the weight."
        ),
        say(
            "A difference is the mean of later minus earlier level over the items compared, "
            "weighted as they are now. The test is made on two groups of raters, as if nobody "
            "had taken part twice, which errs on the side of “not distinguishable from noise”."
        ),
    )
