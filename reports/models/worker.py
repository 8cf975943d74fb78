from typing import ClassVar

from django.db import models


class WorkerHeartbeat(models.Model):
    """A worker that was alive at `seen_at`. It says nothing about any job."""

    name = models.CharField(max_length=200, unique=True)
    seen_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
