"""Who is asked what when many people rate: the guide beside a framework version. Pure.

A published version never changes, but who can know what is learned by asking: so the guide is a
file of its own (fixtures/framework/<version>.raters.yaml) that can be mended after publication.
"""

from dataclasses import dataclass, field
from functools import cached_property

from commitments.definition import EMPTY, Definition, Item, Text, Translated
from lhs_portal.lib.wording import mark

PATIENT_PARTNER = "patient-partner"
ROLE_GROUP_NAMES = {
    "leadership": mark("Leadership"),
    "management": mark("Management"),
    "board": mark("Board"),
    "clinical-front-line": mark("Clinical front line"),
    "other-front-line": mark("Other front line"),
    "informatics": mark("Informatics and data"),
    "quality": mark("Quality and safety"),
    "research": mark("Research and education"),
    "finance": mark("Finance"),
    PATIENT_PARTNER: mark("Patient or family partner"),
}
ROLE_GROUPS = tuple(ROLE_GROUP_NAMES)
ITEMS_A_MINUTE = 2


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """`sections` are the subjects asked by default, in the order of asking."""

    code: str
    name: Text
    who: Text
    sections: tuple[str, ...]
    more: tuple[str, ...] = ()  # what the lead may add, because the group could know it too
    introduction: tuple[Text, ...] = ()


@dataclass(frozen=True)
class RatingGuide:
    """Of the ten role groups, each once. Any other code raises KeyError."""

    version: str
    role_groups: tuple[RoleGroup, ...]
    staff_only: frozenset[str]
    general_introduction: tuple[Text, ...]
    digest: str = ""
    revision: int = 0  # 0 where the version has no guide
    translation: Translated | None = field(default=None, compare=False)

    @cached_property
    def _by_code(self) -> dict[str, RoleGroup]:
        return {group.code: group for group in self.role_groups}

    def sections_for(self, role_group: str) -> tuple[str, ...]:
        return self._by_code[role_group].sections

    def more_for(self, role_group: str) -> tuple[str, ...]:
        return self._by_code[role_group].more

    def name_of(self, role_group: str) -> Text:
        return self._by_code[role_group].name

    def who(self, role_group: str) -> Text:
        return self._by_code[role_group].who

    def introduction(self, role_group: str) -> tuple[Text, ...]:
        return self._by_code[role_group].introduction or self.general_introduction

    def items_asked(
        self, definition: Definition, subject: str, role_group: str, sector: str
    ) -> tuple[Item, ...]:
        """Without what is not applicable to the sector, and what only staff can see."""
        unseen = self.staff_only if role_group == PATIENT_PARTNER else frozenset()
        return tuple(
            item
            for item in definition.items_by_subject[subject]
            if item.code not in unseen and sector not in item.not_applicable_to
        )

    def offered(self, definition: Definition, role_group: str, sector: str) -> tuple[str, ...]:
        """Every subject of which something is asked: the likeliest first."""
        group = self._by_code[role_group]
        subjects = (subject.code for subject in definition.subjects)
        return tuple(
            subject
            for subject in dict.fromkeys((*group.sections, *group.more, *subjects))
            if self.items_asked(definition, subject, role_group, sector)
        )

    def minutes(
        self, definition: Definition, subjects: tuple[str, ...], role_group: str, sector: str
    ) -> int:
        count = sum(
            len(self.items_asked(definition, subject, role_group, sector)) for subject in subjects
        )
        return -(-count // ITEMS_A_MINUTE)


def empty_guide(definition: Definition) -> RatingGuide:
    """For a version without a guide. Nobody has said what a partner can see, so it is nothing."""
    every = tuple(subject.code for subject in definition.subjects)
    return RatingGuide(
        version=definition.version,
        role_groups=tuple(
            RoleGroup(code, Text(name), EMPTY, () if code == PATIENT_PARTNER else every)
            for code, name in ROLE_GROUP_NAMES.items()
        ),
        staff_only=frozenset(item.code for item in definition.items),
        general_introduction=(),
    )
