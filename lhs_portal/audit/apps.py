from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "lhs_portal.audit"
    label = "audit"
