import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Row",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=80)),
                ("record", models.PositiveBigIntegerField(null=True)),
                ("organ", models.PositiveBigIntegerField(null=True)),
                ("day", models.DateField(null=True)),
                ("year", models.PositiveSmallIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Text",
            fields=[
                (
                    "row",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="search.row",
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("title_en", models.CharField(blank=True, max_length=300)),
                ("numbers", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("body_en", models.TextField(blank=True)),
                ("shape", models.TextField(blank=True)),
                ("tokens", models.TextField(blank=True)),
            ],
        ),
        migrations.AddConstraint(
            model_name="row",
            constraint=models.UniqueConstraint(fields=("kind", "key"), name="search_one_row_a_record"),
        ),
    ]
