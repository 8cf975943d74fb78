"""What differs between two framework versions, and what the differences mean. Pure."""

from commitments.comparing.changes import Change, Comparison, Kind, What
from commitments.comparing.fates import Fate, comparable_items, item_fates
from commitments.comparing.versions import compare
from commitments.comparing.words import Op, Piece, words_diff

__all__ = [
    "Change",
    "Comparison",
    "Fate",
    "Kind",
    "Op",
    "Piece",
    "What",
    "comparable_items",
    "compare",
    "item_fates",
    "words_diff",
]
