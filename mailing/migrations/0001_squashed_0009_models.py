import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from schema.operations import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("mailing", "0001_initial"),
        ("mailing", "0002_letter_reply_about"),
        ("mailing", "0003_lease"),
        ("mailing", "0004_events_and_lists"),
        ("mailing", "0005_unsubscriptions"),
        ("mailing", "0006_domain_pace"),
        ("mailing", "0007_letter_parts"),
        ("mailing", "0008_letter_calendar"),
        ("mailing", "0009_longer_list"),
    ]

    initial = True

    dependencies = [
        ("members", "0002_squashed_0019_models"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="DomainPace",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("domain", models.CharField(max_length=253, unique=True, verbose_name="domein")),
                        ("minute", models.DateTimeField(verbose_name="minuut")),
                        ("count", models.PositiveIntegerField(verbose_name="aantal")),
                    ],
                    options={
                        "verbose_name": "tempo",
                        "verbose_name_plural": "tempo's",
                    },
                ),
                migrations.CreateModel(
                    name="Heartbeat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=40, unique=True, verbose_name="naam")),
                        ("beat_at", models.DateTimeField(verbose_name="laatst gezien")),
                        (
                            "trouble",
                            models.CharField(blank=True, max_length=300, verbose_name="wat er mis is"),
                        ),
                    ],
                    options={
                        "verbose_name": "hartslag",
                        "verbose_name_plural": "hartslagen",
                    },
                ),
                migrations.CreateModel(
                    name="Hold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="reden")),
                        ("since", models.DateTimeField(verbose_name="sinds")),
                        (
                            "released_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="vrijgegeven op"),
                        ),
                        (
                            "released_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="vrijgegeven door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "stop",
                        "verbose_name_plural": "stops",
                        "constraints": [
                            models.UniqueConstraint(
                                models.Value(1),
                                condition=models.Q(("released_at", None)),
                                name="hold_one_open",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KnownSite",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("host", models.CharField(max_length=253, verbose_name="adres")),
                    ],
                    options={
                        "verbose_name": "bekend adres",
                        "verbose_name_plural": "bekende adressen",
                    },
                ),
                migrations.CreateModel(
                    name="Lease",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("token", models.CharField(max_length=32, unique=True)),
                        (
                            "handing",
                            models.PositiveBigIntegerField(null=True, verbose_name="brief die nu weggaat"),
                        ),
                        ("until", models.DateTimeField(verbose_name="geclaimd tot")),
                    ],
                    options={
                        "verbose_name": "greep",
                        "verbose_name_plural": "grepen",
                    },
                ),
                migrations.CreateModel(
                    name="LetterPart",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("about", models.CharField(max_length=80, verbose_name="waarover")),
                        ("key", models.CharField(max_length=16, verbose_name="kenmerk")),
                        ("text", models.TextField(blank=True, verbose_name="tekst")),
                        ("html", models.TextField(blank=True, verbose_name="opmaak")),
                        ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                    ],
                    options={
                        "verbose_name": "bouwsteen",
                        "verbose_name_plural": "bouwstenen",
                        "constraints": [
                            models.UniqueConstraint(fields=("key", "about"), name="letter_part_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OutgoingMail",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=160, unique=True, verbose_name="sleutel")),
                        (
                            "message_id",
                            models.CharField(max_length=200, unique=True, verbose_name="Message-ID"),
                        ),
                        ("letter", models.CharField(max_length=60, verbose_name="soort brief")),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letters",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="aan lid",
                            ),
                        ),
                        ("about", models.CharField(blank=True, max_length=80, verbose_name="waarover")),
                        (
                            "reply_about",
                            models.CharField(
                                blank=True,
                                db_default="",
                                default="",
                                max_length=80,
                                verbose_name="antwoord gaat over",
                            ),
                        ),
                        (
                            "list_of",
                            models.CharField(
                                blank=True, db_default="", default="", max_length=450, verbose_name="lijst"
                            ),
                        ),
                        ("to_address", models.EmailField(max_length=254, verbose_name="aan")),
                        ("to_name", models.CharField(blank=True, max_length=160, verbose_name="naam")),
                        ("subject", models.CharField(max_length=250, verbose_name="onderwerp")),
                        ("text", models.TextField(blank=True, verbose_name="tekst")),
                        ("html", models.TextField(blank=True, verbose_name="opmaak")),
                        (
                            "parts",
                            models.TextField(
                                blank=True, db_default="", default="", verbose_name="samengesteld uit"
                            ),
                        ),
                        (
                            "calendar",
                            models.TextField(
                                blank=True, db_default="", default="", verbose_name="voor de agenda"
                            ),
                        ),
                        ("thread_id", models.CharField(blank=True, max_length=200, verbose_name="hoort bij")),
                        ("has_secret", models.BooleanField(default=False, verbose_name="bevat een geheim")),
                        (
                            "priority",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "aanmelden"),
                                    (2, "persoonlijk"),
                                    (3, "bericht"),
                                    (4, "overzicht"),
                                ],
                                default=3,
                                verbose_name="voorrang",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "wacht"),
                                    ("sending", "wordt verstuurd"),
                                    ("sent", "verstuurd"),
                                    ("failed", "mislukt"),
                                    ("held", "vastgehouden"),
                                    ("cancelled", "vervallen"),
                                ],
                                default="queued",
                                max_length=10,
                                verbose_name="stand",
                            ),
                        ),
                        (
                            "attempts",
                            models.PositiveSmallIntegerField(default=0, verbose_name="pogingen met uitslag"),
                        ),
                        (
                            "claims",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="keren geclaimd zonder uitslag"
                            ),
                        ),
                        (
                            "in_doubt",
                            models.PositiveSmallIntegerField(default=0, verbose_name="keren in twijfel"),
                        ),
                        ("due_at", models.DateTimeField(verbose_name="vanaf")),
                        (
                            "expires_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="niet meer na"),
                        ),
                        ("lease_token", models.CharField(blank=True, max_length=32)),
                        (
                            "last_code",
                            models.CharField(blank=True, max_length=12, verbose_name="laatste code"),
                        ),
                        (
                            "last_error",
                            models.CharField(blank=True, max_length=300, verbose_name="laatste fout"),
                        ),
                        (
                            "tried_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="laatst geprobeerd op"),
                        ),
                        ("queued_at", models.DateTimeField(verbose_name="geschreven op")),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="verstuurd op")),
                    ],
                    options={
                        "verbose_name": "brief",
                        "verbose_name_plural": "brieven",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state__in", ["queued", "sending"])),
                                fields=["priority", "due_at", "id"],
                                name="mail_due",
                            ),
                            models.Index(fields=["letter", "about"], name="mail_about"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["queued", "sending", "sent", "failed", "held", "cancelled"],
                                    )
                                ),
                                name="mail_state",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MailEvent",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(max_length=160, unique=True, verbose_name="kenmerk")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("hard", "adres bestaat niet"),
                                    ("soft", "kon niet worden bezorgd"),
                                    ("policy", "geweigerd om wie wij zijn"),
                                    ("rejected", "brief geweigerd"),
                                    ("delayed", "vertraagd"),
                                    ("complained", "als ongewenst gemeld"),
                                    ("delivered", "bezorgd"),
                                    ("trusted", "weer vertrouwd"),
                                ],
                                max_length=10,
                                verbose_name="soort",
                            ),
                        ),
                        (
                            "letter",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="events",
                                to="mailing.outgoingmail",
                                verbose_name="brief",
                            ),
                        ),
                        ("address", models.EmailField(max_length=254, verbose_name="adres")),
                        ("code", models.CharField(blank=True, max_length=12, verbose_name="code")),
                        ("detail", models.CharField(blank=True, max_length=300, verbose_name="uitleg")),
                        ("happened_at", models.DateTimeField(verbose_name="wanneer")),
                    ],
                    options={
                        "verbose_name": "postgebeurtenis",
                        "verbose_name_plural": "postgebeurtenissen",
                        "indexes": [
                            models.Index(fields=["address", "happened_at"], name="mail_event_address")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "hard",
                                            "soft",
                                            "policy",
                                            "rejected",
                                            "delayed",
                                            "complained",
                                            "delivered",
                                            "trusted",
                                        ],
                                    )
                                ),
                                name="mail_event_kind",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Suppression",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("address", models.EmailField(max_length=254, unique=True, verbose_name="adres")),
                        ("reason", models.CharField(max_length=300, verbose_name="reden")),
                        ("since", models.DateTimeField(verbose_name="sinds")),
                    ],
                    options={
                        "verbose_name": "geweigerd adres",
                        "verbose_name_plural": "geweigerde adressen",
                    },
                ),
                migrations.CreateModel(
                    name="Unsubscription",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="unsubscriptions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        (
                            "address_key",
                            models.CharField(blank=True, max_length=64, verbose_name="kenmerk van het adres"),
                        ),
                        ("topic", models.CharField(max_length=80, verbose_name="waarvan")),
                        ("label", models.CharField(blank=True, max_length=250, verbose_name="onderwerp")),
                        ("since", models.DateTimeField(verbose_name="sinds")),
                    ],
                    options={
                        "verbose_name": "afmelding",
                        "verbose_name_plural": "afmeldingen",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("member__isnull", False)),
                                fields=("member", "topic"),
                                name="unsubscription_of_member",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("member", None)),
                                fields=("address_key", "topic"),
                                name="unsubscription_of_address",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("member", None), ("address_key", ""), _connector="XOR"),
                                name="unsubscription_of_somebody",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
