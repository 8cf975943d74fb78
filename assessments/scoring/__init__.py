"""The one place where scores are computed: a definition and a sheet in, a frozen card out. Pure.

`score` is the way in. A change in any rule here is a new SCORING_VERSION: a finished card is never
recomputed in place.
"""

from assessments.scoring.build import score
from assessments.scoring.card import SCORING_VERSION, ScoreCard

__all__ = ["SCORING_VERSION", "ScoreCard", "score"]
