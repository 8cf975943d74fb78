from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from django.db import connection
from django.db.models import QuerySet

from reports.hub.models import StoryVersion
from reports.hub.searching.postgresql import PostgreSQL
from reports.hub.searching.sqlite import SQLite


class Engine(Protocol):
    def matching(
        self, texts: QuerySet[StoryVersion], words: Sequence[str]
    ) -> QuerySet[StoryVersion]: ...

    def snippets(self, texts: Collection[int], words: Sequence[str]) -> Mapping[int, str]: ...


_ENGINES: dict[str, Engine] = {"sqlite": SQLite(), "postgresql": PostgreSQL()}


def engine_of() -> Engine:
    return _ENGINES[connection.vendor]
