"""Every row of the database as lines of JSON, the same from both engines, and back.

The first line of a model names its columns. Values keep all that they have: microseconds,
decimals as they are written, timestamps that a save would set anew.
"""

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Field, Model

from lhs_portal.lib.canonical import canonical_json
from reports.models import WorkerHeartbeat

BATCH = 500
# Who is signed in, and which workers are alive, is not true any more when a backup is read.
LEFT_OUT = {"sessions.session", WorkerHeartbeat._meta.label_lower}
# Made by the migrations on an empty database, and replaced by the backup's.
MADE_BY_MIGRATIONS = {"contenttypes.contenttype", "auth.permission"}

ModelClass = type[Model]


def all_models() -> list[ModelClass]:
    """With a table of their own, also those of many-to-many fields."""
    return sorted(
        (
            model
            for model in apps.get_models(include_auto_created=True)
            if model._meta.managed and not model._meta.proxy
        ),
        key=lambda model: model._meta.label_lower,
    )


def kept_models() -> dict[str, ModelClass]:
    """Those that a backup has, by label."""
    return {
        model._meta.label_lower: model
        for model in all_models()
        if model._meta.label_lower not in LEFT_OUT
    }


def filled_models() -> list[str]:
    """The labels of what has rows that people or jobs made."""
    return [
        label
        for label, model in kept_models().items()
        if label not in MADE_BY_MIGRATIONS and model._base_manager.exists()
    ]


def dump_rows(model: ModelClass) -> Iterator[bytes]:
    columns = [field.attname for field in _fields(model)]
    yield _line(columns)
    rows = model._base_manager.order_by("pk").values_list(*columns)
    for row in rows.iterator(chunk_size=BATCH):
        yield _line([_plain(value) for value in row])


def insert_rows(model: ModelClass, lines: Iterable[bytes]) -> int:
    """Returns how many. Triggers must be lifted; references are checked at the commit.

    Raises ValueError where the columns are not those of the model.
    """
    fields = _fields(model)
    lines = iter(lines)
    if json.loads(next(lines, b"null")) != [field.attname for field in fields]:
        raise ValueError(f"The columns of {model._meta.label} are not those of this version.")
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    count = 0
    with connection.cursor() as cursor:
        while batch := [json.loads(line) for line in islice(lines, BATCH)]:
            cursor.executemany(
                statement,
                [
                    [
                        field.get_db_prep_save(field.to_python(value), connection)
                        for field, value in zip(fields, row, strict=True)
                    ]
                    for row in batch
                ],
            )
            count += len(batch)
    return count


def delete_all_rows() -> None:
    """Also of what a backup leaves out. References are checked at the commit."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model in all_models():
            cursor.execute(f"DELETE FROM {quote(model._meta.db_table)}")  # noqa: S608


def reset_sequences() -> None:
    """So that the next row gets a number that is free (PostgreSQL; SQLite sees to it itself)."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), all_models()):
            cursor.execute(statement)


def _fields(model: ModelClass) -> list["Field[Any, Any]"]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def _line(values: list[Any]) -> bytes:
    return canonical_json(values)


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
        case _:
            return value
