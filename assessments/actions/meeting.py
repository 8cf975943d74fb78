"""A vote: the raters rate one item again, in a meeting. Their first ratings stay as they are."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from assessments.actions.rating import NotAsked
from assessments.changes import CHOICES, LEVEL_CHOICES, UnknownCode
from assessments.meeting_queries import may_vote
from assessments.models import Assessment, Ballot, Vote
from assessments.permissions import check_settle
from assessments.queries import item_ids, load_assessment
from assessments.rating_queries import load_rater
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say


class AnotherVoteIsOpen(Refused):
    """One item at a time: phones show what is voted on."""


class VoteIsClosed(Refused):
    """What was chosen is not counted."""


def open_vote(*, assessment: Assessment | UUID, item: str, by: User) -> Vote:
    """Opened twice for the same item, it is the same vote.

    Raises Http404, PermissionDenied, Frozen, UnknownCode, AnotherVoteIsOpen.
    """
    with transaction.atomic():
        row = _locked(assessment, by)
        voted = item_ids(row.framework_version).get(item)
        if voted is None:
            raise UnknownCode(f"{item!r} is not part of this framework version.")
        running = row.votes.filter(closed_at=None).first()
        if running and running.item_id == voted:
            return running
        if running:
            raise AnotherVoteIsOpen(say("A vote on another item is still open. Close it first."))
        vote = Vote.objects.create(
            assessment=row,
            item_id=voted,
            number=row.votes.filter(item=voted).count() + 1,
            opened_at=timezone.now(),
            opened_by=by,
        )
        _record("vote opened", row, item, by=by)
    return vote


def close_vote(*, assessment: Assessment | UUID, vote: int, by: User) -> Vote:
    """Closed twice, it is closed once.

    Raises Http404, PermissionDenied, Frozen, Vote.DoesNotExist.
    """
    with transaction.atomic():
        row = _locked(assessment, by)
        running = row.votes.select_for_update(of=("self",)).select_related("item").get(pk=vote)
        if running.closed_at is None:
            running.closed_at, running.closed_by = timezone.now(), by
            running.save(update_fields=["closed_at", "closed_by"])
            _record("vote closed", row, running.item.code, by=by)
    return running


def cast_ballot(*, assessment: UUID, vote: int, choice: str, by: User) -> Vote:
    """A rater's choice, which may be changed until the vote is closed. No event: it is secret.

    Raises Http404 for anyone who is no rater, VoteIsClosed, NotAsked, ValueError for no choice.
    """
    if choice not in CHOICES or not choice:
        raise ValueError(f"{choice!r} is no choice.")
    rater = load_rater(by, assessment)
    with transaction.atomic():
        # The lock keeps the vote from being closed, and counted, before this ballot is in it.
        running = (
            Vote.objects.select_for_update(of=("self",))
            .select_related("item")
            .filter(pk=vote, assessment_id=assessment, closed_at=None)
            .first()
        )
        if running is None:
            raise VoteIsClosed(say("This vote was closed before your choice arrived."))
        if not may_vote(rater.assessment, rater.role_group, running.item.code):
            raise NotAsked(
                say("This item is about what only staff can see, so it is not asked of you.")
            )
        ballot = Ballot(
            vote=running,
            rater=rater,
            level=int(choice) if choice in LEVEL_CHOICES else None,
            not_applicable=choice == "na",
            dont_know=choice == "dk",
        )
        Ballot.objects.bulk_create(
            [ballot],
            update_conflicts=True,
            unique_fields=["vote", "rater"],
            update_fields=["level", "not_applicable", "dont_know"],
        )
    return running


def _locked(assessment: Assessment | UUID, by: User) -> Assessment:
    pk = assessment.pk if isinstance(assessment, Assessment) else assessment
    row = load_assessment(by, pk, lock=True)
    check_settle(row)
    return row


def _record(verb: str, row: Assessment, item: str, *, by: User) -> None:
    record_event(verb, row, by=by, organization=row.organization, what=item)
