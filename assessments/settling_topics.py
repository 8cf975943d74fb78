"""What deserves talk, and in which order. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from assessments.anonymity import may_accept
from assessments.answer_sheet import Answer
from assessments.changes import Stored
from assessments.models import Consensus
from assessments.scoring.agreement import ItemStatistics, item_statistics
from assessments.scoring.ratings import Rating
from assessments.scoring.settling import Settled, settle_item
from assessments.settling_queries import Settlement
from commitments.definition import Definition, Item


class Standing(IntEnum):
    """The order of talk; what stands below UNSETTLED needs none."""

    CONTESTED_ESSENTIAL = 0
    CONTESTED = 1
    OUTLYING = 2
    CHANGED = 3
    UNSETTLED = 4
    ACCEPTABLE = 5
    SETTLED = 6


@dataclass(frozen=True, slots=True)
class Topic:
    """One item with all that was said on it, of which `assessments.anonymity` says what is shown.

    `proposed` is what the ratings settle by the rule; of few raters that is not for showing either.
    """

    item: Item
    answer: Stored[Answer]
    settlement: Settlement | None
    ratings: tuple[Rating, ...]
    statistics: ItemStatistics
    proposed: Settled
    acceptable: bool  # unchanged, without talk
    standing: Standing

    @property
    def settled(self) -> bool:
        return self.answer.entry.complete

    @property
    def contested(self) -> bool:
        return self.proposed.contested

    @property
    def outlying(self) -> bool:
        return _is_outlying(self.statistics, self.proposed)


def topics_of(
    definition: Definition,
    stored: Mapping[str, Stored[Answer]],
    settlements: Mapping[str, Settlement],
    ratings: Iterable[Rating],
    *,
    subject: str = "",
) -> tuple[Topic, ...]:
    """Of all items, or of one subject's, in the order in which people answer."""
    by_item: dict[str, list[Rating]] = {}
    for rating in ratings:
        by_item.setdefault(rating.item, []).append(rating)
    subjects = [subject] if subject else definition.items_by_subject
    return tuple(
        _topic(item, stored[item.code], settlements.get(item.code), by_item.get(item.code, []))
        for code in subjects
        for item in definition.items_by_subject[code]
    )


def in_order_of_talk(topics: Iterable[Topic]) -> list[Topic]:
    """Within one standing the order stays as it is."""
    return sorted(topics, key=lambda topic: topic.standing)


def to_talk_about(topics: Iterable[Topic]) -> list[Topic]:
    return [topic for topic in in_order_of_talk(topics) if topic.standing <= Standing.UNSETTLED]


def next_to_talk_about(topics: Iterable[Topic]) -> Topic | None:
    """What is open and cannot be accepted as it is."""
    for topic in in_order_of_talk(topics):
        if not topic.settled and not topic.acceptable:
            return topic
    return None


def _topic(
    item: Item, answer: Stored[Answer], settlement: Settlement | None, ratings: list[Rating]
) -> Topic:
    statistics = item_statistics(rating.level for rating in ratings if rating.level is not None)
    proposed = settle_item(ratings)
    acceptable = proposed.accepted and not answer.entry.complete and may_accept(ratings)
    if answer.entry.complete:
        changed = _is_changed(answer.entry, settlement, proposed)
        standing = Standing.CHANGED if changed else Standing.SETTLED
    elif proposed.contested:
        standing = Standing.CONTESTED_ESSENTIAL if item.essential else Standing.CONTESTED
    elif _is_outlying(statistics, proposed):
        standing = Standing.OUTLYING
    else:
        standing = Standing.ACCEPTABLE if acceptable else Standing.UNSETTLED
    return Topic(
        item, answer, settlement, tuple(ratings), statistics, proposed, acceptable, standing
    )


def _is_outlying(statistics: ItemStatistics, proposed: Settled) -> bool:
    return statistics.outlying is True and not proposed.not_applicable


def _is_changed(entry: Answer, settlement: Settlement | None, proposed: Settled) -> bool:
    """It was accepted, and late ratings would now settle it otherwise, or not at all."""
    return (
        settlement is not None
        and settlement.how == Consensus.How.ACCEPTED
        and (entry.level, entry.not_applicable) != (proposed.level, proposed.not_applicable)
    )
