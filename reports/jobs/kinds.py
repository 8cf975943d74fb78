"""Which jobs there are. Apps register theirs, and queueing, claims and sweeping work on any."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from reports.models.job import Job


def nothing_more(_now: datetime) -> Q:
    return Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class JobKind:
    """`task` is the Celery task that takes a row's id. `name` is the row's in the log.

    `stopped` is what people read where a worker died in every attempt. `on_failed` writes what else
    a failed row needs, in the transaction that fails it. `also_due` marks finished rows whose task
    has something left to do.
    """

    model: type[Job]
    name: str
    task: str
    stopped: str
    on_failed: Callable[[Any], None]
    also_due: Callable[[datetime], Q] = nothing_more


_KINDS: dict[type[Job], JobKind] = {}


def register(kind: JobKind) -> None:
    """To be called in an app's `ready`."""
    _KINDS[kind.model] = kind


def all_kinds() -> tuple[JobKind, ...]:
    return tuple(_KINDS.values())


def kind_of(model: type[Job]) -> JobKind:
    return _KINDS[model]
