"""How far raters agree, as parts of the score card: by item and by subject."""

from collections.abc import Iterable

from assessments.answer_sheet import AnswerSheet
from assessments.scoring.agreement import (
    ItemStatistics,
    SubjectAgreement,
    item_statistics,
    rater_scores,
    subject_agreement,
)
from assessments.scoring.card import AgreementCard, ItemCard
from assessments.scoring.figures import rounded, six_decimals, six_decimals_of_interval
from assessments.scoring.ratings import Rating, Ratings
from assessments.scoring.subjects import HIGHEST, LOWEST
from commitments.definition import Definition


def item_cards(definition: Definition, rated: Ratings, settled: AnswerSheet) -> dict[str, ItemCard]:
    """`settled` is the sheet that makes scores, whether people settled it or the rule did."""
    return {
        item.code: _item_card(_statistics_of(ratings), settled.answer_to(item.code).level)
        for item in definition.items
        if (ratings := rated.by_item.get(item.code))
    }


def agreement_cards(definition: Definition, rated: Ratings) -> dict[str, AgreementCard]:
    """By subject, for subjects with at least one rating."""
    cards = {}
    for subject, items in definition.items_by_subject.items():
        of_items = [found for item in items if (found := rated.by_item.get(item.code))]
        if of_items:
            ratings = [rating for of_item in of_items for rating in of_item]
            agreement = subject_agreement(
                map(_statistics_of, of_items),
                rater_scores(definition, subject, ratings),
                rated.role_groups,
            )
            cards[subject] = _agreement_card(agreement)
    return cards


def _statistics_of(ratings: Iterable[Rating]) -> ItemStatistics:
    return item_statistics(rating.level for rating in ratings if rating.level is not None)


def _item_card(statistics: ItemStatistics, settled: int | None) -> ItemCard:
    return ItemCard(
        n=statistics.n,
        mean=rounded(statistics.mean),
        median=rounded(statistics.median),
        range=statistics.range,
        near_median=rounded(statistics.near_median),
        ad=rounded(statistics.ad),
        r_wg=rounded(statistics.r_wg),
        contested=statistics.contested,
        outlying=statistics.outlying,
        settled=settled,
    )


def _agreement_card(agreement: SubjectAgreement) -> AgreementCard:
    interval, between = agreement.interval, agreement.range
    return AgreementCard(
        r_wg_j=rounded(agreement.r_wg_j),
        ad=rounded(agreement.ad),
        interval=(
            six_decimals_of_interval(interval.middle, interval.square, LOWEST, HIGHEST)
            if interval
            else None
        ),
        range=(six_decimals(between[0]), six_decimals(between[1])) if between else None,
        role_gap=rounded(agreement.role_gap),
    )
