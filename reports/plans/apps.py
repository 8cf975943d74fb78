from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "reports.plans"
    label = "plans"

    def ready(self) -> None:
        from reports.plans.sentences import tell_all

        tell_all()
