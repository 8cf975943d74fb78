from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "lhs_portal.site"
    label = "site"
