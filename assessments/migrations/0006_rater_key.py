import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0005_states")]

    operations = [
        migrations.AddField(
            model_name="rater",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
    ]
