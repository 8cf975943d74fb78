from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lhs_portal.accounts import codes
from lhs_portal.accounts.models.organization import Organization


class Membership(models.Model):
    """A person's role in one organization; one person may belong to several."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="memberships"
    )
    # Protected: an account is deleted through members.py, which minds the last lead.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=codes.Role)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["organization", "user"], name="membership_unique"),
            models.CheckConstraint(
                condition=Q(role__in=codes.Role.values), name="membership_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} of {self.organization_id}"


class PortalRoleGrant(models.Model):
    """A role on the whole portal. It never opens an organization's answers."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="portal_roles"
    )
    role = models.CharField(max_length=30, choices=codes.PortalRole)
    granted_at = models.DateTimeField(auto_now_add=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["user", "role"], name="portal_role_unique"),
            models.CheckConstraint(
                condition=Q(role__in=codes.PortalRole.values), name="portal_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"
