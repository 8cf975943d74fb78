from django.apps import AppConfig


class DryRunConfig(AppConfig):
    name = "reports.dryrun"
    label = "dryrun"

    def ready(self) -> None:
        # Models can be imported only now.
        from reports.dryrun.jobs import DRY_RUN
        from reports.jobs import kinds

        kinds.register(DRY_RUN)
