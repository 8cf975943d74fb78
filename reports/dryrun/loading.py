"""The latest release and its members' answers, and on whom the counts of a dry run rest."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from commitments.definition import Definition
from lhs_portal.lib.wording import mark
from reports.dryrun.core.basis import answered_with_levels, may_be_counted
from reports.releases.computing import load_published
from reports.releases.core.admitted import PastRelease
from reports.releases.core.cards import Cards
from reports.releases.core.figures import LEVELS
from reports.releases.core.members import Bools, Members
from reports.releases.core.thresholds import Thresholds
from reports.releases.loading import load_cards
from reports.releases.models import (
    DryRunBasis,
    FieldCard,
    Kind,
    Release,
    ReleaseFigure,
    State,
)
from reports.releases.packing import load_frozen
from reports.releases.past import members_of_rows, pack_mask, unpack_mask
from reports.releases.verdicts import KnownVerdicts

NOT_ANY_MORE = mark(
    "The latest release cannot be used for a dry run any more, because consents or reports on "
    "which it rests are gone. What it published stays. Dry runs are possible again after the next "
    "release."
)
TOO_FEW = mark(
    "Too few organizations take part in the latest release, so nothing of a dry run may be shown. "
    "Nothing was stored."
)


class NotPossible(Exception):
    """The message is marked for translation, and no other attempt comes out otherwise."""


@dataclass(frozen=True, eq=False)
class ReleasedField:
    """`told` are the items whose answers the release tells of for the whole field."""

    release: Release
    definition: Definition
    members: Members
    cards: Cards
    told: frozenset[str]

    def item_means(self) -> dict[str, Fraction]:
        """Of each told item the mean level, over those who gave it one: exact."""
        means = {}
        for code in self.told:
            answers = self.cards.answers_to(code)
            levels = answers[answers < LEVELS]
            means[code] = Fraction(int(levels.sum()), len(levels))
        return means

    def levels_of(self, place: int) -> dict[str, int]:
        """The answers of one member that are levels."""
        row = self.cards.answers[place].tolist()
        codes = [item.code for item in self.definition.items]
        return {code: level for code, level in zip(codes, row, strict=True) if level < LEVELS}


def latest_release() -> Release | None:
    """Of all that are published, that of the newest number."""
    rows = Release.objects.filter(kind=Kind.FIELD, state=State.PUBLISHED)
    return rows.select_related("cycle").order_by("-number").first()


def load_released(release: Release) -> ReleasedField:
    """Raises NotPossible: where a member has withdrawn, another field would tell who it was."""
    definition = load_frozen(release.framework_version, release.framework_digest)
    rows = list(release.members.order_by("position"))
    stored = FieldCard.objects.filter(
        report__in=[row.report for row in rows],
        report__assessment__participation__consented_at__isnull=False,
    )
    if stored.count() != len(rows):
        raise NotPossible(NOT_ANY_MORE)
    cards, digests = load_cards([row.report for row in rows], definition, stored)
    if any(row.card_digest != digest for row, digest in zip(rows, digests, strict=True)):
        raise NotPossible(NOT_ANY_MORE)
    shown = ReleaseFigure.objects.filter(
        cell__table__release=release, cell__table__attributes="", measure__startswith="item:"
    )
    told = {code.partition(":")[2] for code in shown.values_list("measure", flat=True)}
    if not told:
        raise NotPossible(TOO_FEW)
    return ReleasedField(release, definition, members_of_rows(rows), cards, frozenset(told))


class Bases:
    """The sets over which counts may be told, each checked once, and remembered for good."""

    def __init__(self, field: ReleasedField, thresholds: Thresholds) -> None:
        self.field, self.thresholds = field, thresholds
        self.known = KnownVerdicts()
        rows = Release.objects.filter(kind=Kind.FIELD, state=State.PUBLISHED)
        self.releases = list(rows.select_related("cycle").order_by("number"))

    def find(self, items: frozenset[str]) -> Bools | None:
        """Members whose answers to `items` are all levels; None where they may not be counted."""
        key = ",".join(sorted(items))
        made = DryRunBasis.objects.filter(release=self.field.release, items=key).first()
        if made:
            return unpack_mask(bytes(made.respondents), len(self.field.members))
        mask = np.asarray(answered_with_levels(self.field.cards, items))
        # Read anew each time: the sets before this one are told too.
        published = load_published(self.releases)
        own = self._own(published)
        if not may_be_counted(mask, items, own, published, self.thresholds, self.known):
            return None
        DryRunBasis.objects.get_or_create(
            release=self.field.release, items=key, defaults={"respondents": pack_mask(mask)}
        )
        return mask

    def _own(self, published: list[PastRelease]) -> PastRelease:
        return published[[one.pk for one in self.releases].index(self.field.release.pk)]
