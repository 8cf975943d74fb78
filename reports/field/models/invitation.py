from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from lhs_portal.accounts.models import Organization
from reports.field.models.cycle import FieldCycle
from reports.field.models.participation import Participation


class CycleInvitationQuerySet(models.QuerySet["CycleInvitation"]):
    def not_joined(self) -> "CycleInvitationQuerySet":
        """Those whose organization takes no part in the cycle."""
        taking_part = Participation.objects.filter(
            cycle=OuterRef("cycle"), organization=OuterRef("organization")
        )
        return self.filter(~Exists(taking_part))


class CycleInvitation(models.Model):
    """An organization is asked to take part in a cycle; a worker sends the mails to its leads.

    `mailed_at` and `reminded_at` are set before a mail is handed over, so that of several workers
    one sends it. `mail_error` says why the last one was not taken.
    """

    cycle = models.ForeignKey(FieldCycle, on_delete=models.CASCADE, related_name="invitations")
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="cycle_invitations"
    )
    invited_at = models.DateTimeField(auto_now_add=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    mailed_at = models.DateTimeField(null=True)
    reminder_due = models.BooleanField(default=False)
    reminded_at = models.DateTimeField(null=True)
    mail_error = models.CharField(max_length=100, blank=True)

    objects = CycleInvitationQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["invited_at", "id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["cycle", "organization"], name="cycle_invitation_once"),
            models.CheckConstraint(
                condition=Q(mailed_at__isnull=False)
                | Q(reminder_due=False, reminded_at__isnull=True),
                name="cycle_invitation_before_reminder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} to {self.cycle_id}"
