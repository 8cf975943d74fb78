from typing import ClassVar

from django.db import models

from reports.models import Report


class FieldCard(models.Model):
    """One report's figures in a compact form, so that a release reads no JSON of thousands.

    `figures` and `levels` are packed arrays in the order that `layout` names; see
    `reports.releases.packing`. Made from the frozen report, so it never changes.
    """

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="field_card")
    layout = models.CharField(max_length=64)
    figures = models.BinaryField()
    levels = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"card of {self.report_id}"
