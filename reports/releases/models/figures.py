"""What a release publishes, as pages read it. What is withheld has no row at all."""

from typing import Any, ClassVar

from django.db import models

from reports.releases.models.release import Release


class ReleaseTable(models.Model):
    """`attributes` are codes by commas, in declared order: "", "sector", "sector,size_band".

    `groupings`: for each attribute a list of groups, each a list of value codes.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="tables")
    position = models.PositiveIntegerField()
    attributes = models.CharField(max_length=60, blank=True)
    groupings = models.JSONField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["release", "position"], name="release_table_position"),
            models.UniqueConstraint(fields=["release", "attributes"], name="release_table_once"),
        ]

    def __str__(self) -> str:
        return self.attributes or "whole field"


class ReleaseCell(models.Model):
    """`key` names its groups: "" the whole field, "care-delivery", "care-delivery|1-49+50-249".

    `n` is rounded. A cell without members has no row.
    """

    table = models.ForeignKey(ReleaseTable, on_delete=models.CASCADE, related_name="cells")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=400, blank=True)
    n = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["table", "key"], name="release_cell_key_once")
        ]

    def __str__(self) -> str:
        return self.key or "whole field"


class ReleaseFigure(models.Model):
    """Published figures of one measure in one cell, as `reports.releases.core.figures.Figure`.

    `counts` are whole numbers by commas, 0 standing for "0–2".
    """

    cell = models.ForeignKey(ReleaseCell, on_delete=models.CASCADE, related_name="figures")
    measure = models.CharField(max_length=80)
    n = models.PositiveIntegerField()
    mean = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    q1 = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    median = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    q3 = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    counts = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["cell", "measure"], name="release_figure_once")
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.mean}"
