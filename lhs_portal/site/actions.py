"""What reaches through all apps: an organization goes with everything that it has."""

from functools import partial

import structlog
from django.core.files.storage import default_storage
from django.db import transaction

from lhs_portal.accounts.actions import organizations
from lhs_portal.accounts.models import Organization, User
from lhs_portal.site.exports import organization_files

log = structlog.get_logger("lhs_portal.site.actions")


@transaction.atomic
def delete_organization(organization: Organization, *, by: User) -> None:
    """The rows now, the files once that is certain."""
    paths = [path for _, path in organization_files(organization)]
    organizations.delete_organization(organization, by=by)
    transaction.on_commit(partial(delete_files, paths))


def delete_files(paths: list[str]) -> None:
    """A file that cannot be deleted is logged for the operator, and keeps no other from going."""
    for path in paths:
        try:
            default_storage.delete(path)
        except OSError:
            log.exception("file_not_deleted", path=path)
