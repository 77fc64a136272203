import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from schema.operations import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("digests", "0001_initial"),
        ("digests", "0002_letters_say_what_they_tell"),
        ("digests", "0003_digests_carry_what_did_not_fit"),
        ("digests", "0004_open_digest_and_stopped_runs"),
        ("digests", "0005_open_subscription_reader_key"),
        ("digests", "0006_turns_at_writing"),
    ]

    initial = True

    dependencies = [
        ("activity", "0001_initial"),
        ("members", "0002_squashed_0019_models"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="DigestRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("never", "nooit"),
                                    ("daily", "elke dag"),
                                    ("weekly", "elke week"),
                                    ("monthly", "elke maand"),
                                ],
                                max_length=8,
                                verbose_name="soort",
                            ),
                        ),
                        ("period", models.CharField(max_length=12, verbose_name="periode")),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="digest_runs",
                                to="activity.batch",
                                verbose_name="tot en met dagbundel",
                            ),
                        ),
                        ("planned_at", models.DateTimeField(verbose_name="gepland op")),
                        ("composed_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                        (
                            "stopped_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="stilgezet op"),
                        ),
                        (
                            "stopped_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="stilgezet door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "verzending",
                        "verbose_name_plural": "verzendingen",
                        "constraints": [
                            models.UniqueConstraint(fields=("kind", "period"), name="digest_run_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DigestDelivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="digests.digestrun",
                                verbose_name="verzending",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="digest_deliveries",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        ("after", models.PositiveBigIntegerField(verbose_name="na dagbundel")),
                        ("up_to", models.PositiveBigIntegerField(verbose_name="tot en met dagbundel")),
                        ("composed_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                        (
                            "settled_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="afgerond op"),
                        ),
                        ("is_empty", models.BooleanField(default=False, verbose_name="niets te melden")),
                        (
                            "carried",
                            models.TextField(
                                blank=True, db_default="", default="", verbose_name="bleef over van de vorige"
                            ),
                        ),
                        (
                            "left_over",
                            models.TextField(
                                blank=True,
                                db_default="",
                                default="",
                                verbose_name="bleef over voor de volgende",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bezorging",
                        "verbose_name_plural": "bezorgingen",
                        "indexes": [
                            models.Index(fields=["member", "-up_to"], name="digest_delivery_latest"),
                            models.Index(
                                condition=models.Q(("composed_at", None)),
                                fields=["run", "member"],
                                name="digest_delivery_pending",
                            ),
                            models.Index(
                                condition=models.Q(("settled_at", None)),
                                fields=["member"],
                                name="digest_delivery_unsettled",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("run", "member"), name="digest_delivery_once"),
                            models.UniqueConstraint(fields=("member", "after"), name="digest_delivery_chain"),
                            models.CheckConstraint(
                                condition=models.Q(("up_to__gt", models.F("after"))),
                                name="digest_delivery_forward",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MailPreference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "member",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mail_preference",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        (
                            "frequency",
                            models.CharField(
                                choices=[
                                    ("never", "nooit"),
                                    ("daily", "elke dag"),
                                    ("weekly", "elke week"),
                                    ("monthly", "elke maand"),
                                ],
                                default="weekly",
                                max_length=8,
                                verbose_name="hoe vaak",
                            ),
                        ),
                        (
                            "weekday",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "maandag"),
                                    (2, "dinsdag"),
                                    (3, "woensdag"),
                                    (4, "donderdag"),
                                    (5, "vrijdag"),
                                    (6, "zaterdag"),
                                    (7, "zondag"),
                                ],
                                default=2,
                                verbose_name="op welke dag",
                            ),
                        ),
                        (
                            "starts_after",
                            models.PositiveBigIntegerField(default=0, verbose_name="vanaf dagbundel"),
                        ),
                        ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                    ],
                    options={
                        "verbose_name": "mailvoorkeur",
                        "verbose_name_plural": "mailvoorkeuren",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("frequency__in", ["never", "daily", "weekly", "monthly"])
                                ),
                                name="preference_frequency",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("weekday__gte", 1), ("weekday__lte", 7)),
                                name="preference_weekday",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpenRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("monthly", "elke maand"), ("weekly", "elke week")],
                                max_length=8,
                                verbose_name="soort",
                            ),
                        ),
                        ("period", models.CharField(max_length=12, verbose_name="periode")),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="open_runs",
                                to="activity.batch",
                                verbose_name="tot en met dagbundel",
                            ),
                        ),
                        ("planned_at", models.DateTimeField(verbose_name="gepland op")),
                        ("composed_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                        (
                            "stopped_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="stilgezet op"),
                        ),
                        (
                            "stopped_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="stilgezet door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "open verzending",
                        "verbose_name_plural": "open verzendingen",
                        "constraints": [
                            models.UniqueConstraint(fields=("kind", "period"), name="open_run_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpenSubscription",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "address",
                            models.EmailField(max_length=254, unique=True, verbose_name="e-mailadres"),
                        ),
                        (
                            "reader_key",
                            models.CharField(
                                max_length=64, unique=True, verbose_name="kenmerk van het adres"
                            ),
                        ),
                        (
                            "frequency",
                            models.CharField(
                                choices=[("monthly", "elke maand"), ("weekly", "elke week")],
                                default="monthly",
                                max_length=8,
                                verbose_name="hoe vaak",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="bevestigd op"),
                        ),
                        (
                            "starts_after",
                            models.PositiveBigIntegerField(default=0, verbose_name="vanaf dagbundel"),
                        ),
                    ],
                    options={
                        "verbose_name": "aanmelding",
                        "verbose_name_plural": "aanmeldingen",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("frequency__in", ["monthly", "weekly"])),
                                name="open_subscription_frequency",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("address", django.db.models.functions.text.Lower("address"))
                                ),
                                name="open_subscription_lower_case",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpenDelivery",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="digests.openrun",
                                verbose_name="open verzending",
                            ),
                        ),
                        (
                            "subscription",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="deliveries",
                                to="digests.opensubscription",
                                verbose_name="aanmelding",
                            ),
                        ),
                        ("after", models.PositiveBigIntegerField(verbose_name="na dagbundel")),
                        ("up_to", models.PositiveBigIntegerField(verbose_name="tot en met dagbundel")),
                        ("composed_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                        (
                            "settled_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="afgerond op"),
                        ),
                        ("is_empty", models.BooleanField(default=False, verbose_name="niets te melden")),
                    ],
                    options={
                        "verbose_name": "open bezorging",
                        "verbose_name_plural": "open bezorgingen",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("run", "subscription"), name="open_delivery_once"
                            ),
                            models.UniqueConstraint(
                                fields=("subscription", "after"), name="open_delivery_chain"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("up_to__gt", models.F("after"))),
                                name="open_delivery_forward",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="WritingTurn",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("token", models.CharField(blank=True, max_length=32, verbose_name="van wie")),
                        ("until", models.DateTimeField(verbose_name="tot")),
                    ],
                    options={
                        "verbose_name": "beurt",
                        "verbose_name_plural": "beurten",
                    },
                ),
            ]
        )
    ]
