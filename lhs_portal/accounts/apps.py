from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "lhs_portal.accounts"
    label = "accounts"
