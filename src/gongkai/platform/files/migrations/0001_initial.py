import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("size", models.PositiveBigIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("looked_through", models.BooleanField()),
                ("unneeded_since", models.DateTimeField(null=True)),
                ("deleting_since", models.DateTimeField(null=True)),
                ("deletions", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organ", models.PositiveBigIntegerField(db_index=True)),
                ("name", models.CharField(max_length=200)),
                ("about_kind", models.CharField(blank=True, max_length=80)),
                ("about", models.CharField(blank=True, max_length=40)),
                ("added_at", models.DateTimeField(db_index=True)),
                ("added_by", models.PositiveBigIntegerField()),
                ("removed_at", models.DateTimeField(null=True)),
                ("removed_by", models.PositiveBigIntegerField(null=True)),
                (
                    "stored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="files.storedfile"
                    ),
                ),
            ],
            options={
                "ordering": ("-added_at", "-pk"),
                "indexes": [models.Index(fields=["about_kind", "about"], name="files_attac_about_k_57b938_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="files_attachment_removed_pair",
                    )
                ],
            },
        ),
    ]
