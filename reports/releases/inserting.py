"""Very many rows at once, by the quickest way of each engine: COPY, or one prepared INSERT."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Model

BATCH = 5000  # rows that stand in memory for SQLite


def insert_rows(
    model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[str | int | None]]
) -> None:
    """Values as both engines take them: decimals, JSON and ids (`UUID.hex`) are text.

    No field of the model is asked, so there are no defaults. What the database itself demands,
    triggers among them, it demands of each of these rows as of any other.
    """
    quote = connection.ops.quote_name
    into = f"{quote(model._meta.db_table)} ({', '.join(map(quote, columns))})"
    if connection.vendor == "postgresql":
        _copy(f"COPY {into} FROM STDIN", rows)
    else:
        marks = ", ".join(["%s"] * len(columns))
        _insert(f"INSERT INTO {into} VALUES ({marks})", iter(rows))  # noqa: S608 - our own words


def _copy(statement: str, rows: Iterable[Sequence[Any]]) -> None:
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _insert(statement: str, rows: Iterator[Sequence[Any]]) -> None:
    with connection.cursor() as cursor:
        while batch := list(islice(rows, BATCH)):
            cursor.executemany(statement, batch)
