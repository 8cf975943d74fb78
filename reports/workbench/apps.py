from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "reports.workbench"
    label = "workbench"

    def ready(self) -> None:
        from reports.workbench.sentences import tell_all

        tell_all()
