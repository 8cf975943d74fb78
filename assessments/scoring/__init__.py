"""The one place where scores are computed: a definition, a sheet and ratings in, a card out. Pure.

`score` is the way in; `compare` says what changed between two. A change in any rule here is a new
SCORING_VERSION: a finished card is never recomputed in place.
"""

from assessments.scoring.build import score
from assessments.scoring.card import SCORING_VERSION, ScoreCard
from assessments.scoring.change import compare
from assessments.scoring.change_card import ComparisonCard
from assessments.scoring.change_sides import Cycle, Side, Stamp
from assessments.scoring.ratings import Rating

__all__ = [
    "SCORING_VERSION",
    "ComparisonCard",
    "Cycle",
    "Rating",
    "ScoreCard",
    "Side",
    "Stamp",
    "compare",
    "score",
]
