"""Preparing, approving and stopping a release: two people, and nothing halfway."""

import json
from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.shortcuts import get_object_or_404
from django.utils import timezone

from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import mark, say
from reports.field.models import FieldCycle, Participation
from reports.models import Kind as ReportKind
from reports.models import Report
from reports.models.job import unclaimed
from reports.releases.basis import load_basis
from reports.releases.bundle import store_files
from reports.releases.configuration import load_thresholds
from reports.releases.core.thresholds import ThresholdsUnusable
from reports.releases.freezing import freeze_thresholds
from reports.releases.jobs import enqueue
from reports.releases.models import Kind, Release, State
from reports.releases.permissions import has_role
from reports.releases.stopping import stop_row

UNDER_WAY = (State.QUEUED, State.RUNNING, State.PREPARED)

ONE_AT_A_TIME = mark(
    "A release of this cycle is under way already. Approve it or stop it; then prepare another one."
)
ONE_PERSON = mark("You prepared this release. Another release manager has to approve it.")
NOT_FOR_APPROVAL = mark("This release does not wait for approval: {state}. Nothing was changed.")
NOT_TO_STOP = mark("This release can no longer be stopped: {state}. Nothing was changed.")
WHAT_IS_WRONG = mark("Say what was wrong in the release that this one corrects.")
ANOTHER_CYCLE = mark(
    "A correction belongs to the cycle and the kind of the release that it corrects."
)

THRESHOLDS_CHANGED = mark(
    "The thresholds of disclosure control were changed after it was prepared."
)
PUBLISHED_MEANWHILE = mark("Another release was published after it was prepared.")
WITHDRAWN = {
    "no-consent": mark("An organization withdrew its consent after it was prepared."),
    "not-verified": mark(
        "The verification of an organization was withdrawn after it was prepared."
    ),
    "": mark(
        "An organization whose score card it holds no longer takes part with that score card."
    ),
}
OTHER_SYSTEM = mark("The parent system of an organization was changed after it was prepared.")
NEWER_CARD = mark("An organization signed a newer assessment, or has a newer report, since then.")

# What a release keeps as the reason for which it was stopped: in English, said when it is shown.
REASONS_TO_STOP = (
    THRESHOLDS_CHANGED,
    PUBLISHED_MEANWHILE,
    *WITHDRAWN.values(),
    OTHER_SYSTEM,
    NEWER_CARD,
)


@transaction.atomic
def prepare_release(
    cycle: FieldCycle,
    kind: str,
    by: User,
    corrects: Release | None = None,
    correction: str = "",
    note: str = "",
) -> Release:
    """Queue the job. Raises PermissionDenied, Refused, and ThresholdsUnusable, which stops it."""
    _check_manager(by)
    if corrects is not None:
        if not correction:
            raise Refused(say(WHAT_IS_WRONG))
        if (corrects.cycle_id, corrects.kind) != (cycle.pk, kind):
            raise Refused(say(ANOTHER_CYCLE))
    thresholds = freeze_thresholds(load_thresholds())
    # What is being approved is published before this one looks at what has been.
    _lock_under_way()
    cycle = FieldCycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    if Release.objects.filter(cycle=cycle, kind=kind, state__in=UNDER_WAY).exists():
        raise Refused(say(ONE_AT_A_TIME))
    release = Release.objects.create(
        kind=kind,
        cycle=cycle,
        corrects=corrects,
        correction=correction if corrects else "",
        note=note,
        requested_at=timezone.now(),
        prepared_by=by,
        prepared_by_name=by.display_name,
        framework_version=cycle.framework_version.version,
        framework_digest=cycle.framework_version.digest,
        thresholds=thresholds,
    )
    record_event("requested", release, by=by, what=str(release), after={"cycle": cycle.name})
    transaction.on_commit(partial(enqueue, release.pk), robust=True)
    return release


@transaction.atomic
def approve_release(release: UUID, by: User) -> Release:
    """Published, or STOPPED where something changed since it was prepared: the row says which.

    Raises Http404, PermissionDenied, and Refused for the person who prepared it and for a release
    that does not wait for approval.
    """
    _check_manager(by)
    row = _lock(release)
    if row.state != State.PREPARED:
        raise Refused(say(NOT_FOR_APPROVAL, state=say(State(row.state).label).lower()))
    if row.prepared_by_id == by.pk:
        raise Refused(say(ONE_PERSON))
    if why := _reasons_against(row):
        stopped = stop_row(Release.objects.filter(pk=row.pk), " ".join(why), by=by)
        assert stopped is not None  # noqa: S101  (locked above)
        return stopped
    highest = Release.objects.aggregate(highest=Max("number"))["highest"] or 0
    row.state, row.number, row.published_at = State.PUBLISHED, highest + 1, timezone.now()
    row.approved_by, row.approved_by_name = by, by.display_name
    store_files(row)
    row.save(update_fields=["state", "number", "published_at", "approved_by", "approved_by_name"])
    record_event("approved", row, by=by, what=str(row), after={"digest": row.digest})
    return row


@transaction.atomic
def stop_release(release: UUID, by: User, why: str) -> Release:
    """Raises Http404, PermissionDenied, and Refused where it is published or stopped already."""
    _check_manager(by)
    row = _lock(release)
    if row.state not in (*UNDER_WAY, State.FAILED):
        raise Refused(say(NOT_TO_STOP, state=say(State(row.state).label).lower()))
    return stop_row(Release.objects.filter(pk=row.pk), why, by=by) or row


@transaction.atomic
def retry_release(release: UUID, by: User) -> Release:
    """Queue a failed job again. Raises Http404, PermissionDenied, and Refused in another state."""
    _check_manager(by)
    row = _lock(release)
    if row.state != State.FAILED:
        raise Refused(
            say("This release has not failed: {state}.", state=say(State(row.state).label).lower())
        )
    if Release.objects.filter(cycle=row.cycle, kind=row.kind, state__in=UNDER_WAY).exists():
        raise Refused(say(ONE_AT_A_TIME))
    Release.objects.filter(pk=row.pk).update(
        **unclaimed(),
        state=State.QUEUED, attempts=0, progress=0, step="", error="", not_before=None,
    )  # fmt: skip
    row.refresh_from_db()
    record_event("retried", row, by=by, what=str(row))
    transaction.on_commit(partial(enqueue, row.pk), robust=True)
    return row


def _check_manager(by: User) -> None:
    if not has_role(by, PortalRole.RELEASE_MANAGER):
        raise PermissionDenied


def _lock(release: UUID) -> Release:
    """With all others that are under way: two approvals come one after the other, and the second
    sees what the first published.
    """
    _lock_under_way()
    return get_object_or_404(Release.objects.select_for_update(of=("self",)), pk=release)


def _lock_under_way() -> None:
    others = Release.objects.filter(state__in=[*UNDER_WAY, State.FAILED]).order_by("pk")
    list(others.select_for_update(of=("self",)).values_list("pk"))


def _reasons_against(release: Release) -> list[str]:
    """Why what was prepared may no longer be published. The same queries at any size."""
    try:
        thresholds = freeze_thresholds(load_thresholds())
    except ThresholdsUnusable as fault:
        return [str(fault)]
    why = [] if thresholds == release.thresholds else [THRESHOLDS_CHANGED]
    newer = Release.objects.filter(
        kind=release.kind, state=State.PUBLISHED, published_at__gt=release.prepared_at
    )
    if newer.exists():
        why.append(PUBLISHED_MEANWHILE)
    return why + _changes_of_members(release)


def _changes_of_members(release: Release) -> list[str]:
    """Each cause once, and no organization's name."""
    # Who takes a consent back meanwhile waits until this is decided.
    list(Participation.objects.select_for_update().filter(cycle=release.cycle).values_list("pk"))
    basis = load_basis(release.cycle, Kind(release.kind), timezone.now())
    now = {one.organization: (one.report, one.system) for one in basis.members}
    rows = release.members.order_by()
    then = list(rows.values_list("organization", "report", "system", "earlier_report"))
    gone = sum(organization not in now for organization, *_ in then)
    why = []
    if gone:
        before = json.loads(release.checklist)["left_out"]
        causes = [
            code for code, count in basis.left_out.items() if count > before.get(code, 0)
        ]  # fmt: skip
        why += [WITHDRAWN[code] for code in causes if code in WITHDRAWN] or [WITHDRAWN[""]]
    if _earlier_consents_missing({earlier for *_, earlier in then if earlier}):
        why += [WITHDRAWN["no-consent"]] * (WITHDRAWN["no-consent"] not in why)
    standing = [(now[organization], row) for organization, *row in then if organization in now]
    if any(system != row[1] for (_, system), row in standing):
        why.append(OTHER_SYSTEM)
    if any(report != row[0] for (report, _), row in standing):
        why.append(NEWER_CARD)
    return why


def _earlier_consents_missing(reports: set[str]) -> bool:
    """A change rests on the card of the cycle before as well."""
    consenting = Report.objects.filter(
        kind=ReportKind.FINAL, assessment__participation__consented_at__isnull=False
    )
    return not reports <= {str(pk) for pk in consenting.values_list("pk", flat=True)}
