from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from assessments.models.assessment import Assessment
from commitments.models import Item


class SignOff(models.Model):
    """A sponsor's word on what was submitted. `name` and `role` are kept as they were given."""

    class Verdict(models.TextChoices):
        SIGNED = "signed", gettext_lazy("Signed")
        RETURNED = "returned", gettext_lazy("Returned")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="sign_offs")
    verdict = models.CharField(max_length=10, choices=Verdict)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200, help_text="The person's office, in her own words.")
    as_author = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, help_text="SHA-256 of what was read.")
    remark = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(verdict="returned") | (~Q(name="") & ~Q(role="")),
                name="sign_off_has_name_and_role",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="returned", as_author=True), name="sign_off_author_signs"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.verdict}"


class Remark(models.Model):
    """What the sponsor says at one item when returning it."""

    sign_off = models.ForeignKey(SignOff, on_delete=models.CASCADE, related_name="remarks")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["sign_off", "item"], name="remark_unique"),
            models.CheckConstraint(condition=~Q(text=""), name="remark_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.sign_off_id} {self.item_id}"
