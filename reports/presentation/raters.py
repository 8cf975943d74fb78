"""What a report may show of its raters; nothing else in a report reads what they said."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from assessments.anonymity import (
    ShownAgreement,
    ShownGroup,
    ShownItem,
    merge_role_groups,
    show_agreement,
    show_item,
)
from assessments.scoring.card import read_agreement
from assessments.scoring.ratings import Rating, Ratings
from assessments.scoring.settling import settle_item
from commitments.definition import Definition
from reports.freezing_team import read_ratings, read_rounds

Json = Mapping[str, Any]


class Raters:
    """Of one frozen input, by `assessments.anonymity`."""

    def __init__(self, frozen: Json, card: Json, definition: Definition) -> None:
        self._frozen = frozen
        self._card = card
        self._definition = definition
        self._names: Mapping[str, str] = frozen.get("named", {})
        self._rounds = read_rounds(frozen)

    @cached_property
    def _ratings(self) -> Ratings:
        return Ratings.of(read_ratings(self._frozen))

    @cached_property
    def number(self) -> int:
        """Of raters with a rating in the figures."""
        return len(self._ratings.role_groups)

    @cached_property
    def groups(self) -> tuple[ShownGroup, ...]:
        counts: dict[str, int] = {}
        for group in self._ratings.role_groups.values():
            counts[group] = counts.get(group, 0) + 1
        return merge_role_groups(counts)

    def item(self, code: str) -> ShownItem:
        return show_item(self._of_item(code), named=self._names, rounds=self._rounds)

    def name(self, rater: str) -> str:
        return self._names[rater]

    def contested(self, code: str) -> bool:
        """As it was settled; of what is still open, as it would be settled now."""
        settled = self._frozen.get("settled", {}).get(code)
        if settled:
            return bool(settled["contested"])
        return settle_item(self._of_item(code)).contested

    def agreement(self, subject: str) -> ShownAgreement:
        card = self._card["subjects"][subject].get("agreement")
        items = [item.code for item in self._definition.items_by_subject[subject]]
        return show_agreement(
            read_agreement(card) if card else None,
            self._definition,
            subject,
            self._ratings.of_items(items),
            named=self._names,
            rounds=self._rounds,
        )

    def _of_item(self, code: str) -> list[Rating]:
        return self._ratings.by_item.get(code, [])
