"""Rounds of rating: opened, closed, opened again for late ratings."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from assessments import states
from assessments.actions.start import prefill_not_applicable
from assessments.actions.workflow import lock_for_lead
from assessments.anonymity import may_enter
from assessments.models import Assessment, Consensus, RaterSection, Rating, Round
from assessments.scoring.ratings import Rating as RatingData
from commitments.models import Item
from commitments.queries import load_definition
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say


def open_round(*, assessment: Assessment | UUID, closes_on: date, by: User) -> Assessment:
    """Raises Http404, PermissionDenied, IllegalMove; Refused without anybody who could rate."""
    with transaction.atomic():
        row = lock_for_lead(assessment, by)
        state = states.target_of("open round", mode=row.mode, state=row.state)
        _check_day(closes_on)
        if not _anybody_is_invited(row):
            raise Refused(say("Invite somebody first, or make a link to join by."))
        _begin(row, state, Round(number=1, closes_on=closes_on), by=by)
        record_event(
            "round opened",
            row,
            by=by,
            organization=row.organization,
            after={"closes_on": closes_on.isoformat()},
        )
    return row


def reopen_round(
    *, assessment: Assessment | UUID, closes_on: date, reason: str, by: User
) -> Assessment:
    """For late ratings: what is in the figures stays as it is, and so do settled answers.

    Raises Http404, PermissionDenied, IllegalMove, Refused, and ValueError for a blank reason.
    """
    if not reason.strip():
        raise ValueError("Reopening needs a reason.")
    with transaction.atomic():
        row = lock_for_lead(assessment, by)
        state = states.target_of("reopen round", mode=row.mode, state=row.state)
        _check_day(closes_on)
        row.votes.filter(closed_at=None).update(closed_at=timezone.now(), closed_by=by)
        _begin(
            row,
            state,
            Round(number=row.rounds.count() + 1, closes_on=closes_on, reason=reason),
            by=by,
        )
        record_event(
            "round reopened",
            row,
            by=by,
            organization=row.organization,
            after={"closes_on": closes_on.isoformat(), "reason": reason},
        )
    return row


def move_closing_date(*, assessment: Assessment | UUID, closes_on: date, by: User) -> None:
    """Raises Http404, PermissionDenied, Refused."""
    with transaction.atomic():
        row = lock_for_lead(assessment, by)
        if not row.rating:
            raise Refused(say("No round is open."))
        _check_day(closes_on)
        current = row.rounds.get(closed_at=None)
        before, current.closes_on = current.closes_on, closes_on
        if before == closes_on:
            return
        current.save(update_fields=["closes_on"])
        record_event(
            "closing date moved",
            row,
            by=by,
            organization=row.organization,
            before={"closes_on": before.isoformat()},
            after={"closes_on": closes_on.isoformat()},
        )


def close_round(*, assessment: Assessment | UUID, by: User) -> Assessment:
    """Ratings enter the figures: of the first round all, late ones in batches of three an item.

    Raises Http404, PermissionDenied, IllegalMove where it is closed already.
    """
    with transaction.atomic():
        row = lock_for_lead(assessment, by)
        state = states.target_of("close round", mode=row.mode, state=row.state)
        current = row.rounds.get(closed_at=None)
        _enter_figures(row, all_of_them=current.number == 1)
        current.closed_at, current.closed_by = timezone.now(), by
        current.save(update_fields=["closed_at", "closed_by"])
        row.state = state
        row.save(update_fields=["state"])
        record_event(
            "round closed",
            row,
            by=by,
            organization=row.organization,
            after={"round": current.number},
        )
        if current.number == 1:
            _settle_outside_sector(row, by=by)
    return row


def waiting_ratings(assessment: Assessment) -> QuerySet[Rating]:
    """Given and not in the figures, by raters who take part and say that they can know."""
    asked = RaterSection.objects.filter(
        rater=OuterRef("rater"),
        subject=Coalesce(OuterRef("item__feature__code"), OuterRef("item__commitment__code")),
        declined_at=None,
    )
    return Rating.objects.filter(
        Q(level__isnull=False) | Q(not_applicable=True) | Q(dont_know=True),
        Exists(asked),
        item__framework_version=assessment.framework_version_id,
        rater__assessment=assessment,
        rater__removed_at=None,
        in_figures=False,
    )


def _enter_figures(assessment: Assessment, *, all_of_them: bool) -> None:
    entering = waiting_ratings(assessment)
    if not all_of_them:
        late = _by_item(entering)
        counted = Rating.objects.filter(
            rater__assessment=assessment, in_figures=True, item__in=late
        )
        figures = _by_item(counted)
        items = [item for item, ratings in late.items() if may_enter(ratings, figures[item])]
        entering = entering.filter(item__in=items)
    entering.update(in_figures=True)


def _by_item(rows: QuerySet[Rating]) -> defaultdict[int, list[RatingData]]:
    """As `may_enter` takes them, by the key of the item."""
    found: defaultdict[int, list[RatingData]] = defaultdict(list)
    for row in rows.select_related("rater", "item"):
        found[row.item_id].append(
            RatingData(
                row.rater.key.hex,
                row.item.code,
                row.rater.role_group,
                row.level,
                row.not_applicable,
                row.dont_know,
            )
        )
    return found


def _settle_outside_sector(assessment: Assessment, *, by: User) -> None:
    """What the framework does not ask of the sector was not asked of raters: it suggests itself."""
    codes = prefill_not_applicable(assessment, load_definition(assessment.framework_version), by=by)
    settle_as_suggested(assessment, codes, by=by)


def settle_as_suggested(assessment: Assessment, codes: Collection[str], *, by: User) -> None:
    """How these items were answered, for which `prefill_not_applicable` has the answers."""
    now = timezone.now()
    Consensus.objects.bulk_create(
        Consensus(
            assessment=assessment,
            item=item,
            how=Consensus.How.SUGGESTED,
            contested=False,
            settled_at=now,
            settled_by=by,
        )
        for item in Item.objects.filter(
            framework_version_id=assessment.framework_version_id, code__in=codes
        )
    )


def _begin(row: Assessment, state: str, begun: Round, *, by: User) -> None:
    begun.assessment, begun.opened_at, begun.opened_by = row, timezone.now(), by
    begun.save()
    row.state = state
    row.save(update_fields=["state"])


def _check_day(closes_on: date) -> None:
    if closes_on < timezone.localdate():
        raise Refused(say("Choose a closing date that is not in the past."))


def _anybody_is_invited(row: Assessment) -> bool:
    open_invitations = row.rater_invitations.filter(
        accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
    )
    links = row.join_links.filter(ended_at=None, used__lt=F("limit"))
    return row.raters.taking_part().exists() or open_invitations.exists() or links.exists()
