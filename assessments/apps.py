from django.apps import AppConfig

from assessments.immutable_rows import TRIGGERS
from lhs_portal.lib import immutability


class AssessmentsConfig(AppConfig):
    name = "assessments"
    label = "assessments"

    def ready(self) -> None:
        # Models can be imported only now.
        from assessments.sentences import tell_all

        tell_all()
        immutability.register(self, *TRIGGERS)
