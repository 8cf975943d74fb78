"""A published version is taken from new use, and given back. What was made with it still opens."""

from django.db import transaction
from django.utils import timezone

from commitments.actions import IllegalStatusError, reinstate, retire
from commitments.drafting.actions import DraftRefused
from commitments.drafting.models import Withdrawal
from commitments.drafting.permissions import check_editor
from commitments.models import FrameworkVersion
from lhs_portal.accounts.models import User
from lhs_portal.lib.wording import say


@transaction.atomic
def withdraw_version(*, version: FrameworkVersion, reason: str, by: User) -> FrameworkVersion:
    """Everybody reads the reason. Raises PermissionDenied, and DraftRefused."""
    check_editor(by)
    try:
        version = retire(version=version, by=by)
    except IllegalStatusError as refusal:
        raise DraftRefused(
            say("Version {version} is not in use just now.", version=version.version)
        ) from refusal
    Withdrawal.objects.create(
        framework_version=version, reason=reason, withdrawn_at=timezone.now(), withdrawn_by=by
    )
    return version


@transaction.atomic
def reinstate_version(*, version: FrameworkVersion, by: User) -> FrameworkVersion:
    """Raises PermissionDenied, and DraftRefused."""
    check_editor(by)
    try:
        version = reinstate(version=version, by=by)
    except IllegalStatusError as refusal:
        raise DraftRefused(
            say("Version {version} is not withdrawn just now.", version=version.version)
        ) from refusal
    open_ones = Withdrawal.objects.filter(framework_version=version, reinstated_at=None)
    open_ones.update(reinstated_at=timezone.now(), reinstated_by=by)
    return version
