import uuid
from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("reports", "0008_peers_choice"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="reportfile",
            name="kind",
            field=models.CharField(max_length=20),
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                ("step", models.CharField(blank=True, max_length=60)),
                ("progress", models.PositiveSmallIntegerField(default=0, help_text="Per cent.")),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("token", models.UUIDField(null=True)),
                ("lease_until", models.DateTimeField(null=True)),
                (
                    "enqueued_at",
                    models.DateTimeField(
                        help_text="When the job's id was last handed to the broker.", null=True
                    ),
                ),
                (
                    "not_before",
                    models.DateTimeField(help_text="No attempt before this time.", null=True),
                ),
                (
                    "error",
                    models.TextField(
                        blank=True, help_text="Why the last attempt failed, for people."
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("language", models.CharField(max_length=5)),
                ("requested_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting for a worker"),
                            ("running", "Being made"),
                            ("ready", "Ready"),
                            ("failed", "Could not be made"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("finished_at", models.DateTimeField(null=True)),
                ("translation", models.PositiveIntegerField(default=0)),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="renditions",
                        to="reports.report",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["requested_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "language"), name="rendition_language_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["queued", "running", "ready", "failed"])),
                        name="rendition_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "running"), _negated=True),
                            models.Q(("lease_until__isnull", False), ("token__isnull", False)),
                            _connector="OR",
                        ),
                        name="rendition_running_has_lease",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            ("finished_at__isnull", False),
                            _connector="OR",
                        ),
                        name="rendition_ready_is_finished",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True),
                            models.Q(("error", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="rendition_failed_says_why",
                    ),
                ],
            },
        ),
    ]
