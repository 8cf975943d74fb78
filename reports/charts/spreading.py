"""Puts labels beside the places that they belong to, so that none lies over another."""

from collections.abc import Sequence


def spread(wanted: Sequence[tuple[float, float]], low: float, high: float) -> list[float]:
    """Centres of labels along a line, from pairs of wanted centre and height.

    Labels keep the order of their wanted centres (of equals, the given one), do not overlap, and
    lie within `low` and `high` where there is room for all; where there is not, they go on past
    `high`.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place][0])
    groups: list[_Group] = []
    for place in order:
        groups.append(_Group([place], *wanted[place]).moved_within(low, high))
        while len(groups) > 1 and groups[-2].bottom > groups[-1].top:
            last = groups.pop()
            groups.append(groups.pop().joined(last).moved_within(low, high))
    centres = [0.0] * len(wanted)
    for group in groups:
        top = group.top
        for place in group.places:
            height = wanted[place][1]
            centres[place] = top + height / 2
            top += height
    return centres


class _Group:
    """Labels that touch each other, where they lie least far from their own places."""

    def __init__(self, places: list[int], centre: float, height: float) -> None:
        self.places = places
        self.centre = centre
        self.height = height

    @property
    def top(self) -> float:
        return self.centre - self.height / 2

    @property
    def bottom(self) -> float:
        return self.centre + self.height / 2

    def joined(self, below: "_Group") -> "_Group":
        count = len(self.places) + len(below.places)
        wanted = (self.centre + below.height / 2) * len(self.places)
        wanted += (below.centre - self.height / 2) * len(below.places)
        places = [*self.places, *below.places]
        return _Group(places, wanted / count, self.height + below.height)

    def moved_within(self, low: float, high: float) -> "_Group":
        centre = max(min(self.centre, high - self.height / 2), low + self.height / 2)
        return _Group(self.places, centre, self.height)
