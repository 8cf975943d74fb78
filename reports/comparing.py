"""What changed since an earlier report: computed once, and frozen with the later one."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from assessments.anonymity import RatedSide, redact_comparison, withheld_verdicts
from assessments.scoring import SCORING_VERSION, Cycle, Rating, Side, Stamp, compare, score
from assessments.scoring.change_sides import scores_of
from commitments.definition import Definition
from lhs_portal.lib.canonical import canonical_json, digest_of
from reports.freezing import read_sheet
from reports.freezing_team import read_ratings, read_rounds
from reports.models import Comparison, Report, State
from reports.queries import load_frozen_definition

Frozen = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """A report with all that a comparison reads of it, each as it was frozen."""

    report: Report
    frozen: Frozen
    card: Frozen
    definition: Definition

    @classmethod
    def of(cls, report: Report, definition: Definition) -> Self:
        """Of an earlier report. Where it is not ready yet, or was scored by other rules, its card
        is made of its frozen input: both sides are read by the same rules."""
        frozen = json.loads(report.frozen_input)
        if report.state == State.READY and report.scoring_version == SCORING_VERSION:
            card = json.loads(report.score_card)
        else:
            card = score(definition, read_sheet(frozen), read_ratings(frozen)).to_document()
        return cls(report, frozen, card, definition)

    @property
    def stamp(self) -> Stamp:
        assessment = self.frozen["assessment"]
        return Stamp(
            report=str(self.report.pk),
            number=self.report.number,
            assessment=assessment["title"],
            period=(assessment["period_start"], assessment["period_end"]),
            frozen_digest=self.report.frozen_digest,
        )

    @property
    def cycle(self) -> Cycle:
        return Cycle(self.definition, scores_of(self.card), self.stamp)

    @cached_property
    def ratings(self) -> tuple[Rating, ...]:
        return read_ratings(self.frozen)

    @property
    def side(self) -> Side:
        settled = self.frozen.get("settled", {})
        return Side.of(
            self.definition,
            read_sheet(self.frozen),
            self.ratings,
            stamp=self.stamp,
            contested={code: bool(row["contested"]) for code, row in settled.items()},
            card=self.card,
        )

    @property
    def rated(self) -> RatedSide:
        named = self.frozen.get("named", {})
        return RatedSide(self.ratings, named, read_rounds(self.frozen))


def build_comparison(
    report: Report, frozen: Frozen, card: Frozen, definition: Definition
) -> Comparison | None:
    """Not saved yet. None where nothing that came earlier is there to compare with.

    `card` is the document of the report's score card. Compared with the last of the reports that
    `earlier` names and that still exist.
    """
    cycles = _load_earlier(frozen)
    if not cycles:
        return None
    *before, earlier = cycles
    later = Made(report, frozen, card, definition)
    content = canonical_json(compare_made(earlier, later, before=before))
    return Comparison(
        later=report,
        earlier=earlier.report,
        earlier_digest=earlier.report.frozen_digest,
        later_digest=report.frozen_digest,
        document=content.decode(),
        digest=hashlib.sha256(content).hexdigest(),
    )


def compare_made(earlier: Made, later: Made, *, before: Sequence[Made] = ()) -> dict[str, Any]:
    """The whole document, with what must not be shown of it."""
    compared = compare(earlier.side, later.side, before=[each.cycle for each in before])
    document = compared.to_document()
    withheld = withheld_verdicts(document, later.definition, [earlier.rated, later.rated])
    return {**document, "withheld": withheld, "salt": _salt(earlier, later)}


def _salt(*sides: Made) -> str:
    """Nobody can try out, by the document's digest, which figures of the test a guess at what
    raters said would give: their keys are random, and never leave."""
    return digest_of([side.frozen.get("ratings", []) for side in sides])


def shown_comparison(document: Mapping[str, Any]) -> dict[str, Any]:
    """The comparison as it may leave the portal: without what tells of single raters."""
    return redact_comparison(document)


def _load_earlier(frozen: Frozen) -> list[Made]:
    """Oldest first, in one query for the reports and one for each framework version."""
    ids = [row["report"] for row in frozen.get("earlier", ())]
    found = {str(report.pk): report for report in Report.objects.filter(pk__in=ids)} if ids else {}
    definitions: dict[tuple[str, str], Definition] = {}
    made = []
    for report in (found[pk] for pk in ids if pk in found):
        version = (report.framework_version, report.framework_digest)
        if version not in definitions:
            definitions[version] = load_frozen_definition(report)
        made.append(Made.of(report, definitions[version]))
    return made
