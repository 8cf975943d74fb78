from typing import ClassVar

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("assessments", "0006_rater_key"),
        ("reports", "0007_longer_media_types"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="reportsettings",
            name="peers_by",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="reportsettings",
            name="peers_release",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="reportsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("peers_release__isnull", False), ("peers_by", ""), _connector="OR"
                ),
                name="report_settings_peers_of_release",
            ),
        ),
    ]
