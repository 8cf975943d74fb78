"""What rounded counts of answers give away: sets in which nearly all must have answered alike.

For each answer, how many of each atom gave it are unknown whole numbers; a printed count is an
interval of them, "0–2" too. A set is given away where no possible answers leave more than two of
its members with another answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor, inf

from tests.attacker.bounds import Inequalities
from tests.attacker.published import Cell, Figure, Knowledge

SMALL = 2
MAY_DIFFER = 2
LEVELS = 5


def counts_between(printed: int, total: int, step: int) -> tuple[float, float]:
    """Which counts are printed so: nearest 5, up to 2 as 0."""
    if step == 1:
        return float(printed), float(printed)
    if printed == 0:
        return 0.0, float(min(SMALL, total))
    return max(SMALL + 1.0, ceil(printed - step / 2)), min(float(total), floor(printed + step / 2))


def given_away(
    figures: Sequence[Figure], knowledge: Knowledge, sets: Sequence[tuple[int, Cell]]
) -> Iterator[tuple[int, Cell, int]]:
    """(release, cell, answer) of each of `sets` in which nearly all must have given the answer.

    All `figures` are of one measure. Of a share only those who have it are counted: answer 0 is
    "has it", 1 "has it not".
    """
    printed = [figure for figure in figures if figure.counts]
    if not printed:
        return
    measure = printed[0].measure
    asked = [Figure(release, cell, measure, 0) for release, cell in sets]
    atoms = _atoms([*printed, *asked], knowledge)
    answers = 2 if len(printed[0].counts) == 1 else LEVELS
    made = _inequalities(printed, knowledge, atoms, answers)
    for figure in asked:
        inside = _inside(atoms, figure, knowledge)
        if sum(len(atoms[at]) for at in inside) <= MAY_DIFFER:
            continue
        for answer in range(answers):
            others = {
                made.index[f"{at} {other}"]: -1.0
                for at in inside
                for other in range(answers)
                if other != answer
            }
            if -made.smallest(others) <= MAY_DIFFER + 1e-6:
                yield figure.release, figure.cell, answer


def _atoms(figures: Sequence[Figure], knowledge: Knowledge) -> list[frozenset[str]]:
    """Respondents' cards that stand in the same cells."""
    stands: dict[str, list[int]] = {}
    for place, figure in enumerate(figures):
        for one in knowledge.members(figure):
            stands.setdefault(one.card, []).append(place)
    together: dict[tuple[int, ...], set[str]] = {}
    for card, places in stands.items():
        together.setdefault(tuple(places), set()).add(card)
    return [frozenset(cards) for cards in together.values()]


def _inside(atoms: Sequence[frozenset[str]], figure: Figure, knowledge: Knowledge) -> list[int]:
    members = {one.card for one in knowledge.members(figure)}
    return [at for at, cards in enumerate(atoms) if cards <= members]


def _inequalities(
    figures: Sequence[Figure], knowledge: Knowledge, atoms: Sequence[frozenset[str]], answers: int
) -> Inequalities:
    made = Inequalities()
    for at, cards in enumerate(atoms):
        whole = {
            made.unknown(f"{at} {answer}", 0.0, float(len(cards))): 1.0 for answer in range(answers)
        }
        made.add(whole, len(cards), len(cards))
    for figure in figures:
        inside = _inside(atoms, figure, knowledge)
        size = sum(len(atoms[at]) for at in inside)
        # "Not applicable" and "don't know" are of others than the respondents.
        for answer, printed in enumerate(figure.counts[:answers]):
            low, high = counts_between(printed, size, figure.count_step)
            made.add({made.index[f"{at} {answer}"]: 1.0 for at in inside}, low, high)
        if figure.mean is not None:
            _add_mean(made, figure, inside)
    return made


def _add_mean(made: Inequalities, figure: Figure, inside: Sequence[int]) -> None:
    """Of the levels alone: Σ (level − mean ∓ 0.05) over those with a level."""
    assert figure.mean is not None
    for half, low, high in ((-0.05, 0.0, inf), (0.05, -inf, 0.0)):
        if (half < 0 and figure.open_end < 0) or (half > 0 and figure.open_end > 0):
            continue
        made.add(
            {
                made.index[f"{at} {level}"]: level - (figure.mean + half)
                for at in inside
                for level in range(LEVELS)
            },
            low,
            high,
        )


def holes(
    published: Mapping[str, Sequence[Figure]], knowledge: Knowledge
) -> Iterator[tuple[str, int, Cell]]:
    """(measure, release, cell): withheld in a table whose other cells show it, though not empty.

    A table is published whole, so such a hole says why it is one.
    """
    tables: dict[tuple[int, tuple[str, ...]], set[Cell]] = {}
    for figures in published.values():
        for figure in figures:
            attributes = tuple(attribute for attribute, _ in figure.cell)
            tables.setdefault((figure.release, attributes), set()).add(figure.cell)
    for measure, figures in published.items():
        shown: dict[tuple[int, tuple[str, ...]], dict[str, set[Cell]]] = {}
        for figure in figures:
            table = (figure.release, tuple(attribute for attribute, _ in figure.cell))
            kinds = shown.setdefault(table, {"mean": set(), "counts": set()})
            if figure.mean is not None:
                kinds["mean"].add(figure.cell)
            if figure.counts:
                kinds["counts"].add(figure.cell)
        for table, kinds in shown.items():
            for cells in kinds.values():
                for cell in tables[table] - cells if cells else ():
                    if knowledge.members(Figure(table[0], cell, measure, 0)):
                        yield measure, table[0], cell
