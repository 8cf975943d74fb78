from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "lhs_portal.accounts"
    label = "accounts"

    def ready(self) -> None:
        # Models can be imported only now.
        from lhs_portal.accounts.sentences import tell_all

        tell_all()
        post_migrate.connect(make_cache_table, sender=self)


def make_cache_table(using: str, **_: Any) -> None:
    """The table of the cache, which counts for the rate limits, comes with the migrations."""
    call_command("createcachetable", database=using, verbosity=0)
