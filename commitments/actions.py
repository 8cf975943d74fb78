"""What is done to a whole framework version."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from commitments.documents import FaultyDocument, publication_faults
from commitments.models import FrameworkVersion, Status
from commitments.queries import load_definition
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say


class IllegalStatusError(Exception):
    """The version is not in a status from which this can be done."""


@transaction.atomic
def publish(*, version: FrameworkVersion, by: Any = None) -> FrameworkVersion:
    """A published version stays published. Raises FaultyDocument where something is missing."""
    version = FrameworkVersion.objects.select_for_update().get(pk=version.pk)
    if version.status == Status.PUBLISHED:
        return version
    if version.status == Status.RETIRED:
        raise IllegalStatusError(
            say("Version {version} is retired. Reinstate it instead.", version=version.version)
        )
    faults = publication_faults(load_definition(version))
    if faults:
        raise FaultyDocument(list(faults))
    version.status = Status.PUBLISHED
    version.published_at = timezone.now()
    version.published_by = by
    version.save(update_fields=["status", "published_at", "published_by"])
    record_event(
        "framework published",
        version,
        by=by,
        what=version.version,
        before={"status": Status.DRAFT.value},
        after={"status": Status.PUBLISHED.value, "digest": version.digest},
    )
    return version


def retire(*, version: FrameworkVersion, by: Any = None) -> FrameworkVersion:
    """Nobody can start an assessment with it any more; what uses it goes on."""
    return _move(version, "framework retired", Status.PUBLISHED, Status.RETIRED, by)


def reinstate(*, version: FrameworkVersion, by: Any = None) -> FrameworkVersion:
    return _move(version, "framework reinstated", Status.RETIRED, Status.PUBLISHED, by)


@transaction.atomic
def _move(
    version: FrameworkVersion, verb: str, source: Status, target: Status, by: Any
) -> FrameworkVersion:
    version = FrameworkVersion.objects.select_for_update().get(pk=version.pk)
    if version.status != source:
        raise IllegalStatusError(
            say(
                "Version {version} is not {expected} but {status}.",
                version=version.version,
                expected=say(str(source.label)).lower(),
                status=say(version.get_status_display()).lower(),
            )
        )
    version.status = target
    version.save(update_fields=["status"])
    record_event(
        verb,
        version,
        by=by,
        what=version.version,
        before={"status": source.value},
        after={"status": target.value},
    )
    return version
