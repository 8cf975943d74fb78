"""What may be shown of few raters, so that nobody learns from it what one of them said. Pure.

All that leaves the raters' own pages passes here: pages, reports, files, logs. The attacker knows
who was asked and took part, in which role group, and who rated late; sees all that is shown,
before and after late ratings; and can subtract. What was decided, and why:
docs/decisions/0013-what-few-raters-show.md.

Everywhere `named` are the ids of the raters who chose to be named, and `rounds` says in which round
a rating was given, by rater and item: one that is absent was given in the first.
"""

from assessments.anonymity.changes import (
    RatedSide,
    hide_verdicts,
    redact_comparison,
    withheld_verdicts,
)
from assessments.anonymity.documents import redact
from assessments.anonymity.groups import OTHERS, ShownGroup, merge_role_groups
from assessments.anonymity.items import (
    AGREE,
    FURTHER_APART,
    WITHIN_ONE,
    ShownItem,
    may_accept,
    may_enter,
    show_item,
)
from assessments.anonymity.notes import Note, show_notes
from assessments.anonymity.people import FEWEST, Rounds
from assessments.anonymity.role_gaps import ShownGap
from assessments.anonymity.subjects import ShownAgreement, show_agreement

__all__ = [
    "AGREE",
    "FEWEST",
    "FURTHER_APART",
    "OTHERS",
    "WITHIN_ONE",
    "Note",
    "RatedSide",
    "Rounds",
    "ShownAgreement",
    "ShownGap",
    "ShownGroup",
    "ShownItem",
    "hide_verdicts",
    "may_accept",
    "may_enter",
    "merge_role_groups",
    "redact",
    "redact_comparison",
    "show_agreement",
    "show_item",
    "show_notes",
    "withheld_verdicts",
]
