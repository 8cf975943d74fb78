from django.apps import AppConfig

from lhs_portal.lib import immutability
from reports.hub.immutable_rows import TRIGGERS


class HubConfig(AppConfig):
    name = "reports.hub"
    label = "hub"

    def ready(self) -> None:
        # Models can be imported only now.
        from reports.hub.searching import installing
        from reports.hub.sentences import tell_all

        tell_all()
        immutability.register(self, *TRIGGERS)
        installing.register(self)
