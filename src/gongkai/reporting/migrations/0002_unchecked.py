"""未核对: a reading tells what could not be checked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """See above."""

    dependencies = [("reporting", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="reading",
            name="unchecked",
            field=models.JSONField(default=list),
        ),
    ]
