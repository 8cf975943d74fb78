import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0004_submitted_is_signed")]

    operations = [
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mode', 'together'), ('state__in', ('answering', 'awaiting', 'signed'))), models.Q(('mode', 'independent'), ('state__in', ('preparing', 'rating', 'settling', 'awaiting', 'signed'))), _connector='OR'), name='assessment_state_known'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('preparing', 'rating', 'settling', 'answering')), ('submitted_at__isnull', True)), models.Q(('state__in', ['awaiting', 'signed']), ('submitted_at__isnull', False)), _connector='OR'), name='assessment_submitted_at'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('signed_at__isnull', False), ('state', 'signed')), models.Q(models.Q(('state', 'signed'), _negated=True), ('signed_at__isnull', True)), _connector='OR'), name='assessment_signed_at'),
        ),
    ]
