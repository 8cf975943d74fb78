from typing import Any

from django.db import migrations
from django.db.models import F


def sign(apps: Any, _schema_editor: Any) -> None:
    """What was submitted before there was a sign-off has its report: it counts as signed."""
    rows = apps.get_model("assessments", "Assessment").objects.filter(state="submitted")
    rows.update(state="signed", signed_at=F("submitted_at"))


def unsign(apps: Any, _schema_editor: Any) -> None:
    rows = apps.get_model("assessments", "Assessment").objects
    rows.filter(state="signed").update(state="submitted", signed_at=None)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0003_many_raters")]
    operations = [migrations.RunPython(sign, unsign)]
