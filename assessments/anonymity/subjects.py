"""One subject: how far its raters agree, and where leaders and front line differ."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from assessments.anonymity.people import (
    FEWEST,
    Rounds,
    hide,
    hide_together,
    known_by_name,
    people_of_item,
    people_of_subject,
    sides_hide,
    without,
)
from assessments.anonymity.role_gaps import ShownGap, gap_between
from assessments.scoring.agreement import INTERVAL_FROM, rater_scores
from assessments.scoring.card import AgreementCard
from assessments.scoring.ratings import Rating
from commitments.definition import Definition


@dataclass(frozen=True, slots=True)
class ShownAgreement:
    """`range` stands in for the interval where only three or four raters have a score."""

    r_wg_j: Decimal | None = None
    ad: Decimal | None = None
    range: tuple[Decimal, Decimal] | None = None
    interval: tuple[Decimal, Decimal] | None = None
    role_gap: ShownGap | None = None


def show_agreement(
    card: AgreementCard | None,
    definition: Definition,
    subject: str,
    ratings: Iterable[Rating],
    *,
    named: Collection[str] = (),
    rounds: Rounds | None = None,
) -> ShownAgreement:
    """`card` was made of `ratings`, which may be of other subjects too; None shows nothing."""
    if card is None:
        return ShownAgreement()
    by_item: dict[str, list[Rating]] = {
        item.code: [] for item in definition.items_by_subject[subject]
    }
    role_groups: dict[str, str] = {}
    for rating in ratings:
        if rating.given:
            role_groups[rating.rater] = rating.role_group or role_groups.get(rating.rater, "")
            if rating.item in by_item:
                by_item[rating.item].append(rating)
    given = [rating for of_item in by_item.values() for rating in of_item]
    scores = rater_scores(definition, subject, given)
    people = people_of_subject(
        definition.items_by_subject[subject], given, scores, role_groups, rounds
    )
    known = {
        rater
        for of_item in by_item.values()
        for rater in known_by_name(people_of_item(of_item, rounds), named)
    }
    # A subject's figure must not tell of an item what the item itself does not show.
    levels = [sum(rating.level is not None for rating in of_item) for of_item in by_item.values()]
    items_speak = 2 not in levels
    scores_speak = (
        items_speak
        and 1 not in levels
        and len(scores) >= FEWEST
        and hide_together(people)
        and (not known or hide(without(known, people)))
    )
    return ShownAgreement(
        r_wg_j=card.r_wg_j if items_speak else None,
        ad=card.ad if items_speak else None,
        range=card.range if scores_speak and len(scores) < INTERVAL_FROM else None,
        interval=card.interval if scores_speak else None,
        role_gap=(
            gap_between(scores, role_groups) if scores_speak and sides_hide(people, known) else None
        ),
    )
