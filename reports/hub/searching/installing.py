"""The index stands beside the migrations: it is put there after each run, where it is missing."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def register(app: AppConfig) -> None:
    """To be called in the app's `ready`."""
    post_migrate.connect(_after_migrations, sender=app, dispatch_uid="hub search index")


def _after_migrations(*, using: str, **_kwargs: Any) -> None:
    # Models can be imported only now.
    from reports.hub.searching import postgresql, sqlite

    connection = connections[using]
    if postgresql.TABLE in connection.introspection.table_names():
        {"sqlite": sqlite.install, "postgresql": postgresql.install}[connection.vendor](connection)
