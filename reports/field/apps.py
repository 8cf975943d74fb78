from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "reports.field"
    label = "field"

    def ready(self) -> None:
        from reports.field.sentences import tell_all

        tell_all()
