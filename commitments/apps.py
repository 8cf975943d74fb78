from django.apps import AppConfig

from commitments import checks  # noqa: F401 -- its check registers itself
from commitments.immutable_rows import TRIGGERS
from lhs_portal.lib import immutability


class CommitmentsConfig(AppConfig):
    name = "commitments"
    label = "commitments"

    def ready(self) -> None:
        immutability.register(self, *TRIGGERS)
