from django.apps import AppConfig

from assessments.immutable_rows import TRIGGERS
from lhs_portal.lib import immutability


class AssessmentsConfig(AppConfig):
    name = "assessments"
    label = "assessments"

    def ready(self) -> None:
        immutability.register(self, *TRIGGERS)
