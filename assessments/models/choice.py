"""The three kinds of answer that a row can hold, one at most, as columns and constraints."""

from typing import Any

from django.db import models
from django.db.models import Q

COMPLETE = Q(level__isnull=False) | Q(not_applicable=True) | Q(dont_know=True)


class Choice(models.Model):
    """A level from 0 to 4, or not applicable, or don't know, or none of them."""

    level = models.PositiveSmallIntegerField(null=True)
    not_applicable = models.BooleanField(default=False)
    dont_know = models.BooleanField(default=False)

    class Meta:
        abstract = True

    @staticmethod
    def constraints(name: str) -> list[Any]:
        return [
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__in=[0, 1, 2, 3, 4]),
                name=f"{name}_level_known",
            ),
            models.CheckConstraint(
                condition=~Q(level__isnull=False, not_applicable=True)
                & ~Q(level__isnull=False, dont_know=True)
                & ~Q(not_applicable=True, dont_know=True),
                name=f"{name}_one_choice",
            ),
        ]

    @property
    def complete(self) -> bool:
        return self.level is not None or self.not_applicable or self.dont_know
