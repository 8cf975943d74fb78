"""What a group shares: the groups, and the columns that all they share has in common."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lhs_portal.accounts.codes import PortalRole
from lhs_portal.lib.wording import say
from reports.releases.permissions import WORKING_GROUPS

GROUPS = {
    role.value: role.label.removeprefix("Working group: ")
    for role in (*WORKING_GROUPS, PortalRole.STRATEGY)
}
GROUP_KNOWN = Q(group__in=list(GROUPS))


class Shared(models.Model):
    """Of one group, for its members alone. `version` counts the changes: it tells two editors."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.CharField(max_length=30, choices=list(GROUPS.items()))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=GROUP_KNOWN, name="%(class)s_group_known")
        ]

    @property
    def group_name(self) -> str:
        return say(GROUPS[self.group])

    @property
    def made_by_name(self) -> str:
        return (
            self.made_by.display_name if self.made_by else say("Somebody who has left the portal")
        )
