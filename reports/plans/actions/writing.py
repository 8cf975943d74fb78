"""Every write of an action. Two people on one action: nothing is overwritten."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assessments.changes import UnknownCode
from assessments.merging import Outcome, Seen, merge
from assessments.models import Assessment, Evidence
from assessments.queries import item_ids, load_assessment
from commitments.models import AnchorFeature
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say
from reports.plans.codes import DONE, DROPPED, OTHER, STATES
from reports.plans.content import FORMER, ActionContent, content_of, told
from reports.plans.models import Action, ActionEvidence, Barrier
from reports.plans.permissions import check_plan
from reports.plans.queries import load_action, load_member_names

# Any member may add one, and each makes a page and a report longer: not without end.
MOST_ACTIONS = 200
MOST_PIECES = 30


class NotOfThisOrganization(Refused):
    """The owner is no member, or the evidence belongs to somebody else."""


class TooManyActions(Refused):
    """A plan that nobody can follow."""


class ChangedMeanwhile(Refused):
    """Somebody else wrote since the page was read: `action` is what stands there now."""

    def __init__(self, action: Action) -> None:
        super().__init__(say("Somebody changed this action while you were working on it."))
        self.action = action


def add_action(
    *, assessment: Assessment | UUID, content: ActionContent, once: UUID | None = None, by: User
) -> Action:
    """`once` is the id that it gets, unless another plan has it: sent twice, it is made once.

    Raises Http404, PermissionDenied, Frozen, UnknownCode, NotOfThisOrganization, TooManyActions.
    """
    with transaction.atomic():
        row = _lock(assessment, by)
        actions = Action.objects.filter(assessment=row)
        if once and (made := actions.filter(pk=once).first()):
            return made
        highest = actions.aggregate(highest=Max("number"))["highest"] or 0
        if highest >= MOST_ACTIONS:
            raise TooManyActions(
                say(
                    "A plan has at most {most} actions. Change one that is there instead.",
                    most=MOST_ACTIONS,
                )
            )
        free = once and not Action.objects.filter(pk=once).exists()
        action = Action(
            **({"id": once} if free else {}),
            assessment=row,
            number=highest + 1,
            made_by=by,
            changed_by=by,
        )
        _fill(action, content, load_member_names(row), by=by, now=timezone.now())
        action.save(force_insert=True)
        _relate(action, content)
        action = load_action(row, action.pk)
        record_event(
            "planned action",
            row,
            by=by,
            organization=row.organization,
            what=_what(action),
            after=told(action),
        )
    return action


def edit_action(
    *, assessment: Assessment | UUID, action: UUID, content: ActionContent, seen: Seen, by: User
) -> Action:
    """Saving the same again changes nothing.

    Raises Http404, PermissionDenied, Frozen, UnknownCode, NotOfThisOrganization, ChangedMeanwhile.
    """
    with transaction.atomic():
        row = _lock(assessment, by)
        found = load_action(row, action)
        members = load_member_names(row)
        stored, mine = content_of(found, list(members)).as_json(), content.as_json()
        outcome = merge(
            stored=stored, stored_version=found.version, posted=mine, mine=mine, seen=seen
        )
        if outcome is Outcome.CONFLICT:
            raise ChangedMeanwhile(found)
        if outcome is Outcome.SAVE:
            before = told(found)
            _fill(found, content, members, by=by, now=timezone.now())
            _relate(found, content)
            found = _written(found, before, "changed action", by=by)
    return found


def move_action(
    *, assessment: Assessment | UUID, action: UUID, state: str, seen: str, by: User
) -> Action:
    """To another column of the board; `seen` is the state in which the person saw it.

    Raises Http404, PermissionDenied, Frozen, UnknownCode, ChangedMeanwhile.
    """
    with transaction.atomic():
        row = _lock(assessment, by)
        found = load_action(row, action)
        if state not in STATES:
            raise UnknownCode(say("{state} is no state of an action.", state=f"{state!r}"))
        if found.state == state:
            return found
        if found.state != seen:
            raise ChangedMeanwhile(found)
        before = told(found)
        _set_state(found, state, by=by, now=timezone.now())
        return _written(found, before, "moved action", by=by)


def _lock(assessment: Assessment | UUID, by: User) -> Assessment:
    pk = assessment.pk if isinstance(assessment, Assessment) else assessment
    row = load_assessment(by, pk, lock=True)
    check_plan(row)
    return row


def _fill(
    action: Action,
    content: ActionContent,
    members: dict[int, str],
    *,
    by: User,
    now: datetime,
) -> None:
    version = action.assessment.framework_version
    items = item_ids(version)
    action.item_id = items.get(content.aim)
    action.feature_id = None
    if action.item_id is None:
        features = AnchorFeature.objects.filter(framework_version=version, code=content.aim)
        action.feature_id = features.values_list("pk", flat=True).first()
        if action.feature_id is None:
            raise UnknownCode(
                say("{aim} is not part of this framework version.", aim=f"{content.aim!r}")
            )
    before = (action.owner_id, action.due)
    if content.owner != FORMER:
        action.owner_id = _owner(content.owner, members)
        action.owner_name = members[action.owner_id] if action.owner_id else ""
    action.title, action.due, action.expected = content.title, content.due, content.expected
    action.resources, action.notes = content.resources, content.notes
    if before != (action.owner_id, action.due):
        action.reminded_of = ""
    if content.state not in STATES:
        raise UnknownCode(say("{state} is no state of an action.", state=f"{content.state!r}"))
    _set_state(action, content.state, by=by, now=now)


def _owner(posted: str, members: Collection[int]) -> int | None:
    if not posted:
        return None
    owner = int(posted) if posted.isascii() and posted.isdecimal() else -1
    if owner not in members:
        raise NotOfThisOrganization(say("Only a member of the organization can own an action."))
    return owner


def _set_state(action: Action, state: str, *, by: User, now: datetime) -> None:
    if action.state == state:
        return
    action.state = state
    action.done_at = now if state == DONE else None
    action.done_by = by if state == DONE else None
    action.dropped_at = now if state == DROPPED else None
    action.dropped_by = by if state == DROPPED else None


def _relate(action: Action, content: ActionContent) -> None:
    """Barriers and pieces as the content has them."""
    kept = content.as_json()
    action.barriers.all().delete()
    Barrier.objects.bulk_create(
        Barrier(
            action=action, code=code, text=kept["barrier_other"].strip() if code == OTHER else ""
        )
        for code in kept["barriers"]
    )
    _relate_pieces(action, content.evidence)


def _relate_pieces(action: Action, pieces: Sequence[UUID]) -> None:
    wanted = set(pieces)
    known = Evidence.objects.filter(
        organization=action.assessment.organization_id, pk__in=wanted
    ).order_by("title", "pk")
    found = list(known)
    if len(found) != len(wanted):
        raise NotOfThisOrganization(
            say("A piece of evidence that you chose is not there any more.")
        )
    if len(found) > MOST_PIECES:
        raise NotOfThisOrganization(
            say("Choose at most {most} pieces of evidence.", most=MOST_PIECES)
        )
    action.pieces.all().delete()
    ActionEvidence.objects.bulk_create(
        ActionEvidence(action=action, evidence=piece) for piece in found
    )


def _written(action: Action, before: dict[str, Any], verb: str, *, by: User) -> Action:
    """One more version of it, and one event that has what changed."""
    row = action.assessment
    action.version += 1
    action.changed_at, action.changed_by = timezone.now(), by
    action.save()
    action = load_action(row, action.pk)
    after = told(action)
    changed = [key for key in after if after[key] != before[key]]
    record_event(
        verb,
        row,
        by=by,
        organization=row.organization,
        what=_what(action),
        before={key: before[key] for key in changed},
        after={key: after[key] for key in changed},
    )
    return action


def _what(action: Action) -> str:
    text = f"{action.number}. {action.title}"
    return text if len(text) <= 200 else f"{text[:199]}…"
