"""Rows that the database itself refuses to change: triggers, on SQLite and on PostgreSQL.

Apps register their triggers; after every migration they are installed where they are missing or
have changed, and before a migration they are dropped, because a changed table would lose them
(SQLite) or could not be changed under them (PostgreSQL). TRUNCATE on PostgreSQL passes them by: it
takes the table's owner, who could drop them as well.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate

Event = Literal["insert", "update", "delete"]
PREFIX = "immutable_"


@dataclass(frozen=True, slots=True)
class Trigger:
    """Refuses an event on rows of one table, with IntegrityError and the message.

    `condition` is SQL that both engines know, over OLD and NEW. Of an update, only a change in
    `columns` is refused, or one in `only_to_null` to anything but NULL.
    """

    table: str
    event: Event
    message: str
    condition: str = "1 = 1"
    columns: tuple[str, ...] = ()
    only_to_null: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Holds a digest of the whole, so that a changed trigger is a missing one."""
        digest = hashlib.sha256(repr(self).encode()).hexdigest()[:10]
        return f"{PREFIX}{self.table}_{self.event}_{digest}"


_registered: dict[str, tuple[Trigger, ...]] = {}


def register(app: AppConfig, *triggers: Trigger) -> None:
    """To be called in the app's `ready`. The tables may belong to other apps."""
    _registered[app.label] = triggers
    pre_migrate.connect(_before_migrations, sender=app, dispatch_uid=f"immutable {app.label}")
    post_migrate.connect(_after_migrations, sender=app, dispatch_uid=f"immutable {app.label}")


def missing_triggers(using: str = "default") -> tuple[Trigger, ...]:
    """Those whose table exists and that do not stand in the database."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    installed = _installed(connection)
    return tuple(
        trigger
        for triggers in _registered.values()
        for trigger in triggers
        if trigger.table in tables and trigger.name not in installed
    )


def install(using: str = "default") -> None:
    """Brings the database to what is registered; where it is there already, nothing happens."""
    connection = connections[using]
    known = {trigger.name for triggers in _registered.values() for trigger in triggers}
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for name, table in _installed(connection).items():
            if name not in known:
                _drop(connection, cursor, name, table)
        for trigger in missing_triggers(using):
            for statement in _STATEMENTS[connection.vendor](trigger):
                cursor.execute(statement)


def uninstall(using: str = "default") -> None:
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for name, table in _installed(connection).items():
            _drop(connection, cursor, name, table)


@contextmanager
def lifted(using: str = "default") -> Iterator[None]:
    """Without triggers inside: for restoring a backup, and for emptying a test's database.

    Nothing else may be using the database meanwhile. An error inside leaves them installed too.
    """
    uninstall(using)
    try:
        yield
    finally:
        install(using)


def _before_migrations(*, using: str, plan: list[Any], **_kwargs: Any) -> None:
    if plan:
        uninstall(using)


def _after_migrations(*, using: str, **_kwargs: Any) -> None:
    install(using)


def _installed(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The names of triggers of ours, with their tables."""
    with connection.cursor() as cursor:
        cursor.execute(_CATALOG[connection.vendor], [f"{PREFIX}%"])
        return dict(cursor.fetchall())


def _drop(connection: BaseDatabaseWrapper, cursor: Any, name: str, table: str) -> None:
    quote = connection.ops.quote_name
    if connection.vendor == "postgresql":
        cursor.execute(f"DROP TRIGGER IF EXISTS {quote(name)} ON {quote(table)}")
        cursor.execute(f"DROP FUNCTION IF EXISTS {quote(name)}()")
    else:
        cursor.execute(f"DROP TRIGGER IF EXISTS {quote(name)}")


def _refused(trigger: Trigger, differs: str) -> str:
    """The whole condition; `differs` is how the engine compares two values of which one is NULL."""
    changes = [f'OLD."{column}" {differs} NEW."{column}"' for column in trigger.columns]
    changes += [
        f'(OLD."{column}" {differs} NEW."{column}" AND NEW."{column}" IS NOT NULL)'
        for column in trigger.only_to_null
    ]
    return f"({trigger.condition})" + (f" AND ({' OR '.join(changes)})" if changes else "")


def _sqlite_statements(trigger: Trigger) -> list[str]:
    message = trigger.message.replace("'", "''")
    return [
        f'CREATE TRIGGER "{trigger.name}" BEFORE {trigger.event.upper()} ON "{trigger.table}" '
        f"FOR EACH ROW WHEN {_refused(trigger, 'IS NOT')} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    ]


def _postgresql_statements(trigger: Trigger) -> list[str]:
    message = trigger.message.replace("'", "''")
    row = "OLD" if trigger.event == "delete" else "NEW"
    return [
        f'CREATE OR REPLACE FUNCTION "{trigger.name}"() RETURNS trigger LANGUAGE plpgsql AS '
        f"$refuse$ BEGIN IF {_refused(trigger, 'IS DISTINCT FROM')} THEN "
        f"RAISE EXCEPTION USING MESSAGE = '{message}', "
        f"ERRCODE = 'integrity_constraint_violation', TABLE = '{trigger.table}'; "
        f"END IF; RETURN {row}; END $refuse$",
        f'CREATE TRIGGER "{trigger.name}" BEFORE {trigger.event.upper()} ON "{trigger.table}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{trigger.name}"()',
    ]


_STATEMENTS = {"sqlite": _sqlite_statements, "postgresql": _postgresql_statements}
_CATALOG = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
    "postgresql": (
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace "
        "AND tgname LIKE %s"
    ),
}
