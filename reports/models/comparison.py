"""What changed since an earlier report, computed once, when the later one is made."""

from typing import ClassVar

from django.db import models

from reports.models.report import Report


class Comparison(models.Model):
    """`document` is canonical JSON (assessments/scoring/comparison.schema.json); it never changes.

    It names the digests of both frozen inputs, so that it still says what it was made of where the
    earlier report is no longer there.
    """

    later = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="comparison")
    earlier = models.ForeignKey(Report, null=True, on_delete=models.SET_NULL, related_name="+")
    earlier_digest = models.CharField(max_length=64)
    later_digest = models.CharField(max_length=64)
    document = models.TextField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the document.")

    class Meta:
        ordering: ClassVar = ["later_id"]

    def __str__(self) -> str:
        return f"{self.earlier_digest[:12]} to {self.later_digest[:12]}"
