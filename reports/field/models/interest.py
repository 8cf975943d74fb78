import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lhs_portal.accounts import codes
from lhs_portal.accounts.models import Organization
from lhs_portal.lib.languages import SOURCE
from reports.field import interest_codes
from reports.field.models.cycle import FieldCycle


class InterestQuerySet(models.QuerySet["Interest"]):
    def matching(self, words: str) -> "InterestQuerySet":
        """Those whose name, address or organization has the words in it."""
        if not words:
            return self
        return self.filter(
            Q(name__icontains=words)
            | Q(email__icontains=words)
            | Q(organization_name__icontains=words)
        )


class Interest(models.Model):
    """An answer to the public form, and what became of it.

    The link in the mail that invites has a token, of which the digest alone is kept. An erased
    answer keeps what says nothing of a person: kind, sector, commitments, barriers, wishes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sent_at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=20, choices=list(interest_codes.KINDS.items()))
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    organization_name = models.CharField(max_length=200, blank=True)
    sector = models.CharField(max_length=30, blank=True, choices=codes.Sector)
    framework_version = models.CharField(max_length=40, blank=True)
    # Codes, in the order of the form.
    commitments = models.JSONField(default=list)
    barriers = models.JSONField(default=list)
    wishes = models.JSONField(default=list)
    barrier_words = models.TextField(blank=True)
    words = models.TextField(blank=True)

    language = models.CharField(
        max_length=8, default=SOURCE, help_text="Of the page on which it was written."
    )

    state = models.CharField(
        max_length=20,
        choices=list(interest_codes.STATES.items()),
        default=interest_codes.OPEN,
    )
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    cycle = models.ForeignKey(FieldCycle, null=True, on_delete=models.SET_NULL, related_name="+")
    expires_at = models.DateTimeField(null=True)
    token_digest = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001
    mailed_at = models.DateTimeField(null=True)
    mail_error = models.CharField(max_length=100, blank=True)
    organization = models.ForeignKey(
        Organization, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-sent_at", "id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(kind__in=list(interest_codes.KINDS)), name="interest_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(interest_codes.STATES)), name="interest_state_known"
            ),
            models.CheckConstraint(
                condition=Q(sector__in=["", *codes.Sector.values]), name="interest_sector_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=interest_codes.REMOVED)
                | Q(name="", email="", organization_name="", barrier_words="", words=""),
                name="interest_removed_is_erased",
            ),
            models.CheckConstraint(
                condition=Q(state=interest_codes.REMOVED) | (~Q(name="") & ~Q(email="")),
                name="interest_has_name_and_address",
            ),
            models.CheckConstraint(
                condition=~Q(state=interest_codes.INVITED) | Q(expires_at__isnull=False),
                name="interest_invited_expires",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.sent_at:%F}"

    @property
    def removed(self) -> bool:
        return self.state == interest_codes.REMOVED

    @property
    def link_open(self) -> bool:
        """The link of the mail still leads to a registration."""
        return (
            self.state == interest_codes.INVITED
            and self.expires_at is not None
            and self.expires_at > timezone.now()
        )
