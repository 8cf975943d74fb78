"""What a running portal must not be without, and a migration brings."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register

from lhs_portal.lib.immutability import missing_triggers


@register(Tags.database)
def check_immutable_rows(
    *, databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """A warning, because an error would stop the very `migrate` that installs what is missing."""
    return [
        Warning(
            f"The database does not refuse changes to frozen rows: {len(missing)} triggers of "
            f"{', '.join(sorted({trigger.table for trigger in missing}))} are missing.",
            hint="Run `manage.py migrate`, which installs them.",
            obj=alias,
            id="commitments.W001",
        )
        for alias in databases or ()
        if (missing := missing_triggers(alias))
    ]
