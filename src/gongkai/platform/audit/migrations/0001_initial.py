from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("seq", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("reason", models.TextField()),
                ("erased_at", models.DateTimeField()),
                ("erased_by", models.PositiveBigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Payload",
            fields=[
                ("seq", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("salt", models.CharField(max_length=32)),
                ("text", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("seq", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True)),
                ("event", models.CharField(db_index=True, max_length=80)),
                ("person", models.PositiveBigIntegerField(db_index=True)),
                ("about_kind", models.CharField(max_length=80)),
                ("about", models.CharField(max_length=40)),
                ("organ", models.PositiveBigIntegerField(db_index=True, null=True)),
                ("text", models.TextField()),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ("-seq",),
                "indexes": [models.Index(fields=["about_kind", "about"], name="audit_entry_about_k_c03984_idx")],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("seq", models.PositiveBigIntegerField()),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="audit_head_is_one_row")],
            },
        ),
    ]
