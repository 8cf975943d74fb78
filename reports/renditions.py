"""Asking for the files of a report in another language."""

import json
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from commitments.models import FrameworkVersion
from commitments.queries import load_definition
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused
from lhs_portal.audit.models import record_event
from lhs_portal.lib.languages import INTERFACE
from lhs_portal.lib.wording import say
from reports.freezing_translations import revision_of
from reports.jobs.renditions import enqueue
from reports.models import Rendition, Report, State
from reports.queries import load_report


class NotInThisLanguage(Refused):
    """The portal does not speak it, or the report's own files do."""


class NotReady(Refused):
    """Files are made of a finished report alone."""


@transaction.atomic
def request_rendition(*, report: UUID, language: str, by: User) -> Rendition:
    """Asked twice it is the same one; one that could not be made is tried again.

    Whoever may read the report may ask. Raises Http404 and Refused.
    """
    row = load_report(by, report, lock=True)
    if row.state != State.READY:
        raise NotReady(say("This report is not finished. Ask for its files once it is ready."))
    frozen = json.loads(row.frozen_input)
    if language not in INTERFACE or language == frozen["language"]:
        raise NotInThisLanguage(say("There are no files of this report in another language."))
    found = Rendition.objects.filter(report=row, language=language).first()
    if found and found.state != State.FAILED:
        return found
    if found is None:
        found = Rendition(report=row, language=language, translation=_revision(row, language))
    found.requested_at, found.requested_by = timezone.now(), by
    found.state, found.error, found.step = State.QUEUED, "", ""
    found.attempts = found.progress = 0
    found.finished_at = found.not_before = None
    found.save()
    record_event(
        "rendition requested",
        row,
        by=by,
        organization=row.assessment.organization,
        what=row.recorded_name,
        after={"language": language},
    )
    transaction.on_commit(partial(enqueue, found.pk), robust=True)
    return found


def _revision(report: Report, language: str) -> int:
    """Of a report that froze none: the newest one as it is now, for good."""
    fixed = revision_of(json.loads(report.frozen_input), language)
    if fixed:
        return fixed
    version = FrameworkVersion.objects.get(
        version=report.framework_version, digest=report.framework_digest
    )
    translation = load_definition(version, language).translation
    return translation.revision if translation else 0
