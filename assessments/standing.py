"""Where an assessment stands: who has it in hand, and what is said of it on its home page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from assessments.actions.signing import can_sign
from assessments.answer_sheet import Answer
from assessments.changes import Stored
from assessments.models import Assessment, RaterInvitation, SignOff
from assessments.queries import load_last_cycle
from assessments.rater_queries import load_raters, newest_round
from assessments.signing_queries import Returned, load_returned, load_sponsor, newest_sign_off
from assessments.states import PREPARING
from commitments.queries import load_definition
from lhs_portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class Standing:
    """What does not belong to the state is empty, and costs no query.

    Numbers of raters are for leads; `rates` and `to_rate` say whether the reader rates, and has
    sections open.
    """

    raters: int = 0
    finished: int = 0
    invited: int = 0
    closes_on: date | None = None
    rates: bool = False
    to_rate: bool = False
    suggestions: int = 0
    suggested_by: str = ""
    returned: Returned | None = None
    sponsor: User | None = None
    may_sign: bool = False
    sign_off: SignOff | None = None


def load_standing(
    assessment: Assessment, reader: User, answers: Mapping[str, Stored[Answer]]
) -> Standing:
    if assessment.signed:
        return Standing(sign_off=newest_sign_off(assessment))
    if assessment.awaiting:
        return Standing(sponsor=load_sponsor(assessment), may_sign=can_sign(assessment, reader))
    if assessment.independent:
        return _of_raters(assessment, reader)
    waiting = load_suggestions(assessment, answers)
    return Standing(
        suggestions=len(waiting),
        suggested_by=next((title for title, _ in waiting.values()), ""),
        returned=load_returned(assessment),
    )


def load_suggestions(
    assessment: Assessment, answers: Mapping[str, Stored[Answer]]
) -> dict[str, tuple[str, Answer]]:
    """Where it began from earlier answers: those to items that have none yet, with their title."""
    if assessment.copied_from_id is None:
        return {}
    definition = load_definition(assessment.framework_version)
    return {
        code: (title, answer)
        for code, (title, answer) in load_last_cycle(assessment, definition.items).items()
        if answer.complete and not answers[code].entry.complete
    }


def _of_raters(assessment: Assessment, reader: User) -> Standing:
    raters = list(load_raters(assessment))
    mine = next((rater for rater in raters if rater.user_id == reader.pk), None)
    newest = newest_round(assessment) if assessment.rating else None
    return Standing(
        raters=len(raters),
        finished=sum(_open_sections(rater) == 0 for rater in raters),
        invited=_open_invitations(assessment) if assessment.state == PREPARING else 0,
        closes_on=newest.closes_on if newest else None,
        rates=mine is not None,
        to_rate=mine is not None and _open_sections(mine) > 0,
        returned=load_returned(assessment),
    )


def _open_sections(rater: object) -> int:
    """Of a rater as `load_raters` gives it."""
    return int(rater.asked - rater.finished - rater.declined)  # type: ignore[attr-defined]


def _open_invitations(assessment: Assessment) -> int:
    return RaterInvitation.objects.filter(
        assessment=assessment,
        accepted_at=None,
        withdrawn_at=None,
        expires_at__gt=timezone.now(),
    ).count()
