from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="deleting_since",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="deletions",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
