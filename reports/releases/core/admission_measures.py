"""For each measure, in which of the tables it is published: with its own respondents."""

from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from reports.releases.core.admission_changes import change_candidates, change_layers
from reports.releases.core.admission_layers import (
    change_layer,
    find_measure,
    measure_layer,
    own_change_layer,
)
from reports.releases.core.admitted import PastRelease, Refusal
from reports.releases.core.joint_check import layers_pass
from reports.releases.core.measures import Measure
from reports.releases.core.members import Bools, Ints, Members
from reports.releases.core.publishable import places_of, sound_cells
from reports.releases.core.tables import Table
from reports.releases.core.thresholds import Thresholds
from reports.releases.core.unknowns import Layer

Places = tuple[int, ...]

# Of how many score cards, over all different masks of respondents, all tables are checked.
AFFORDED_CARDS = 4_000_000


@dataclass(frozen=True, eq=False)
class MeasureAdmission:
    """The measures of one release, admitted one after the other; parts before what they make."""

    members: Members
    measures: Sequence[Measure]
    tables: tuple[Table, ...]
    earlier: Sequence[PastRelease]
    thresholds: Thresholds
    known: MutableMapping[str, bool]
    admitted: dict[str, Places] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    masks: dict[bytes, int] = field(default_factory=dict)

    def admit(self, measure: Measure) -> None:
        """Puts its places into `admitted`; parts must stand there already."""
        places = self._own(measure)
        if measure.kind == "change":
            places = self._as_change(measure, places)
        for part in self._published_parts(measure):
            places = self._beside(measure, part, places)
        self.admitted[measure.code] = places

    def _published_parts(self, measure: Measure) -> Iterator[Measure]:
        """Of a part that is not published its own parts: together they say what it would."""
        for code in measure.components:
            part = find_measure(self.measures, code)
            if part is not None and self.admitted.get(code):
                yield part
            elif part is not None:
                yield from self._published_parts(part)

    def _own(self, measure: Measure) -> Places:
        """Rules 1 and 5, with its own respondents."""
        places = tuple(range(len(self.tables)))
        if measure.kind == "question":
            places = self._keep(measure, places, [0], "whole_field")
        sound = self._sound(measure.respondents, places)
        places = self._keep(measure, places, sound, "small_cells")
        places = self._keep(measure, places, self._afforded(measure, places), "effort")
        make = own_change_layer if measure.kind == "change" else _plain_layer
        past = [
            layer(one.members, before, _tables(one, before))
            for one in self.earlier
            for code, layer in ((measure.code, make), (f"change:{measure.code}", change_layer))
            if (before := find_measure(one.measures, code)) and _tables(one, before)
        ]
        layers = _Layers(lambda tables: [*past, make(self.members, measure, tables)])
        return self._pass(measure, places, layers, "joint_check")

    def _afforded(self, measure: Measure, places: Places) -> Places:
        """All; or the first two, which are soon checked: the whole field and one that divides it.

        Counted are all masks, whether their verdicts are remembered or not, and not time: so a
        release comes out the same on any machine.
        """
        mask = measure.respondents.tobytes()
        number = self.masks.setdefault(mask, len(self.masks) + 1)
        return places if number * len(self.members) <= AFFORDED_CARDS else places[:2]

    def _as_change(self, measure: Measure, places: Places) -> Places:
        """Rule 6: those who came and went, and the joint check with the scores themselves."""
        code = measure.code.removeprefix("change:")
        nobody = np.zeros(len(self.members), dtype=bool)
        base = find_measure(self.measures, code) or Measure(code, "score", nobody)
        candidates = change_candidates(
            self.members, measure, base, self.earlier, self.thresholds,
            [self.tables[place] for place in places],
        )  # fmt: skip
        kept = [place for place, sound in zip(places, candidates, strict=True) if sound]
        places = self._keep(measure, places, kept, "change")
        scores = [self.tables[place] for place in self.admitted.get(code, ())]
        layers = _Layers(
            lambda tables: change_layers(
                self.members, measure, base, scores, self.earlier, list(tables)
            ),
            latest=2 if scores else 1,
        )
        return self._pass(measure, places, layers, "joint_check")

    def _beside(self, measure: Measure, part: Measure, places: Places) -> Places:
        """Rule 6: where the part is published, with respondents that are equal or differ by
        publishable sets, which must themselves pass as a measure would: what differs is what a
        subtraction leaves.
        """
        places = self._keep(measure, places, self.admitted[part.code], "parts")
        for more, less in ((measure, part), (part, measure)):
            mask = more.respondents & ~less.respondents
            places = self._keep(measure, places, self._sound(mask, places), "parts")
            if not mask.any():
                continue
            layers = _Layers(self._differences(mask, more.code, less.code))
            places = self._pass(measure, places, layers, "parts")
        return places

    def _differences(
        self, mask: Bools, more: str, less: str
    ) -> Callable[[Sequence[Table]], list[Layer]]:
        past = list(self._past_differences(more, less))
        return lambda tables: [*past, measure_layer(self.members, mask, tables)]

    def _past_differences(self, more: str, less: str) -> Iterable[Layer]:
        for one in self.earlier:
            first, second = find_measure(one.measures, more), find_measure(one.measures, less)
            if first and second:
                common = set(_tables(one, first)) & set(_tables(one, second))
                mask = first.respondents & ~second.respondents
                if common and mask.any():
                    tables = [table for table in one.admission.tables if table in common]
                    yield measure_layer(one.members, mask, tables)

    def _sound(self, mask: Bools, places: Places) -> list[int]:
        systems = self._systems[mask]
        return [
            place
            for place in places
            if sound_cells(
                self._cells(place)[mask],
                systems,
                self.thresholds,
                count=len(self.tables[place].cells),
            ).all()
        ]

    @property
    def _systems(self) -> Ints:
        return places_of(self.members.systems)

    def _cells(self, place: int) -> Ints:
        return self.tables[place].assign(self.members)

    def _keep(self, measure: Measure, places: Places, kept: Iterable[int], reason: str) -> Places:
        kept = set(kept)
        self._refuse(measure, [place for place in places if place not in kept], reason)
        return tuple(place for place in places if place in kept)

    def _pass(self, measure: Measure, places: Places, layers: "_Layers", reason: str) -> Places:
        def passes(chosen: Places) -> bool:
            return layers_pass(
                layers.make([self.tables[place] for place in chosen]),
                self.thresholds,
                self.known,
                latest=layers.latest,
            )

        return self._keep(measure, places, first_that_pass(places, passes), reason)

    def _refuse(self, measure: Measure, places: Iterable[int], reason: str) -> None:
        self.refused.extend(Refusal(self.tables[place], measure.code, reason) for place in places)


@dataclass(frozen=True)
class _Layers:
    make: Callable[[Sequence[Table]], list[Layer]]
    latest: int = 1


def _plain_layer(members: Members, measure: Measure, tables: Iterable[Table]) -> Layer:
    return measure_layer(members, measure.respondents, tables)


def _tables(release: PastRelease, measure: Measure) -> list[Table]:
    return [release.admission.tables[one] for one in release.admission.measures[measure.code]]


def first_that_pass(places: Places, passes: Callable[[Places], bool]) -> Places:
    """What is left if each is tried in turn with those that passed before it.

    What passes with more, passes with less; so as many as pass together are found by halving,
    and the first one that does not is left out.
    """
    admitted: Places = ()
    while places:
        if passes(admitted + places):
            return admitted + places
        good, bad = 0, len(places)
        while bad - good > 1:
            middle = (good + bad) // 2
            if passes(admitted + places[:middle]):
                good = middle
            else:
                bad = middle
        admitted, places = admitted + places[:good], places[good + 1 :]
    return admitted


def parts_first(measures: Sequence[Measure]) -> list[Measure]:
    """In their order, but each after the measures that it is made of."""
    by_code = {measure.code: measure for measure in measures}
    ordered: dict[str, Measure] = {}
    open_codes: set[str] = set()

    def place(measure: Measure) -> None:
        if measure.code in ordered or measure.code in open_codes:
            return
        open_codes.add(measure.code)
        for code in (*measure.components, measure.code.removeprefix("change:")):
            if code in by_code:
                place(by_code[code])
        ordered[measure.code] = measure

    for measure in measures:
        place(measure)
    return list(ordered.values())
