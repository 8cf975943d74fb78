"""One whole framework version as frozen data. Pure: nothing here knows Django or a database.

The shape follows the framework file (fixtures/framework/<version>.yaml), which is the source of
truth. A Definition is only ever built from a document that `commitments.documents` found valid.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

LEVELS = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the framework's source language, with any translations that the file carries.

    In a definition that was loaded in another language `str(text)` is the translation. Where there
    is none it is the source, and `spoken` says so. Two texts are equal by what their file says.
    """

    source: str
    translations: tuple[tuple[str, str], ...] = ()
    shown: str = field(default="", compare=False)
    spoken: str = field(default="", compare=False)  # of what is shown; empty: nobody translated

    def __str__(self) -> str:
        return self.shown or self.source

    def __bool__(self) -> bool:
        return bool(self.source)

    def in_language(self, language: str) -> str:
        """The translation into `language`, or the source text where there is none."""
        if self.shown and self.spoken == language:
            return self.shown
        return dict(self.translations).get(language, self.source)


EMPTY = Text("")


@dataclass(frozen=True, slots=True)
class Translated:
    """Which translation a definition speaks. Revision 0 is what the framework file itself holds."""

    language: str
    state: str  # draft or reviewed
    revision: int
    digest: str


@dataclass(frozen=True, slots=True)
class Source:
    code: str
    citation: str
    url: str = ""
    date: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    level: int
    name: Text
    description: Text
    shown: Text = EMPTY


@dataclass(frozen=True, slots=True)
class Sector:
    code: str
    name: Text
    description: Text = EMPTY


@dataclass(frozen=True, slots=True)
class Pillar:
    code: str
    name: Text
    statement: Text
    summary: Text
    provenance: str
    source: str


@dataclass(frozen=True, slots=True)
class Feature:
    """An anchor feature; its title is ours ("provisional") until a source gives one."""

    code: str
    pillar: str
    name: Text
    summary: Text
    provenance: str
    source: str
    source_quote: str
    iom_characteristic: str = ""
    match: str = ""

    kind = "feature"

    @property
    def provisional(self) -> bool:
        return self.provenance == "provisional"


@dataclass(frozen=True, slots=True)
class Commitment:
    code: str
    name: Text
    definition: Text
    summary: Text
    provenance: str
    source: str
    iom_aim: str | None = None
    sources_differ: bool = False
    sources_differ_note: Text = EMPTY

    kind = "commitment"


Subject = Feature | Commitment


@dataclass(frozen=True, slots=True)
class Link:
    """One cell of the through-line: how much a feature carries a commitment (2 primary, 1)."""

    feature: str
    commitment: str
    strength: int
    rationale: Text


@dataclass(frozen=True, slots=True)
class Item:
    code: str
    subject: str
    meaning: int
    essential: bool
    weight: Decimal  # above 0, exactly the decimal that is written
    question: Text
    why: Text
    descriptors: tuple[Text, Text, Text, Text, Text]
    evidence: tuple[Text, ...]
    ask: tuple[Text, ...]
    not_applicable_to: tuple[str, ...]
    guidance_small: Text
    guidance_large: Text
    split_from: str = ""  # the item whose content this one took over with others


@dataclass(frozen=True, slots=True)
class RetiredItem:
    """An item that is no longer asked. It stays readable, and its code is never used again."""

    code: str
    subject: str
    meaning: int
    last_version: str
    question: Text
    descriptors: tuple[Text, Text, Text, Text, Text]
    why: Text = EMPTY
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CrosswalkEntry:
    subject: str
    target: str
    sources_differ: bool
    note: Text
    match: str = ""


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """How subjects read in another framework; `editorial` where no source states the pairs."""

    code: str
    name: Text
    editorial: bool
    source: tuple[str, ...]
    note: Text
    targets: tuple[tuple[str, Text], ...]
    entries: tuple[CrosswalkEntry, ...]
    subject_kind: str = ""
    unmapped: tuple[tuple[str, Text], ...] = ()  # subjects that are paired with nothing, and why


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    code: str
    term: Text
    definition: Text


@dataclass(frozen=True, slots=True)
class ReachWord:
    """A word for reach that means the same in every descriptor, such as "some units"."""

    code: str
    term: Text
    meaning: Text


@dataclass(frozen=True)
class Definition:
    """A framework version. All sequences are in framework order, which breaks every tie.

    The through-line is ordered by feature, then by commitment, however the file lists its cells.
    """

    version: str
    source_language: str
    digest: str
    title: Text
    definition: Text
    definition_source: str
    levels: tuple[Level, ...]
    sectors: tuple[Sector, ...]
    pillars: tuple[Pillar, ...]
    features: tuple[Feature, ...]
    commitments: tuple[Commitment, ...]
    through_line: tuple[Link, ...]
    items: tuple[Item, ...]
    crosswalks: tuple[Crosswalk, ...] = ()
    glossary: tuple[GlossaryTerm, ...] = ()
    sources: tuple[Source, ...] = ()
    reach_words: tuple[ReachWord, ...] = ()
    definition_provenance: str = ""
    definition_location: str = ""
    affiliation_note: Text = EMPTY
    wording_note: Text = EMPTY
    rating_rule: Text = EMPTY
    rating_notes: tuple[Text, ...] = ()
    retired_items: tuple[RetiredItem, ...] = ()
    translation: Translated | None = field(default=None, compare=False)

    @property
    def language(self) -> str:
        """The one that its texts speak, where they are translated."""
        return self.translation.language if self.translation else self.source_language

    @cached_property
    def item_by_code(self) -> dict[str, Item]:
        return {item.code: item for item in self.items}

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Those in which every question and every descriptor can be read; the source's first."""
        asked = [
            dict(text.translations).keys()
            for item in self.items
            for text in (item.question, *item.descriptors)
        ]
        others = set(asked[0]).intersection(*asked[1:]) if asked else set()
        return (self.source_language, *sorted(others - {self.source_language}))

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """Commitments first, then features: the order in which people answer."""
        return (*self.commitments, *self.features)

    @cached_property
    def subject_by_code(self) -> dict[str, Subject]:
        return {subject.code: subject for subject in self.subjects}

    @cached_property
    def pillar_by_code(self) -> dict[str, Pillar]:
        return {pillar.code: pillar for pillar in self.pillars}

    @cached_property
    def items_by_subject(self) -> dict[str, tuple[Item, ...]]:
        return {
            subject.code: tuple(item for item in self.items if item.subject == subject.code)
            for subject in self.subjects
        }

    @cached_property
    def source_by_code(self) -> dict[str, Source]:
        return {source.code: source for source in self.sources}

    def features_of(self, pillar: str) -> tuple[Feature, ...]:
        return tuple(feature for feature in self.features if feature.pillar == pillar)

    def links_of(self, subject: str) -> Iterator[Link]:
        """The through-line cells of a feature or a commitment, in framework order."""
        return (link for link in self.through_line if subject in (link.feature, link.commitment))
