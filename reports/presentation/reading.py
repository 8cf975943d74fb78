"""The three things that a report is read from, with the lookups that every part needs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from commitments.definition import Commitment, Definition, Feature, Subject, Text
from lhs_portal.lib.wording import say
from reports.charts.specification import Shape
from reports.presentation.raters import Raters
from reports.presentation.wording import listed, number_word

Json = Mapping[str, Any]

_SHAPES: tuple[Shape, ...] = ("circle", "square", "triangle", "diamond")


@dataclass(frozen=True)
class Reading:
    """A report's frozen input, its score card and its comparison with an earlier report (each as
    parsed JSON), and its framework version."""

    frozen: Json
    card: Json
    definition: Definition
    frozen_digest: str
    comparison: Json | None = None
    language: str = ""  # empty: that of the report

    def text(self, text: Text) -> str:
        return text.in_language(self.language or self.frozen["language"])

    def original(self, text: Text, provenance: str) -> str:
        """What a quoted text says where it was quoted from, if a translation stands in its place:
        quotations keep their own words beside them."""
        return "" if provenance != "verbatim" or self.text(text) == text.source else text.source

    @property
    def preliminary(self) -> bool:
        return bool(self.frozen["kind"] == "preliminary")

    def leaves_out(self, what: Literal["notes", "evidence_names"]) -> bool:
        """Whether a lead had the report made without this."""
        return what in self.frozen.get("leaves_out", ())

    @property
    def independent(self) -> bool:
        """Whether raters answered apart, and then one answer was settled for each item."""
        return bool(self.frozen.get("mode") == "independent")

    @cached_property
    def raters(self) -> Raters:
        return Raters(self.frozen, self.card, self.definition)

    def name(self, code: str) -> str:
        """Short enough for a sentence or a list: 'Safe', 'S1'."""
        subject = self.definition.subject_by_code[code]
        return self.text(subject.name) if isinstance(subject, Commitment) else subject.code

    def named(self, code: str) -> str:
        """In full; a title of ours is marked wherever it stands in full."""
        subject = self.definition.subject_by_code[code]
        if isinstance(subject, Commitment):
            return self.text(subject.name)
        name = f"{subject.code} {self.text(subject.name)}"
        return say("{name} (provisional title)", name=name) if subject.provisional else name

    def names(self, codes: list[str]) -> list[str]:
        return [self.name(code) for code in codes]

    def listed(self, codes: list[str]) -> str:
        """One in full, a few by their short names, and more than three counted."""
        if len(codes) == 1:
            return self.named(codes[0])
        names = self.names(codes)
        if len(names) <= 3:
            return listed(names)
        return say("{number} of all", number=number_word(len(names)))

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
