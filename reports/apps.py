from importlib import import_module

from django.apps import AppConfig

from lhs_portal.lib import immutability
from reports.immutable_rows import TRIGGERS


class ReportsConfig(AppConfig):
    name = "reports"
    label = "reports"

    def ready(self) -> None:
        # Models can be imported only now.
        from reports.jobs import kinds
        from reports.jobs.of_reports import REPORT
        from reports.jobs.renditions import RENDITION
        from reports.sentences import tell_all

        kinds.register(REPORT)
        kinds.register(RENDITION)
        tell_all()
        immutability.register(self, *TRIGGERS)
        import_module("reports.receivers")
