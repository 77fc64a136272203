"""Who signs in, and nothing else: tables of Wagtail and allauth relate to her."""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("members", "0001_initial")]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        error_messages={"unique": "Er is al een lid met dit e-mailadres."},
                        max_length=254,
                        unique=True,
                        verbose_name="e-mailadres",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefoon")),
                (
                    "about",
                    models.CharField(blank=True, db_default="", max_length=280, verbose_name="over jezelf"),
                ),
                (
                    "call_hours",
                    models.CharField(blank=True, db_default="", max_length=120, verbose_name="bel me gerust"),
                ),
                (
                    "phone_viewers",
                    models.CharField(
                        choices=[
                            ("self", "alleen ik"),
                            ("team", "programmateam"),
                            ("groups", "mijn leergroepen"),
                            ("members", "alle leden"),
                        ],
                        db_default="self",
                        default="self",
                        max_length=8,
                        verbose_name="wie ziet het telefoonnummer",
                    ),
                ),
                (
                    "email_viewers",
                    models.CharField(
                        choices=[
                            ("self", "alleen ik"),
                            ("team", "programmateam"),
                            ("groups", "mijn leergroepen"),
                            ("members", "alle leden"),
                        ],
                        db_default="self",
                        default="self",
                        max_length=8,
                        verbose_name="wie ziet het e-mailadres",
                    ),
                ),
                (
                    "about_viewers",
                    models.CharField(
                        choices=[
                            ("self", "alleen ik"),
                            ("team", "programmateam"),
                            ("groups", "mijn leergroepen"),
                            ("members", "alle leden"),
                        ],
                        db_default="self",
                        default="self",
                        max_length=8,
                        verbose_name="wie leest wat zij over zichzelf schrijft",
                    ),
                ),
                (
                    "call_hours_viewers",
                    models.CharField(
                        choices=[
                            ("self", "alleen ik"),
                            ("team", "programmateam"),
                            ("groups", "mijn leergroepen"),
                            ("members", "alle leden"),
                        ],
                        db_default="self",
                        default="self",
                        max_length=8,
                        verbose_name="wie ziet wanneer zij gebeld wil worden",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="actief")),
                ("joined_at", models.DateTimeField(blank=True, null=True, verbose_name="lid sinds")),
                ("is_guest", models.BooleanField(default=False, verbose_name="gast")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("overview", "alleen overzicht"),
                            ("needed", "als iemand mij nodig heeft"),
                            ("everything", "alles meteen"),
                        ],
                        default="needed",
                        max_length=10,
                        verbose_name="wat wil je horen",
                    ),
                ),
                (
                    "mail_paused_until",
                    models.DateField(blank=True, null=True, verbose_name="nu even geen mail tot"),
                ),
                (
                    "only_followed",
                    models.BooleanField(db_default=False, default=False, verbose_name="alleen wat ik volg"),
                ),
                (
                    "mail_without_content",
                    models.BooleanField(db_default=False, default=False, verbose_name="mail zonder inhoud"),
                ),
                (
                    "session_round",
                    models.PositiveIntegerField(db_default=0, default=0, verbose_name="ronde van inloggen"),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "lid",
                "verbose_name_plural": "leden",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                        name="member_email_lower_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["overview", "needed", "everything"])),
                        name="member_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("phone_viewers__in", ["self", "team", "groups", "members"])),
                        name="member_phone_viewers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("email_viewers__in", ["self", "team", "groups", "members"])),
                        name="member_email_viewers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("about_viewers__in", ["self", "team", "groups", "members"])),
                        name="member_about_viewers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("call_hours_viewers__in", ["self", "team", "groups", "members"])),
                        name="member_call_hours_viewers",
                    ),
                ],
            },
        ),
    ]
