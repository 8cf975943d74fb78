import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lhs_portal.accounts import codes


class ParentSystem(models.Model):
    """A health system that owns organizations; confirmed by an administrator."""

    name = models.CharField(max_length=400, unique=True)

    def __str__(self) -> str:
        return self.name


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def visible_to(self, user: Any) -> "OrganizationQuerySet":
        """Those in which the person has a role, each with `viewer_role`."""
        return self.filter(memberships__user=user).annotate(  # type: ignore[no-redef]
            viewer_role=models.F("memberships__role")
        )


class Organization(models.Model):
    """An organization that assesses itself. "Verified" means confirmed by an administrator."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=400)
    sector = models.CharField(max_length=30, choices=codes.Sector)
    type = models.CharField(max_length=30, choices=codes.OrganizationType)
    size_band = models.CharField(max_length=20, choices=codes.SizeBand)
    census_division = models.CharField(max_length=30, choices=codes.CensusDivision)
    ownership = models.CharField(max_length=20, choices=codes.Ownership)
    rurality = models.CharField(max_length=20, choices=codes.Rurality)
    parent_claimed = models.CharField(max_length=400, blank=True)
    parent = models.ForeignKey(
        ParentSystem, null=True, on_delete=models.PROTECT, related_name="organizations"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    author_may_sign = models.BooleanField(
        default=False,
        help_text="Set by an administrator for a very small organization: no sponsor is needed.",
    )

    objects = OrganizationQuerySet.as_manager()

    viewer_role: str  # annotated by visible_to

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(**{f"{field}__in": choices.values}), name=f"organization_{field}_known"
            )
            for field, choices in {
                "sector": codes.Sector,
                "type": codes.OrganizationType,
                "size_band": codes.SizeBand,
                "census_division": codes.CensusDivision,
                "ownership": codes.Ownership,
                "rurality": codes.Rurality,
            }.items()
        ] + [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(verified_at__isnull=False),
                name="organization_parent_verified",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def verified(self) -> bool:
        return self.verified_at is not None
