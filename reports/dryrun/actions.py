"""Asking for a dry run: an editor does, and every one is logged."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from commitments.drafting.actions import begin
from commitments.drafting.models import Draft
from commitments.drafting.queries import read_draft
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say
from reports.dryrun.jobs import enqueue
from reports.dryrun.loading import latest_release
from reports.dryrun.models import DryRun, State
from reports.models.job import UNFINISHED
from reports.releases.models import Release

# Counts of attained levels are not linear in the answers: a few drafts tell a few of them.
MOST_OF_A_RELEASE = 40


@transaction.atomic
def request_dry_run(*, draft: Draft, by: User) -> DryRun:
    """Of the draft as it is, on the latest release; what was computed of these is given back.

    Raises PermissionDenied, DraftRefused for a closed draft, and Refused.
    """
    draft = begin(draft, by=by).draft
    release = latest_release()
    if release is None:
        raise Refused(say("There is no release yet, so there is nothing to try the draft on."))
    definition, faults = read_draft(draft)
    if definition is None:
        raise Refused(say("The draft breaks a rule just now: {fault}", fault=faults[0].message))
    made = DryRun.objects.filter(draft=draft, revision=draft.revision, release=release)
    if kept := made.exclude(state=State.FAILED).first():
        return kept
    if DryRun.objects.filter(draft=draft, state__in=UNFINISHED).exists():
        raise Refused(say("A dry run of this draft is under way. Wait for it to end."))
    # Editors of other drafts ask at the same time: the count is of all.
    Release.objects.select_for_update(no_key=True).get(pk=release.pk)
    if DryRun.objects.filter(release=release).exclude(state=State.FAILED).count() >= (
        MOST_OF_A_RELEASE
    ):
        raise Refused(
            say(
                "{count} dry runs were made on the latest release, and more would tell too much "
                "about the field. They are possible again after the next release.",
                count=MOST_OF_A_RELEASE,
            )
        )
    run = DryRun.objects.create(
        draft=draft,
        revision=draft.revision,
        digest=definition.digest,
        release=release,
        requested_at=timezone.now(),
        requested_by=by,
    )
    record_event(
        "requested",
        run,
        by=by,
        what=draft.version,
        after={"release": release.number, "digest": definition.digest},
    )
    transaction.on_commit(partial(enqueue, run.pk), robust=True)
    return run
