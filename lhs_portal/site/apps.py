from importlib import import_module

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "lhs_portal.site"
    label = "site"

    def ready(self) -> None:
        # Whoever sends a message, sends it through our broker.
        import_module("lhs_portal.celery")
