from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import get_language, gettext, ngettext, override

from lhs_portal.lib.languages import bring_language
from lhs_portal.lib.wording import bring_translator


class SiteConfig(AppConfig):
    name = "lhs_portal.site"
    label = "site"

    def ready(self) -> None:
        bring_translator(gettext, ngettext)
        bring_language(get_language, override)
        # Whoever sends a message, sends it through our broker.
        import_module("lhs_portal.celery")
