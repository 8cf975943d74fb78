from django.apps import AppConfig

from lhs_portal.audit.immutable_rows import TRIGGERS
from lhs_portal.lib import immutability


class AuditConfig(AppConfig):
    name = "lhs_portal.audit"
    label = "audit"

    def ready(self) -> None:
        immutability.register(self, *TRIGGERS)
