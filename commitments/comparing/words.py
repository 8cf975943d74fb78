"""Two texts word by word. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Op = Literal["same", "gone", "new"]

_TOKENS = re.compile(r"\s+|\w+(?:['’\-]\w+)*|[^\w\s]")
_WORD = re.compile(r"\w")
# One common word between two changes ("of", "the") is chance, and breaks a sentence into crumbs.
_ISLAND_WORDS = 1
# Where this little is common, two whole texts are easier to read than their pieces.
_LEAST_COMMON = 0.25
# Pairs of tokens to compare at most; longer texts are shown whole. Far above any text of a file.
_MOST_PAIRS = 1_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    op: Op
    text: str


def words_diff(before: str, after: str) -> list[Piece]:
    """Pieces in reading order: "same" and "gone" make up `before`, "same" and "new" `after`.

    What is gone stands before what is new in its place.
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    runs = _runs(old, new)
    if _common_words(runs) < _LEAST_COMMON * max(_words(old), _words(new)):
        runs = [(old, new)] if old != new else runs
    return list(_pieces(_without_islands(runs)))


# A run is the tokens of before and those of after; they are the same object where nothing changed.
_Run = tuple[list[str], list[str]]


def _runs(old: list[str], new: list[str]) -> list[_Run]:
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    head, tail = old[:start], old[len(old) - end :]
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    middle: list[_Run]
    if len(old) * len(new) > _MOST_PAIRS or not old or not new:
        middle = [(old, new)]
    else:
        matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
        middle = [
            (kept := old[a:b], kept if op == "equal" else new[c:d])
            for op, a, b, c, d in matcher.get_opcodes()
        ]
    return [run for run in [(head, head), *middle, (tail, tail)] if run[0] or run[1]]


def _shared(old: Iterable[str], new: Iterable[str]) -> int:
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _words(tokens: list[str]) -> int:
    return sum(bool(_WORD.match(token)) for token in tokens)


def _common_words(runs: list[_Run]) -> int:
    return sum(_words(old) for old, new in runs if old is new)


def _without_islands(runs: list[_Run]) -> list[_Run]:
    """Joins changes between which next to nothing stays."""
    joined: list[_Run] = []
    for index, (old, new) in enumerate(runs):
        inner = bool(joined) and index + 1 < len(runs)
        island = old is new and inner and _words(old) <= _ISLAND_WORDS
        changed_before = bool(joined) and joined[-1][0] is not joined[-1][1]
        if changed_before and (island or old is not new):
            joined[-1] = (joined[-1][0] + old, joined[-1][1] + new)
        else:
            joined.append((old, new))
    return joined


def _pieces(runs: list[_Run]) -> Iterator[Piece]:
    for old, new in runs:
        if old is new:
            yield Piece("same", "".join(old))
            continue
        if old:
            yield Piece("gone", "".join(old))
        if new:
            yield Piece("new", "".join(new))
