from django.apps import AppConfig

from lhs_portal.lib import immutability
from reports.releases.immutable_rows import TRIGGERS


class ReleasesConfig(AppConfig):
    name = "reports.releases"
    label = "releases"

    def ready(self) -> None:
        # Models can be imported only now.
        from reports.jobs import kinds
        from reports.releases.jobs import RELEASE
        from reports.releases.sentences import tell_all

        kinds.register(RELEASE)
        tell_all()
        immutability.register(self, *TRIGGERS)
