"""The three things that a report is read from, with the lookups that every part needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from commitments.definition import Commitment, Definition, Feature, Subject, Text
from reports.charts.specification import Shape

Json = Mapping[str, Any]

_SHAPES: tuple[Shape, ...] = ("circle", "square", "triangle", "diamond")


@dataclass(frozen=True)
class Reading:
    """A report's frozen input, its score card (both as parsed JSON) and its framework version."""

    frozen: Json
    card: Json
    definition: Definition

    def text(self, text: Text) -> str:
        return text.in_language(self.frozen["language"])

    @property
    def preliminary(self) -> bool:
        return bool(self.frozen["kind"] == "preliminary")

    def name(self, code: str) -> str:
        """Short enough for a sentence or a list: 'Safe', 'S1'."""
        subject = self.definition.subject_by_code[code]
        return self.text(subject.name) if isinstance(subject, Commitment) else subject.code

    def named(self, code: str) -> str:
        """In full; a title of ours is marked wherever it stands in full."""
        subject = self.definition.subject_by_code[code]
        if isinstance(subject, Commitment):
            return self.text(subject.name)
        mark = " (provisional title)" if subject.provisional else ""
        return f"{subject.code} {self.text(subject.name)}{mark}"

    def names(self, codes: list[str]) -> list[str]:
        return [self.name(code) for code in codes]

    def level(self, level: int) -> str:
        return f"{level} {self.level_name(level)}"

    def level_name(self, level: int) -> str:
        return self.text(self._levels[level])

    @cached_property
    def _levels(self) -> dict[int, Text]:
        return {level.level: level.name for level in self.definition.levels}

    def shape(self, pillar: str) -> Shape:
        order = [each.code for each in self.definition.pillars]
        return _SHAPES[order.index(pillar) % len(_SHAPES)]

    def answer(self, item: str) -> Json:
        answer: Json = self.frozen["answers"].get(item, {})
        return answer

    def subject(self, code: str) -> Json:
        card: Json = self.card["subjects"][code]
        return card

    def score(self, code: str) -> Decimal | None:
        return decimal(self.subject(code)["score"])

    def applicable(self, code: str) -> bool:
        return bool(self.subject(code)["reason"] != "not_applicable")

    def strengths(self, commitment: str, pillar: str = "") -> Iterator[tuple[Feature, int]]:
        """The applicable features that carry a commitment, in framework order."""
        links = {
            link.feature: link.strength for link in self.definition.links_of(commitment)
        }  # fmt: skip
        for feature in self.definition.features:
            if pillar and feature.pillar != pillar:
                continue
            if links.get(feature.code) and self.applicable(feature.code):
                yield feature, links[feature.code]

    def cited(self, subject: Subject) -> str:
        source = self.definition.source_by_code.get(subject.source)
        return source.citation if source else subject.source


def decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
