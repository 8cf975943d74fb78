"""Compact rows of what a release reads of a report: its score card, and its answers."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

import numpy as np
from django.db import transaction

from assessments.scoring import SCORING_VERSION, score
from commitments.definition import Definition
from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from lhs_portal.lib.remembered import Remembered
from reports.freezing import read_sheet
from reports.freezing_team import read_ratings
from reports.models import Report
from reports.releases.core.cards import ABSENT, MILLION, Cards
from reports.releases.core.layout import (
    CONTESTED,
    DONT_KNOW,
    INDICES,
    NOT_APPLICABLE,
    NOT_CONTESTED,
    NOT_RATED,
    UNANSWERED,
    Layout,
)
from reports.releases.models import FieldCard

BATCH = 200
FIGURES, BYTES = np.dtype("<i4"), np.dtype("u1")


def ensure_cards(reports: Iterable[UUID], *, batch: int = BATCH) -> Iterator[int]:
    """Make the cards that are missing, a batch of reports at a time; says how many are done.

    Reports that were scored by other rules are scored anew from what they froze, so that all cards
    of a release follow one version of the rules. Nothing happens unless it is iterated.
    """
    waiting, done = iter(reports), 0
    while pks := list(islice(waiting, batch)):
        _ensure(pks)
        done += len(pks)
        yield done


@transaction.atomic
def _ensure(pks: Sequence[UUID]) -> None:
    stored = dict(FieldCard.objects.filter(report__in=pks).values_list("report_id", "layout"))
    rows = Report.objects.filter(pk__in=pks).values_list(
        "pk", "framework_version", "framework_digest"
    )
    missing = {
        pk: definition
        for pk, version, digest in rows
        if stored.get(pk) != _layout(definition := load_frozen(version, digest)).digest
    }
    FieldCard.objects.filter(report__in=missing.keys() & stored.keys()).delete()
    whole = Report.objects.filter(pk__in=missing).only(
        "frozen_input", "score_card", "scoring_version"
    )
    made = [pack(report, missing[report.pk]) for report in whole.iterator(chunk_size=20)]
    # Two workers may make the same card, which is the same whoever makes it.
    FieldCard.objects.bulk_create(made, ignore_conflicts=True)


def _layout(definition: Definition) -> Layout:
    return _layouts.get(definition.digest, lambda: Layout.of(definition, SCORING_VERSION))


_layouts: Remembered[str, Layout] = Remembered(most=8)
_definitions: Remembered[tuple[str, str], Definition] = Remembered(most=8)


def load_frozen(version: str, digest: str) -> Definition:
    """The version that a report was frozen with. It was published, so it never changes."""
    return _definitions.get(
        (version, digest),
        lambda: load_definition(FrameworkVersion.objects.get(version=version, digest=digest)),
    )


def pack(report: Report, definition: Definition) -> FieldCard:
    """An unsaved row of a finished report."""
    frozen = json.loads(report.frozen_input)
    if report.scoring_version == SCORING_VERSION:
        card = json.loads(report.score_card)
    else:
        card = score(definition, read_sheet(frozen), read_ratings(frozen)).to_document()
    layout = _layout(definition)
    figures, answers = pack_document(card, frozen["answers"], layout)
    return FieldCard(report=report, layout=layout.digest, figures=figures, levels=answers)


def pack_document(
    card: Mapping[str, Any], answers: Mapping[str, Any], layout: Layout
) -> tuple[bytes, bytes]:
    """Figures as little-endian millionths; a byte an answer, and after them whether contested."""
    items = card.get("items", {})
    texts = [
        *(card["subjects"][code]["score"] for code in layout.subjects),
        *(card["pillars"][code]["score"] for code in layout.pillars),
        *(card["indices"][code]["score"] for code in INDICES),
        *(card["through_line"][code]["lag"] for code in layout.lags),
        *(items.get(code, {}).get("r_wg") for code in layout.items),
    ]
    codes = [_answer(answers.get(code)) for code in layout.items]
    contested = [_contested(items.get(code)) for code in layout.items]
    return (
        np.array([_millionths(text) for text in texts], dtype=FIGURES).tobytes(),
        np.array([*codes, *contested], dtype=BYTES).tobytes(),
    )


def unpack(figures: Sequence[bytes], answers: Sequence[bytes], layout: Layout) -> Cards:
    """Rows of one layout, in their order."""
    width, items = len(layout.columns), len(layout.items)
    both = np.frombuffer(b"".join(answers), dtype=BYTES).reshape(len(answers), 2 * items)
    return Cards(
        layout,
        np.frombuffer(b"".join(figures), dtype=FIGURES).reshape(len(figures), width),
        both[:, :items],
        both[:, items:],
    )


def _millionths(text: str | None) -> int:
    return ABSENT if text is None else int(Decimal(text) * MILLION)


def _answer(answer: Mapping[str, Any] | None) -> int:
    if answer is None:
        return UNANSWERED
    if answer["na"]:
        return NOT_APPLICABLE
    if answer["dont_know"]:
        return DONT_KNOW
    return UNANSWERED if answer["level"] is None else int(answer["level"])


def _contested(item: Mapping[str, Any] | None) -> int:
    if item is None or item["contested"] is None:
        return NOT_RATED
    return CONTESTED if item["contested"] else NOT_CONTESTED
