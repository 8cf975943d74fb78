import hashlib

from django.db import migrations


def fill(apps, schema_editor):
    reports = apps.get_model("reports", "Report").objects.filter(frozen_digest="")
    for pk, frozen in reports.values_list("pk", "frozen_input").iterator():
        digest = hashlib.sha256(frozen.encode()).hexdigest()
        reports.filter(pk=pk).update(frozen_digest=digest)


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_change_settings_shares")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
