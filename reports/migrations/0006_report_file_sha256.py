from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0005_frozen_digest_index'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='reportfile',
            index=models.Index(fields=['sha256'], name='report_file_sha256'),
        ),
    ]
