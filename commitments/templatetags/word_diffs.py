from functools import lru_cache
from itertools import pairwise
from typing import Any

from django import template

from commitments.comparing import Piece, words_diff

register = template.Library()

PAIRS_KEPT = 4096


@register.inclusion_tag("_partials/word_diff.html")
def word_diff(before: str, after: str) -> dict[str, Any]:
    """One text that shows what went and what came, for eyes and for screen readers."""
    return {"pieces": _pieces(before, after)}


@lru_cache(maxsize=PAIRS_KEPT)
def _pieces(before: str, after: str) -> tuple[tuple[Piece, bool], ...]:
    pieces = words_diff(before, after)
    apart = [False, *(_touch(one, other) for one, other in pairwise(pieces))]
    return tuple(zip(pieces, apart, strict=False))


def _touch(one: Piece, other: Piece) -> bool:
    """Whether a space has to stand between them, where one took the place of the other."""
    replaced = (one.op, other.op) == ("gone", "new")
    return replaced and not one.text[-1].isspace() and not other.text[0].isspace()
