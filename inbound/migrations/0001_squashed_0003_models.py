import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from schema.operations import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("inbound", "0001_initial"),
        ("inbound", "0002_held_and_refused"),
        ("inbound", "0003_mailbox_visit"),
    ]

    initial = True

    dependencies = [
        ("members", "0002_squashed_0019_models"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="InboundMail",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("fingerprint", models.CharField(max_length=64, unique=True, verbose_name="kenmerk")),
                        ("recipient", models.CharField(max_length=320, verbose_name="aan")),
                        ("sender", models.CharField(blank=True, max_length=320, verbose_name="van adres")),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="inbound_mail",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="van lid",
                            ),
                        ),
                        ("raw", models.BinaryField(verbose_name="zoals het binnenkwam")),
                        ("size", models.PositiveIntegerField(verbose_name="grootte in bytes")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("received", "nog niet gelezen"),
                                    ("taken", "verwerkt"),
                                    ("automatic", "automatisch bericht"),
                                    ("bounce", "niet bezorgd"),
                                    ("unknown", "hoort nergens bij"),
                                    ("refused", "teruggestuurd"),
                                    ("held", "wacht op het lid"),
                                    ("disowned", "niet van het lid"),
                                    ("stuck", "vastgelopen"),
                                ],
                                default="received",
                                max_length=10,
                                verbose_name="stand",
                            ),
                        ),
                        (
                            "attempts",
                            models.PositiveSmallIntegerField(default=0, verbose_name="keren gelezen"),
                        ),
                        (
                            "lease_until",
                            models.DateTimeField(blank=True, null=True, verbose_name="wordt gelezen tot"),
                        ),
                        ("received_at", models.DateTimeField(verbose_name="ontvangen op")),
                        (
                            "settled_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="afgehandeld op"),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="beantwoord op"),
                        ),
                        ("owned_at", models.DateTimeField(blank=True, null=True, verbose_name="erkend op")),
                    ],
                    options={
                        "verbose_name": "binnengekomen mail",
                        "verbose_name_plural": "binnengekomen mail",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("state", "received")), fields=["id"], name="inbound_due"
                            ),
                            models.Index(fields=["received_at"], name="inbound_received"),
                            models.Index(fields=["sender", "answered_at"], name="inbound_answered"),
                            models.Index(
                                condition=models.Q(("state__in", ["held", "stuck"])),
                                fields=["settled_at"],
                                name="inbound_waiting",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "received",
                                            "taken",
                                            "automatic",
                                            "bounce",
                                            "unknown",
                                            "refused",
                                            "held",
                                            "disowned",
                                            "stuck",
                                        ],
                                    )
                                ),
                                name="inbound_state",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MailboxVisit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("visited_at", models.DateTimeField(verbose_name="laatst geprobeerd op")),
                        (
                            "emptied_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="laatst gelezen op"),
                        ),
                        (
                            "trouble",
                            models.CharField(blank=True, max_length=300, verbose_name="wat er mis is"),
                        ),
                    ],
                    options={
                        "verbose_name": "bezoek aan de postbus",
                        "verbose_name_plural": "bezoeken aan de postbus",
                    },
                ),
            ]
        )
    ]
