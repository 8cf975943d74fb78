"""One answer is found for each item from the ratings, which stay as they are."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments.actions.answers import what_of, write_answers
from assessments.actions.saved import Saved
from assessments.answer_sheet import Answer
from assessments.changes import (
    CHOICES,
    AnswerChange,
    Conflict,
    Stored,
    UnknownCode,
    content_of,
    next_versions,
    weigh,
)
from assessments.merging import Seen
from assessments.models import Assessment, Consensus
from assessments.permissions import check_settle
from assessments.queries import load_answers, load_assessment
from assessments.rating_queries import load_ratings
from assessments.scoring.ratings import Ratings
from assessments.scoring.settling import settle_item
from assessments.settling_topics import Topic, topics_of
from commitments.queries import load_definition
from lhs_portal.accounts.models import User
from lhs_portal.audit.models import record_event
from lhs_portal.lib.plain_text import is_blank

REASON_NOT_APPLICABLE = (
    "More than half of the raters who answered this item chose “Not applicable”."
)


def accept_uncontested(
    *, assessment: Assessment | UUID, subject: str | None = None, by: User
) -> Saved[Answer]:
    """Settle what needs no talk, of one subject or of all: each by its lower median level.

    What is settled already stays, and what fewer than three raters said is for people to decide.
    `codes` of the result are the items that were accepted. Raises Http404, PermissionDenied,
    Frozen, UnknownCode.
    """
    with transaction.atomic():
        row = _locked(assessment, by)
        definition = load_definition(row.framework_version)
        if subject is not None and subject not in definition.items_by_subject:
            raise UnknownCode(f"{subject!r} is not part of this framework version.")
        stored = load_answers(row, authors=False)
        topics = topics_of(definition, stored, {}, load_ratings(row), subject=subject or "")
        accepted = {topic.item.code: _accepted(topic) for topic in topics if topic.acceptable}
        now = timezone.now()
        new = next_versions(stored, accepted, at=now, by=by.pk)
        if new:
            write_answers(row, new, by=by)
            _write_consensus(row, new, Consensus.How.ACCEPTED, contested=(), at=now, by=by)
            _record("accepted", row, stored, new, by=by)
    return Saved(row, {**stored, **new}, tuple(new), {}, now)


def decide(
    *,
    assessment: Assessment | UUID,
    item: str,
    choice: str,
    reason: str,
    seen: Seen,
    by: User,
) -> Saved[Answer]:
    """As `save_decisions`, for one item."""
    change = AnswerChange(item, seen, choice, reason)
    return save_decisions(assessment=assessment, decisions=[change], by=by)


def save_decisions(
    *, assessment: Assessment | UUID, decisions: Iterable[AnswerChange], by: User
) -> Saved[Answer]:
    """Settle items by what was decided, each with a reason; what is settled may be decided anew.

    Where another lead decided meanwhile, nothing is overwritten: both stand in `conflicts`, to
    choose between. Raises Http404, PermissionDenied, Frozen, UnknownCode, and ValueError for a
    decision without a choice or a reason.
    """
    decisions = tuple(decisions)
    for decision in decisions:
        if not decision.choice or decision.choice not in CHOICES:
            raise ValueError(f"{decision.code}: {decision.choice!r} is no choice.")
        if is_blank(decision.reason or ""):
            raise ValueError(f"{decision.code}: a decision needs a reason.")
    with transaction.atomic():
        row = _locked(assessment, by)
        stored = load_answers(row)
        decided, conflicts = weigh(decisions, stored)
        conflicts |= _meanwhile(decisions, stored, decided)
        now = timezone.now()
        new = next_versions(stored, decided, at=now, by=by.pk)
        if new:
            by_item = Ratings.of(load_ratings(row)).by_item
            contested = {code for code in new if settle_item(by_item.get(code, ())).contested}
            write_answers(row, new, by=by)
            _write_consensus(row, new, Consensus.How.DECIDED, contested=contested, at=now, by=by)
            _record("decided", row, stored, new, by=by)
    return Saved(row, {**stored, **new}, tuple(new), conflicts, now)


def _accepted(topic: Topic) -> Answer:
    return replace(
        topic.answer.entry,
        level=topic.proposed.level,
        not_applicable=topic.proposed.not_applicable,
        reason=REASON_NOT_APPLICABLE if topic.proposed.not_applicable else "",
    )


def _meanwhile(
    decisions: Iterable[AnswerChange],
    stored: Mapping[str, Stored[Answer]],
    decided: Mapping[str, Answer],
) -> dict[str, Conflict[Answer]]:
    """What was sent just as it stood on the page, while another decided otherwise.

    On a page of answers that is an entry left alone; a decision is meant.
    """
    return {
        decision.code: Conflict(mine=mine, theirs=stored[decision.code])
        for decision in decisions
        if decision.code not in decided
        and (mine := decision.onto(stored[decision.code].entry)) != stored[decision.code].entry
    }


def _write_consensus(
    row: Assessment,
    new: Mapping[str, Stored[Answer]],
    how: Consensus.How,
    *,
    contested: Iterable[str],
    at: datetime,
    by: User,
) -> None:
    Consensus.objects.bulk_create(
        [
            Consensus(
                assessment=row,
                item_id=answer.part_id,
                how=how,
                reason=answer.entry.reason,
                contested=code in contested,
                settled_at=at,
                settled_by=by,
            )
            for code, answer in new.items()
        ],
        update_conflicts=True,
        unique_fields=["assessment", "item"],
        update_fields=["how", "reason", "contested", "settled_at", "settled_by"],
    )


def _record(
    verb: str,
    row: Assessment,
    stored: Mapping[str, Stored[Answer]],
    new: Mapping[str, Stored[Answer]],
    *,
    by: User,
) -> None:
    record_event(
        verb,
        row,
        by=by,
        organization=row.organization,
        what=what_of(new),
        before={code: content_of(stored[code].entry) for code in new},
        after={code: content_of(answer.entry) for code, answer in new.items()},
    )


def _locked(assessment: Assessment | UUID, by: User) -> Assessment:
    """Raises Http404, PermissionDenied, Frozen."""
    pk = assessment.pk if isinstance(assessment, Assessment) else assessment
    row = load_assessment(by, pk, lock=True)
    check_settle(row)
    return row
