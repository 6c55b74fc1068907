import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.platform.personal.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("mail", "Mail"),
                            ("sms", "Text message"),
                            ("wecom", "Government WeChat"),
                            ("dingtalk", "DingTalk"),
                        ],
                        max_length=10,
                    ),
                ),
                ("to", gongkai.platform.personal.fields.EncryptedTextField()),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("body", gongkai.platform.personal.fields.EncryptedTextField()),
                ("about_kind", models.CharField(blank=True, max_length=80)),
                ("about", models.CharField(blank=True, max_length=40)),
                ("organ", models.PositiveBigIntegerField(db_index=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uncertain", "Uncertain"),
                            ("failed", "Failed"),
                            ("sending", "Being sent"),
                            ("waiting", "Waiting"),
                            ("sent", "Sent"),
                            ("cancelled", "Cancelled"),
                        ],
                        db_index=True,
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", ""),
                            ("refused", "The receiving side refused it"),
                            ("unreachable", "The receiving side could not be reached"),
                            ("interrupted", "The program was interrupted while it was being sent"),
                            ("no_answer", "It was handed over, and no answer came"),
                            ("restored", "It comes from a backup, and may have been sent since"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=40)),
                ("not_before", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("begun_at", models.DateTimeField(null=True)),
                ("queued_at", models.DateTimeField(db_index=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "queued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", True), ("sent_by__isnull", True)),
                            models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="outbox_message_sent_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_at__isnull", True), ("cancelled_by__isnull", True)),
                            models.Q(("cancelled_at__isnull", False), ("cancelled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="outbox_message_cancelled_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at", None)),
                            _connector="OR",
                        ),
                        name="outbox_sent_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_at__isnull", False), ("state", "cancelled")),
                            models.Q(models.Q(("state", "cancelled"), _negated=True), ("cancelled_at", None)),
                            _connector="OR",
                        ),
                        name="outbox_cancelled_says_when",
                    ),
                ],
            },
        ),
    ]
