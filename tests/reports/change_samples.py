"""Frozen inputs with the comparison of each with an earlier one, made by the rules themselves."""

import json
import random
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from assessments.anonymity import RatedSide, withheld_verdicts
from assessments.scoring import Side, Stamp, compare
from commitments.definition import Definition
from lhs_portal.lib.canonical import canonical_json
from reports.freezing import read_sheet
from reports.freezing_team import read_ratings, read_rounds
from reports.presentation.page import ReportPage
from reports.presentation.page_change import ChangeView
from reports.presenters import present_report
from tests.reports import rated_samples, samples
from tests.reports.samples import DIGEST, Json, framework, make_card

EARLIER_DIGEST = "6" * 64
Sample = tuple[Json, Json]  # the later frozen input, and the comparison


def cycle(frozen: Json, title: str, year: int) -> Json:
    dates = {"period_start": f"{year}-01-01", "period_end": f"{year}-06-30"}
    return {**frozen, "assessment": {**frozen["assessment"], "title": title, **dates}}


def moved(frozen: Json, by: Mapping[str, int]) -> Json:
    """Answers and ratings of these subjects or items moved by so many levels, within 0 to 4."""

    def step(code: str, row: Json) -> Json:
        levels = by.get(code, by.get(code.rpartition(".")[0], 0))
        if row["level"] is None or not levels:
            return row
        return {**row, "level": max(0, min(4, row["level"] + levels))}

    return {
        **frozen,
        "answers": {code: step(code, answer) for code, answer in frozen["answers"].items()},
        "ratings": [step(row["item"], row) if "level" in row else row for row in frozen["ratings"]],
    }


def asking_otherwise(definition: Definition, subjects: Collection[str]) -> Definition:
    """An earlier version, in which the items of these subjects meant something else."""
    items = tuple(
        replace(item, meaning=item.meaning + 1) if item.subject in subjects else item
        for item in definition.items
    )
    return replace(definition, version="2023.06", digest="7" * 64, items=items)


def compare_frozen(
    earlier: Json,
    later: Json,
    definition: Definition | None = None,
    *,
    then: Definition | None = None,
    before: Sequence[Json] = (),
) -> Json:
    """The document as it is stored; `then` is the earlier framework version, if it is another."""
    now = definition or framework()
    then = then or now
    document = compare(
        _side(earlier, then, EARLIER_DIGEST, 1),
        _side(later, now, DIGEST, 2),
        before=[_side(each, then, "8" * 64, 1).cycle for each in before],
    ).to_document()
    rated = [
        RatedSide(read_ratings(each), each.get("named", {}), read_rounds(each))
        for each in (earlier, later)
    ]
    return {**document, "withheld": withheld_verdicts(document, now, rated), "salt": "9" * 64}


def _side(frozen: Json, definition: Definition, digest: str, number: int) -> Side:
    assessment = frozen["assessment"]
    return Side.of(
        definition,
        read_sheet(frozen),
        read_ratings(frozen),
        stamp=Stamp(
            report=f"00000000-0000-0000-0000-00000000000{number}",
            number=number,
            assessment=assessment["title"],
            period=(assessment["period_start"], assessment["period_end"]),
            frozen_digest=digest,
        ),
        contested={c: bool(row["contested"]) for c, row in frozen.get("settled", {}).items()},
    )


def make_page(sample: Sample, definition: Definition | None = None) -> ReportPage:
    definition = definition or framework()
    frozen, comparison = sample
    card = json.loads(make_card(frozen, definition))
    stored = json.loads(canonical_json(comparison))
    return present_report(frozen, card, definition, stored, digest=DIGEST)


def make_change(sample: Sample, definition: Definition | None = None) -> ChangeView:
    change = make_page(sample, definition).change
    assert change
    return change


def twice() -> Sample:
    """One commitment rose and one feature fell; all else is noise. One feature asks anew."""
    choose = random.Random(4)
    single = {
        code: choose.choice([-1, 1]) for code in choose.sample(sorted(rated()["answers"]), 14)
    }
    earlier = cycle(rated(), "Spring 2025", 2025)
    later = cycle(moved(rated(), {"safe": 1, "N3": -1, **single}), "Spring 2026", 2026)
    earlier["targets"] = _targets({"safe": 3, "engaged": 2, "adaptive": 1})
    later["targets"] = _targets({"safe": 3, "engaged": 4, "secure": 2})
    for place, code in enumerate(list(later["settled"])):
        if place % 23 == 0:
            later["settled"][code] = {**later["settled"][code], "contested": place % 46 == 0}
    return later, compare_frozen(earlier, later, then=asking_otherwise(framework(), ["F2"]))


def rated() -> Json:
    """Without names: a verdict is held back where it would tell what one rater said."""
    return {**rated_samples.rated(), "named": {}}


def together() -> Sample:
    """The answers were given together, so that nothing can be tested."""
    earlier = cycle(samples.full(), "Baseline 2025", 2025)
    later = cycle(moved(samples.full(), {"safe": 1, "S1": -1}), "Baseline 2026", 2026)
    return later, compare_frozen(earlier, later)


def unchanged() -> Sample:
    later = cycle(rated(), "Spring 2026", 2026)
    return later, compare_frozen(cycle(rated(), "Spring 2025", 2025), later)


def over_time() -> Sample:
    """Four cycles; what one feature asked in the first three does not compare with today."""
    then = asking_otherwise(framework(), ["F2"])
    steps = [
        cycle(
            moved(rated(), {"safe": step - 3, "S2": step % 2}), f"Spring {2023 + step}", 2023 + step
        )
        for step in range(4)
    ]
    return steps[3], compare_frozen(steps[2], steps[3], then=then, before=steps[:2])


def many_changes() -> Sample:
    by = {"safe": 1, "engaged": 1, "effective": 1, "secure": 1, "N3": -1, "C2": -1}
    later = cycle(moved(rated(), by), "Spring 2026", 2026)
    return later, compare_frozen(cycle(rated(), "Spring 2025", 2025), later)


def _targets(levels: Mapping[str, int]) -> Json:
    return {code: {"level": level, "statement": ""} for code, level in levels.items()}


SAMPLES: Mapping[str, Callable[[], Sample]] = {
    "twice": twice,
    "together": together,
    "unchanged": unchanged,
    "over_time": over_time,
    "many_changes": many_changes,
}
