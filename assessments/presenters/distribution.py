"""The levels that raters gave to one item, for `assessments/_distribution.html`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.scoring.agreement import item_statistics
from lhs_portal.lib.wording import mark, say

SHOWN_FROM = 3
WITHHELD = mark("Fewer than three ratings: no distribution is shown.")
MOST_DOTS = 12
_STEP = 16  # from dot to dot, in units of the drawing, which is one step high
_SHORTEST_BAR = 2


@dataclass(frozen=True, slots=True)
class LevelRow:
    """`path` draws the dots, or the bar, on `width`; both say nothing where the count is 0."""

    level: int
    name: str
    descriptor: str = ""
    count: int = 0
    share: int = 0
    width: int = 0
    path: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Distribution:
    """Where `words` stands, it stands instead of all counts: these are 0 and no row has a path."""

    rows: tuple[LevelRow, ...]
    n: int = 0
    mean: str = ""
    median: str = ""
    words: str = ""
    bars: bool = False
    large: bool = False
    described: bool = False


def present_distribution(
    counts: Sequence[int],
    names: Sequence[str],
    descriptors: Sequence[str] = (),
    *,
    words: str = "",
    marks: Mapping[int, Sequence[str]] | None = None,
    large: bool = False,
) -> Distribution:
    """`counts` are of levels 0 to 4: ratings with a level alone, which this reader may see.

    `words` replace the figures; with fewer than three ratings something always does. `marks` are
    short texts at a level, such as "last cycle".
    """
    texts = descriptors or [""] * len(names)
    n = sum(counts)
    if words or n < SHOWN_FROM:
        rows = (
            LevelRow(level, name, text, marks=tuple((marks or {}).get(level, ())))
            for level, (name, text) in enumerate(zip(names, texts, strict=True))
        )
        return Distribution(
            tuple(rows), words=words or say(WITHHELD), large=large, described=bool(descriptors)
        )
    found = item_statistics(level for level, count in enumerate(counts) for _ in range(count))
    # Never None from two ratings on.
    mean, median = found.mean or Fraction(), found.median or Fraction()
    bars = max(counts) > MOST_DOTS
    own = {
        # A median between two levels is marked at the lower one, which is what would be accepted.
        found.lower_median: [say("median {figure}", figure=_short(median))],
    }
    own.setdefault(_nearest(mean), []).append(say("mean {figure}", figure=_two_places(mean)))
    rows = (
        LevelRow(
            level,
            name,
            text,
            count=count,
            share=_nearest(Fraction(100 * count, n)),
            width=_bar(count, n) if bars else _STEP * count,
            path=_path(count, n, bars),
            marks=(*own.get(level, ()), *(marks or {}).get(level, ())),
        )
        for level, (name, text, count) in enumerate(zip(names, texts, counts, strict=True))
    )
    return Distribution(
        rows=tuple(rows),
        n=n,
        mean=_two_places(mean),
        median=_short(median),
        bars=bars,
        large=large,
        described=bool(descriptors),
    )


def _path(count: int, n: int, bars: bool) -> str:
    """Dots are the dashes of one line, so that 40 weigh as little as one."""
    if not count:
        return ""
    half = _STEP // 2
    if bars:
        return f"M0 {half}h{_bar(count, n)}"
    # A little longer than to the last dot's middle: a line without length is not drawn everywhere.
    return f"M{half} {half}h{_STEP * (count - 1)}.1"


def _bar(count: int, n: int) -> int:
    length = _nearest(Fraction(_STEP * MOST_DOTS * count, n))
    return max(length, _SHORTEST_BAR) if count else 0


def _nearest(value: Fraction) -> int:
    """Half up; values are never negative."""
    return int(value + Fraction(1, 2))


def _two_places(value: Fraction) -> str:
    return str(Decimal(_nearest(value * 100)) / 100 + Decimal("0.00"))


def _short(median: Fraction) -> str:
    return str(median.numerator) if median.denominator == 1 else f"{float(median):.1f}"
