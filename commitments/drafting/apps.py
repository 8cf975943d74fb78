from django.apps import AppConfig
from django.urls import register_converter

from commitments.drafting.codes import CodeConverter
from commitments.drafting.immutable_rows import TRIGGERS
from lhs_portal.lib import immutability


class DraftingConfig(AppConfig):
    name = "commitments.drafting"
    label = "drafting"

    def ready(self) -> None:
        immutability.register(self, *TRIGGERS)
        register_converter(CodeConverter, "code")
