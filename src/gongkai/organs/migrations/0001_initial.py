import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Organ",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("set_up_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                (
                    "ended_how",
                    models.CharField(
                        blank=True, choices=[("merged", "Merged"), ("abolished", "Abolished")], max_length=20
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=9999)),
                ("organisation_code", models.CharField(blank=True, max_length=9)),
                ("credit_code", models.CharField(blank=True, max_length=18)),
                ("index_prefix", models.CharField(blank=True, max_length=40)),
                ("contact_office", models.CharField(blank=True, max_length=100)),
                ("contact_telephone", models.CharField(blank=True, max_length=60)),
                ("contact_email", models.EmailField(blank=True, max_length=254)),
                ("contact_address", models.CharField(blank=True, max_length=200)),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_how", ""), ("ended_on", None)),
                            models.Q(("ended_how__in", ["merged", "abolished"]), ("ended_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="organs_end_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on", None), ("ended_on__gt", models.F("set_up_on")), _connector="OR"
                        ),
                        name="organs_end_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("organisation_code", ""), _negated=True),
                        fields=("organisation_code",),
                        name="organs_one_organisation_code",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("credit_code", ""), _negated=True),
                        fields=("credit_code",),
                        name="organs_one_credit_code",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="membership",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="organs.organ",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=20)),
                ("with_below", models.BooleanField(default=False)),
                ("from_day", models.DateField()),
                ("until_day", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="organs.organ",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OrganName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_day", models.DateField()),
                ("name", models.CharField(db_index=True, max_length=100)),
                ("short_name", models.CharField(blank=True, max_length=40)),
                ("sort_key", models.CharField(max_length=200)),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="names", to="organs.organ"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OrganParent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_day", models.DateField()),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parents", to="organs.organ"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organs.organ"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OrganStatus",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_day", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("government", "People's government"),
                            ("government_office", "General office of a government"),
                            ("department", "Department of a government"),
                            ("dispatched_organ", "Dispatched organ"),
                            ("dispatched_agency", "Dispatched agency"),
                            ("subdistrict", "Sub-district office"),
                            ("township", "Township government"),
                            ("vertical", "Organ under vertical management"),
                            ("authorised", "Organisation authorised by law"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("province", "Province"),
                            ("prefecture", "Prefecture"),
                            ("county", "County"),
                            ("township", "Township"),
                        ],
                        max_length=20,
                    ),
                ),
                ("site_address", models.URLField(blank=True)),
                ("report_by", models.CharField(blank=True, max_length=5)),
                (
                    "acts_through",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organs.organ"
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statuses", to="organs.organ"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReportsInto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_day", models.DateField()),
                (
                    "into",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organs.organ"
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports_into", to="organs.organ"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Successor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_day", models.DateField()),
                (
                    "heir",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="inherited", to="organs.organ"
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="successors", to="organs.organ"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Deputy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_day", models.DateField()),
                ("until_day", models.DateField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deputies", to="organs.appointment"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputising",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="organs_deputy_ended_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_day__gte", models.F("from_day"))), name="organs_deputy_days"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                    _connector="OR",
                ),
                name="organs_appointment_ended_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_day", None), ("until_day__gte", models.F("from_day")), _connector="OR"),
                name="organs_appointment_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="organname",
            constraint=models.UniqueConstraint(fields=("organ", "from_day"), name="organs_one_name_a_day"),
        ),
        migrations.AddConstraint(
            model_name="organparent",
            constraint=models.UniqueConstraint(fields=("organ", "from_day"), name="organs_one_parent_a_day"),
        ),
        migrations.AddConstraint(
            model_name="organparent",
            constraint=models.CheckConstraint(
                condition=models.Q(("organ", models.F("parent")), _negated=True), name="organs_not_own_parent"
            ),
        ),
        migrations.AddConstraint(
            model_name="organstatus",
            constraint=models.UniqueConstraint(fields=("organ", "from_day"), name="organs_one_status_a_day"),
        ),
        migrations.AddConstraint(
            model_name="organstatus",
            constraint=models.CheckConstraint(
                condition=models.Q(("organ", models.F("acts_through")), _negated=True), name="organs_not_through_itself"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportsinto",
            constraint=models.UniqueConstraint(fields=("organ", "from_day"), name="organs_one_into_a_day"),
        ),
        migrations.AddConstraint(
            model_name="reportsinto",
            constraint=models.CheckConstraint(
                condition=models.Q(("organ", models.F("into")), _negated=True), name="organs_not_into_itself"
            ),
        ),
        migrations.AddConstraint(
            model_name="successor",
            constraint=models.UniqueConstraint(fields=("organ", "heir"), name="organs_heir_once"),
        ),
    ]
