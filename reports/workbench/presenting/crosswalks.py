"""The field's means under the headings of other frameworks. An aim has no mean of its own: that
would be a new measure, and no release publishes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from commitments.definition import Crosswalk, Definition, Text
from reports.releases.shown import FigureView
from reports.workbench.wording import capital_mean, in_full


@dataclass(frozen=True, slots=True)
class AimLine:
    code: str
    name: str
    shown: str
    differs: bool
    note: str


@dataclass(frozen=True, slots=True)
class Aim:
    name: str
    lines: tuple[AimLine, ...]


@dataclass(frozen=True, slots=True)
class FieldCrosswalk:
    code: str
    name: str
    editorial: bool
    note: str
    aims: tuple[Aim, ...]
    unmapped: tuple[AimLine, ...]


def present_crosswalks(
    definition: Definition, figures: Mapping[str, FigureView]
) -> tuple[FieldCrosswalk, ...]:
    return tuple(_present(definition, figures, each) for each in definition.crosswalks)


def _present(
    definition: Definition, figures: Mapping[str, FigureView], crosswalk: Crosswalk
) -> FieldCrosswalk:
    order = {subject.code: place for place, subject in enumerate(definition.subjects)}
    entries = sorted(crosswalk.entries, key=lambda entry: order[entry.subject])

    def line(code: str, note: Text, *, differs: bool = False) -> AimLine:
        name = in_full(definition.subject_by_code[code])
        return AimLine(code, name, capital_mean(figures[code]), differs, str(note))

    return FieldCrosswalk(
        crosswalk.code,
        str(crosswalk.name),
        crosswalk.editorial,
        str(crosswalk.note),
        tuple(
            Aim(
                str(name),
                tuple(
                    line(entry.subject, entry.note, differs=entry.sources_differ)
                    for entry in entries
                    if entry.target == target
                ),
            )
            for target, name in crosswalk.targets
        ),
        tuple(line(code, note) for code, note in crosswalk.unmapped),
    )
