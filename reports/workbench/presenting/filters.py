"""The choices that a page offers: what stands in a published table, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from lhs_portal.lib.wording import say
from reports.presentation.wording import listed
from reports.releases.cuts import Cut
from reports.releases.profile import ATTRIBUTES
from reports.releases.reading import TableView
from reports.workbench.presenting.material import spell_out


@dataclass(frozen=True, slots=True)
class Option:
    key: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    attribute: str
    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """`together` says in words which two attributes may be chosen at once."""

    choices: tuple[Choice, ...]
    together: str


def present_filters(tables: Sequence[TableView], cut: Cut | None) -> Filters:
    """`cut` is None where nothing is shown: then nothing is chosen either."""
    chosen = dict(cut.filters) if cut else {}
    choices = []
    for attribute in ATTRIBUTES:
        groups = {
            group.key: spell_out(group)
            for table in tables
            for axis in table.axes
            if axis.attribute == attribute.code
            for group in axis.groups
        }
        options = tuple(
            Option(key, label, chosen.get(attribute.code) == key) for key, label in groups.items()
        )
        if options:
            choices.append(Choice(attribute.code, say(attribute.name), options))
    return Filters(tuple(choices), _tell_pairs(tables))


def _tell_pairs(tables: Sequence[TableView]) -> str:
    pairs = [
        say("{one} with {other}", one=table.axes[0].name, other=table.axes[1].name.lower())
        for table in tables
        if len(table.axes) == 2
    ]
    if not pairs:
        return say("This release shows one attribute at a time, and no two together.")
    return say("Two together, as far as this release shows them: {pairs}.", pairs=listed(pairs))
