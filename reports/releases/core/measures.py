"""What is measured of each organization, and on which organizations a measure rests."""

from dataclasses import dataclass, field
from typing import Literal

from reports.releases.core.members import Bools

Kind = Literal["score", "derived", "change", "levels", "share", "question", "count"]

# Kinds of measures that are made of one cycle's answers alone.
OF_ANSWERS = frozenset({"score", "derived", "levels"})


@dataclass(frozen=True, eq=False)
class Measure:
    """`respondents` marks the members that have a value.

    Codes: a subject's own ("safe", "S1"), `item:safe.1`, and derived from parts
    `pillar:science`, `index:foundations`, `lag:safe`, `change:safe`; of plans `barrier:<code>`,
    `barrier:<code>@<subject>`, `action:<state>`, `actions@<subject>`; of questions
    `question:<statistic>:<item>` (whole field alone); `joined` for participation.

    `components` are measures from whose published figures this one could be worked out, or that
    could be worked out with it. `earlier` is, for a change, each member's card of the cycle before,
    or "" where it has none: the unknown is the difference of the two.
    """

    code: str
    kind: Kind
    respondents: Bools
    components: tuple[str, ...] = ()
    earlier: tuple[str, ...] = field(default=())
