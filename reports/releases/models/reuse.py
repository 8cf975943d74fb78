from typing import Any, ClassVar

from django.db import models

from reports.releases.models.release import Release


class DryRunBasis(models.Model):
    """A set of members that a dry run counted, by their answers to `items`. No page shows it.

    `respondents` is a bitmap over the members' positions. Whatever is told later is checked
    against it.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="dry_run_bases")
    items = models.CharField(max_length=4000)  # codes by commas, sorted
    respondents = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["release", "items"], name="dry_run_basis_once"),
        ]

    def __str__(self) -> str:
        return f"basis of dry runs of {self.release_id}"
