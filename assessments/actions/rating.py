"""A rater's own writes: her ratings, what she can know, and whether she is named.

None of them is told in the history but that a section is finished: when and how often somebody
rates would say something of the ratings.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from assessments.actions.raters import lock_assessment
from assessments.actions.saved import Saved
from assessments.answer_sheet import Answer
from assessments.changes import AnswerChange, Stored, UnknownCode, content_of, weigh
from assessments.models import Assessment, Rater, Rating
from assessments.own_ratings import (
    Asked,
    AskedSection,
    load_asked,
    load_own,
    load_round,
    still_asked,
)
from assessments.permissions import Frozen
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import mark, say

NOT_ASKED = mark("This is not, or no longer, a part of what you are asked to rate.")
EDITED = ("level", "not_applicable", "dont_know", "note")


class NotAsked(Refused):
    """The rater is not asked about this, or no longer."""


@dataclass(frozen=True, slots=True)
class SavedRatings(Saved[Answer]):
    """`fixed` are the items whose rating is in the figures: what was posted for them is refused."""

    asked: Asked
    fixed: frozenset[str]


def save_ratings(
    *, assessment: Assessment | UUID, changes: Iterable[AnswerChange], by: User
) -> SavedRatings:
    """As save_answers, for one person in several windows. It takes up a section that was declined.

    Raises Http404 for who does not take part, NotAsked, and Frozen where no round is open.
    """
    changes = tuple(changes)
    with transaction.atomic():
        rater = _lock_part(assessment, by)
        _check_round(rater.assessment)
        asked = load_asked(rater)
        own = load_own(rater, asked, notes_of=[change.code for change in changes])
        try:
            to_save, conflicts = weigh(changes, own.stored)
        except UnknownCode as fault:
            raise NotAsked(say(NOT_ASKED)) from fault
        fixed = own.in_figures & (to_save.keys() | conflicts.keys())
        new = {
            code: replace(
                own.stored[code],
                entry=entry,
                version=own.stored[code].version + 1,
                updated_by=by.pk,
            )
            for code, entry in to_save.items()
            if code not in fixed
        }
        if new:
            _write(rater, new)
            asked = _take_up_again(rater, asked, new)
    return SavedRatings(
        rater.assessment,
        {**own.stored, **new},
        tuple(new),
        {code: conflict for code, conflict in conflicts.items() if code not in fixed},
        timezone.now(),
        asked,
        fixed,
    )


def finish_section(*, assessment: Assessment | UUID, subject: str, by: User) -> bool:
    """False while an item of it has no rating. A second time it changes nothing.

    Raises Http404, NotAsked, Frozen.
    """
    return bool(finish_sections(assessment=assessment, subjects=[subject], by=by))


def finish_sections(
    *, assessment: Assessment | UUID, subjects: Iterable[str], by: User
) -> tuple[str, ...]:
    """Those of them that are finished now, with an event for each that was not before.

    Raises as `finish_section`.
    """
    with transaction.atomic():
        rater = _lock_part(assessment, by)
        _check_round(rater.assessment)
        asked = load_asked(rater)
        own = load_own(rater, asked)
        sections = [_section(asked, subject) for subject in subjects]
        done = [section for section in sections if section.finished or own.all_rated(section)]
        new = [section for section in done if not section.finished]
        if new:
            codes = [section.subject.code for section in new]
            rows = rater.sections.filter(subject__in=codes)
            rows.update(finished_at=timezone.now(), declined_at=None)
        for section in new:
            record_event(
                "finished section",
                rater.assessment,
                by=by,
                organization=rater.assessment.organization,
                what=str(section.subject.name),
            )
    return tuple(section.subject.code for section in done)


def decline_section(*, assessment: Assessment | UUID, subject: str, by: User) -> None:
    """Not in a position to say. What she rated there is kept, and does not count meanwhile.

    Raises Http404, NotAsked, Frozen.
    """
    _turn(assessment, subject, declined=True, by=by)


def take_up_section_again(*, assessment: Assessment | UUID, subject: str, by: User) -> None:
    """Raises Http404, NotAsked, Frozen."""
    _turn(assessment, subject, declined=False, by=by)


def choose_named(*, assessment: Assessment | UUID, named: bool, by: User) -> None:
    """Whether her name stands beside her ratings. Raises Http404, and Refused after a close."""
    with transaction.atomic():
        rater = _lock_part(assessment, by)
        if load_round(rater).closed_once:
            raise Refused(
                say(
                    "A round has been closed, so this choice stays as it is: if names came or went "
                    "now, others could tell who gave which rating."
                )
            )
        rater.named = named
        rater.save(update_fields=["named"])


def _turn(assessment: Assessment | UUID, subject: str, *, declined: bool, by: User) -> None:
    with transaction.atomic():
        rater = _lock_part(assessment, by)
        if not still_asked(rater):
            raise Frozen(why_closed(rater.assessment))
        section = _section(load_asked(rater), subject)
        if section.declined == declined:
            return
        rows = rater.sections.filter(subject=subject)
        if declined:
            rows.update(declined_at=timezone.now(), finished_at=None)
        else:
            rows.update(declined_at=None)


def why_closed(assessment: Assessment) -> str:
    if assessment.open and not assessment.settling:
        return say("The round is not open yet: a lead of the organization opens it.")
    return say(
        "The round is closed, so ratings are not taken any more. A lead of the organization can "
        "open it again for late ones."
    )


def _lock_part(assessment: Assessment | UUID, by: User) -> Rater:
    """The person's part, under the lock of the assessment: no round closes in the middle of it.

    Raises Http404.
    """
    pk = assessment.pk if isinstance(assessment, Assessment) else assessment
    try:
        row = lock_assessment(pk)
    except Assessment.DoesNotExist as fault:
        raise Http404 from fault
    rater = Rater.objects.taking_part().filter(assessment=row, user=by).first()
    if rater is None:
        raise Http404("You are not asked to rate this assessment.")
    rater.assessment = row
    return rater


def _check_round(assessment: Assessment) -> None:
    if not assessment.rating:
        raise Frozen(why_closed(assessment))


def _section(asked: Asked, subject: str) -> AskedSection:
    section = asked.section_by_code.get(subject)
    if section is None:
        raise NotAsked(say(NOT_ASKED))
    return section


def _write(rater: Rater, new: dict[str, Stored[Answer]]) -> None:
    """Insert or update, in one statement."""
    number = rater.assessment.rounds.values_list("number", flat=True).get(closed_at=None)
    Rating.objects.bulk_create(
        [
            Rating(
                rater=rater,
                item_id=row.part_id,
                version=row.version,
                round=number,
                **{name: content_of(row.entry)[name] for name in EDITED},
            )
            for row in new.values()
        ],
        update_conflicts=True,
        unique_fields=["rater", "item"],
        update_fields=[*EDITED, "version", "round"],
    )


def _take_up_again(rater: Rater, asked: Asked, codes: Iterable[str]) -> Asked:
    """Whoever rates in a section says that she can."""
    rated = {asked.items[code].subject for code in codes}
    declined = {section.code for section in asked.sections if section.declined} & rated
    if not declined:
        return asked
    rater.sections.filter(subject__in=declined).update(declined_at=None)
    return replace(
        asked,
        sections=tuple(
            replace(section, declined=section.declined and section.code not in declined)
            for section in asked.sections
        ),
    )
