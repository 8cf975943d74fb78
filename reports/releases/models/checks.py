from typing import ClassVar

from django.db import models


class CheckVerdict(models.Model):
    """The verdict of one check of the admission, which takes long and never changes.

    `key` is the digest of all that the verdict depends on, so that a release that was broken off
    goes on where it was.
    """

    key = models.CharField(max_length=64, primary_key=True)
    passed = models.BooleanField()
    checked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["checked_at"]

    def __str__(self) -> str:
        return f"{self.key} {self.passed}"
