from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "reports.workbench"
    label = "workbench"

    def ready(self) -> None:
        from commitments import item_figures
        from reports.workbench.item_figures import load_newest_figures
        from reports.workbench.sentences import tell_all

        tell_all()
        item_figures.register(load_newest_figures)
