from typing import Any, ClassVar

from django.db import models

from reports.releases.models.release import Release


class ReleaseFile(models.Model):
    """A file of a published release, kept as bytes: what makes it may change, it may not."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=20)
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["release", "kind"], name="release_file_kind_once")
        ]

    def __str__(self) -> str:
        return self.filename
