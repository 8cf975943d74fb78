"""Everything of an organization as one zip file, composed of what each app says about it."""

import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import IO, Any

import structlog
from django.core.files.storage import default_storage

import assessments.exports
import lhs_portal.accounts.exports
import reports.exports
import reports.field.exports
import reports.hub.exports
import reports.plans.exports
from lhs_portal.accounts.models import Organization

log = structlog.get_logger("lhs_portal.site.exports")

# A file of the zip each. A new app with data of organizations adds its own line.
PARTS: dict[str, Callable[[Organization], dict[str, Any]]] = {
    "organization.json": lhs_portal.accounts.exports.organization_data,
    "assessments.json": assessments.exports.organization_data,
    "reports.json": reports.exports.organization_data,
    "plans.json": reports.plans.exports.organization_data,
    "participation.json": reports.field.exports.organization_data,
    "stories.json": reports.hub.exports.organization_data,
}

READ_ME = """\
Everything that the LHS Portal keeps about {name}, exported {at} (UTC).

organization.json   profile, members, invitations, history
assessments.json    assessments with their targets and answers; evidence and where it is used
reports.json        reports; what each was made from, and its score card
plans.json          improvement plans: every action, its owner, and what stands in its way
participation.json  which assessments take part in cycles, and what was chosen about aggregates
stories.json        stories for the knowledge hub in all their texts, and questions about them
reports/            the files of the reports, as they were made
evidence/           the files of the evidence, each version in its folder

JSON is UTF-8. Times are UTC. People who are no longer members have no name here, but for the
persons who asked for a report, whose names are frozen in it, and the owners of actions.
"""

MISSING = "These files are missing on the server. Tell the person who runs the portal.\n\n"

IN_MEMORY = 5_000_000


def organization_files(organization: Organization) -> Iterator[tuple[str, str]]:
    """For each file its name in the export and its path in the storage."""
    yield from reports.exports.organization_files(organization)
    yield from assessments.exports.organization_files(organization)


def build_export(organization: Organization) -> IO[bytes]:
    """An open file at its start; it vanishes when it is closed."""
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- the caller's
    try:
        _write_export(target, organization)
    except BaseException:
        target.close()
        raise
    target.seek(0)
    return target


def _write_export(target: IO[bytes], organization: Organization) -> None:
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("READ ME.txt", READ_ME.format(name=organization.name, at=now))
        for name, part in PARTS.items():
            archive.writestr(name, json.dumps(part(organization), ensure_ascii=False, indent=2))
        missing = []
        for name, path in organization_files(organization):
            try:
                source = default_storage.open(path)
            except FileNotFoundError:
                missing.append(name)
                continue
            with source, archive.open(name, "w") as copy:
                for chunk in source.chunks():
                    copy.write(chunk)
        if missing:
            log.error("files_missing", organization=str(organization.pk), count=len(missing))
            archive.writestr("MISSING.txt", MISSING + "".join(f"{name}\n" for name in missing))
