import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import files.storage
import members.models.personal_data
from schema.operations import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("members", "0002_level_and_guests"),
        ("members", "0003_rest_and_map"),
        ("members", "0004_pause_and_mail_without_content"),
        ("members", "0005_only_followed"),
        ("members", "0006_visibility_per_field"),
        ("members", "0007_backfill_phone_viewers"),
        ("members", "0008_drop_shows_phone"),
        ("members", "0009_choices"),
        ("members", "0010_applications"),
        ("members", "0011_departures"),
        ("members", "0012_imports"),
        ("members", "0013_about_organizations"),
        ("members", "0014_session_round"),
        ("members", "0015_personal_data"),
        ("members", "0016_messages"),
        ("members", "0017_main_place"),
        ("members", "0018_encrypt_factors"),
        ("members", "0019_unknown_theme"),
    ]

    initial = True

    dependencies = [
        ("members", "0001_member"),
        ("themes", "0001_squashed_0003_models"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Choice",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="choices",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("visibility", "wie je gegevens ziet"),
                                    ("digest", "hoe vaak je het overzicht krijgt"),
                                    ("level", "wat je per brief hoort"),
                                    ("pause", "of je mail wacht"),
                                    ("content", "wat er in je mail staat"),
                                    ("national", "wat je volgt"),
                                    ("other", "iets anders"),
                                ],
                                max_length=12,
                                verbose_name="waarover",
                            ),
                        ),
                        ("words", models.CharField(max_length=400, verbose_name="hoe het gevraagd werd")),
                        (
                            "words_version",
                            models.CharField(max_length=8, verbose_name="versie van die woorden"),
                        ),
                        ("choice", models.CharField(max_length=200, verbose_name="wat gekozen is")),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("site", "ingelogd"),
                                    ("letter", "via een link in een brief"),
                                    ("team", "door het programmateam, omdat je daarom vroeg"),
                                ],
                                max_length=10,
                                verbose_name="hoe",
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="wanneer")),
                    ],
                    options={
                        "verbose_name": "keuze",
                        "verbose_name_plural": "keuzes",
                        "indexes": [models.Index(fields=["member", "-made_at"], name="choice_member_latest")],
                    },
                ),
                migrations.CreateModel(
                    name="Departure",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="departures",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        (
                            "way",
                            models.CharField(
                                choices=[("former", "als oud-lid"), ("silent", "ook mijn berichten")],
                                max_length=8,
                                verbose_name="hoe",
                            ),
                        ),
                        (
                            "started_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="begonnen door",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                        ("erase_at", models.DateTimeField(verbose_name="wissen vanaf")),
                        (
                            "returned_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="teruggekomen op"),
                        ),
                        ("erased_at", models.DateTimeField(blank=True, null=True, verbose_name="gewist op")),
                    ],
                    options={
                        "verbose_name": "vertrek",
                        "verbose_name_plural": "vertrekken",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("erased_at", None), ("returned_at", None)),
                                fields=("member",),
                                name="departure_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("way__in", ["former", "silent"])), name="departure_way"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Import",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="bestand")),
                        (
                            "read_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ingelezen door",
                            ),
                        ),
                        ("read_at", models.DateTimeField(verbose_name="ingelezen op")),
                        ("sheets", models.JSONField(default=list, verbose_name="bladen")),
                        (
                            "sheet",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="blad"),
                        ),
                        ("heading_key", models.CharField(blank=True, max_length=64)),
                        ("columns", models.JSONField(blank=True, null=True, verbose_name="kolommen")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("staged", "klaargezet"),
                                    ("applying", "wordt uitgevoerd"),
                                    ("applied", "uitgevoerd"),
                                    ("undoing", "wordt ongedaan gemaakt"),
                                    ("undone", "ongedaan gemaakt"),
                                ],
                                default="staged",
                                max_length=8,
                                verbose_name="stand",
                            ),
                        ),
                        (
                            "applied_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="uitgevoerd op"),
                        ),
                        (
                            "inviting_since",
                            models.DateTimeField(blank=True, null=True, verbose_name="uitnodigen sinds"),
                        ),
                        (
                            "words",
                            models.TextField(blank=True, max_length=2000, verbose_name="bij de uitnodiging"),
                        ),
                    ],
                    options={
                        "verbose_name": "import",
                        "verbose_name_plural": "imports",
                        "indexes": [models.Index(fields=["heading_key"], name="import_heading")],
                    },
                ),
                migrations.CreateModel(
                    name="Message",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "sender",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sent_messages",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="van",
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="received_messages",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="aan",
                            ),
                        ),
                        (
                            "previous",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="answers",
                                to="members.message",
                                verbose_name="antwoord op",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("words", "bericht"), ("call", "bel mij")],
                                default="words",
                                max_length=5,
                                verbose_name="soort",
                            ),
                        ),
                        ("text", models.TextField(max_length=4000, verbose_name="bericht")),
                        (
                            "call_number",
                            models.CharField(blank=True, max_length=30, verbose_name="bel mij op"),
                        ),
                        ("call_when", models.CharField(blank=True, max_length=120, verbose_name="wanneer")),
                        ("sent_at", models.DateTimeField(verbose_name="verstuurd op")),
                        (
                            "reported_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="gemeld op"),
                        ),
                        ("mail_key", models.CharField(blank=True, max_length=120, null=True, unique=True)),
                    ],
                    options={
                        "verbose_name": "bericht aan een lid",
                        "verbose_name_plural": "berichten aan leden",
                        "indexes": [models.Index(fields=["sender", "sent_at"], name="message_sent")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["words", "call"])), name="message_kind"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("sender", models.F("recipient")), _negated=True),
                                name="message_to_another",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MessageRefusal",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="message_refusals",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="wie",
                            ),
                        ),
                        (
                            "sender",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="van wie",
                            ),
                        ),
                        ("since", models.DateTimeField(verbose_name="sinds")),
                    ],
                    options={
                        "verbose_name": "geen berichten meer",
                        "verbose_name_plural": "geen berichten meer",
                        "constraints": [
                            models.UniqueConstraint(fields=("member", "sender"), name="message_refusal_once"),
                            models.UniqueConstraint(
                                condition=models.Q(("sender", None)),
                                fields=("member",),
                                name="message_refusal_of_all_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonalData",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, unique=True, verbose_name="sleutel"
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="personal_data",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        ("requested_at", models.DateTimeField(verbose_name="gevraagd op")),
                        (
                            "started_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="begonnen op"),
                        ),
                        ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                        ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="mislukt op")),
                        (
                            "file",
                            models.FileField(
                                blank=True,
                                max_length=200,
                                storage=files.storage.private_storage,
                                upload_to=members.models.personal_data.data_path,
                                verbose_name="bestand",
                            ),
                        ),
                        ("size", models.PositiveBigIntegerField(default=0, verbose_name="grootte in bytes")),
                    ],
                    options={
                        "verbose_name": "opgevraagde gegevens",
                        "verbose_name_plural": "opgevraagde gegevens",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("failed_at", None), ("finished_at", None)),
                                fields=("member",),
                                name="personal_data_one_waiting",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Region",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="naam")),
                        ("latitude", models.FloatField(blank=True, null=True, verbose_name="breedtegraad")),
                        ("longitude", models.FloatField(blank=True, null=True, verbose_name="lengtegraad")),
                    ],
                    options={
                        "verbose_name": "regio",
                        "verbose_name_plural": "regio's",
                    },
                ),
                migrations.CreateModel(
                    name="Organization",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=160, unique=True, verbose_name="naam")),
                        ("kind", models.CharField(blank=True, max_length=80, verbose_name="soort team")),
                        (
                            "municipalities",
                            models.CharField(
                                blank=True,
                                help_text="Met komma's ertussen.",
                                max_length=400,
                                verbose_name="gemeenten",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="organizations",
                                to="members.region",
                                verbose_name="regio",
                            ),
                        ),
                        (
                            "about",
                            models.CharField(
                                blank=True,
                                db_default="",
                                max_length=280,
                                verbose_name="over ons, in één of twee zinnen",
                            ),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="lid")),
                        (
                            "rests_until",
                            models.DateField(blank=True, null=True, verbose_name="nu even niet tot"),
                        ),
                        (
                            "themes",
                            models.ManyToManyField(
                                blank=True,
                                related_name="organizations",
                                to="themes.theme",
                                verbose_name="thema's",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "organisatie",
                        "verbose_name_plural": "organisaties",
                    },
                ),
                migrations.CreateModel(
                    name="Affiliation",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="affiliations",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="affiliations",
                                to="members.organization",
                                verbose_name="organisatie",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("colleague", "lid"), ("contact", "contactpersoon")],
                                default="colleague",
                                max_length=12,
                                verbose_name="rol",
                            ),
                        ),
                        (
                            "is_main",
                            models.BooleanField(
                                db_default=False, default=False, verbose_name="staat bij wat zij schrijft"
                            ),
                        ),
                        ("since_date", models.DateField(blank=True, null=True, verbose_name="sinds")),
                        ("until_date", models.DateField(blank=True, null=True, verbose_name="tot")),
                    ],
                    options={
                        "verbose_name": "aanstelling",
                        "verbose_name_plural": "aanstellingen",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until_date", None)),
                                fields=("member", "organization"),
                                name="affiliation_one_current",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("role__in", ["colleague", "contact"])),
                                name="affiliation_role",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Application",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="naam")),
                        (
                            "email",
                            models.EmailField(db_index=True, max_length=254, verbose_name="e-mailadres"),
                        ),
                        (
                            "organization",
                            models.CharField(blank=True, max_length=160, verbose_name="organisatie of team"),
                        ),
                        (
                            "municipalities",
                            models.CharField(blank=True, max_length=400, verbose_name="gemeente"),
                        ),
                        (
                            "words",
                            models.TextField(
                                blank=True, max_length=1500, verbose_name="wat wil je erover kwijt"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("unconfirmed", "wacht op bevestiging van het adres"),
                                    ("waiting", "wacht op het programmateam"),
                                    ("asked", "wacht op antwoord van de aanvrager"),
                                    ("accepted", "aangenomen"),
                                    ("declined", "niet aangenomen"),
                                ],
                                default="unconfirmed",
                                max_length=12,
                                verbose_name="stand",
                            ),
                        ),
                        ("applied_at", models.DateTimeField(verbose_name="gevraagd op")),
                        (
                            "unconfirmed_since",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="nog niet bevestigd sinds"
                            ),
                        ),
                        (
                            "waiting_since",
                            models.DateTimeField(blank=True, null=True, verbose_name="wacht sinds"),
                        ),
                        (
                            "question",
                            models.TextField(blank=True, max_length=1500, verbose_name="wat wij vroegen"),
                        ),
                        (
                            "answer",
                            models.TextField(blank=True, max_length=1500, verbose_name="antwoord daarop"),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="besloten op"),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="besloten door",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, max_length=1500, verbose_name="waarom niet")),
                        (
                            "placed_at",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="members.organization",
                                verbose_name="uitgenodigd bij",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "aanvraag",
                        "verbose_name_plural": "aanvragen",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "unconfirmed")),
                                fields=("email", "organization"),
                                name="application_unconfirmed_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["unconfirmed", "waiting", "asked", "accepted", "declined"])
                                ),
                                name="application_state",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mailadres")),
                        ("name", models.CharField(blank=True, max_length=120, verbose_name="naam")),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to="members.organization",
                                verbose_name="organisatie",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("colleague", "lid"), ("contact", "contactpersoon")],
                                default="colleague",
                                max_length=12,
                                verbose_name="rol",
                            ),
                        ),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        (
                            "invited_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="uitgenodigd door",
                            ),
                        ),
                        ("invited_at", models.DateTimeField(verbose_name="uitgenodigd op")),
                        ("expires_at", models.DateTimeField(verbose_name="geldig tot")),
                        (
                            "accepted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="aangenomen op"),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op"),
                        ),
                    ],
                    options={
                        "verbose_name": "uitnodiging",
                        "verbose_name_plural": "uitnodigingen",
                    },
                ),
                migrations.CreateModel(
                    name="ImportRow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="members.import",
                                verbose_name="import",
                            ),
                        ),
                        ("sheet", models.PositiveSmallIntegerField(default=0, verbose_name="blad")),
                        ("read_at", models.DateTimeField(verbose_name="ingelezen op")),
                        ("number", models.PositiveIntegerField(verbose_name="rij")),
                        ("cells", models.JSONField(verbose_name="cellen")),
                        ("mended", models.JSONField(blank=True, default=dict, verbose_name="verbeterd")),
                        ("left_out", models.BooleanField(default=False, verbose_name="weggelaten")),
                        (
                            "decision",
                            models.CharField(
                                blank=True,
                                choices=[("same", "is dezelfde"), ("other", "is een ander")],
                                max_length=5,
                                verbose_name="keuze",
                            ),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("new", "nieuw"),
                                    ("known", "bestaat al"),
                                    ("similar", "lijkt op iets dat er al is"),
                                    ("refused", "kan niet"),
                                ],
                                max_length=8,
                                verbose_name="wat er gebeurt",
                            ),
                        ),
                        (
                            "problem",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("nothing", "geen organisatie en geen e-mailadres"),
                                    ("no_address", "wel een naam, geen e-mailadres"),
                                    ("broken_address", "geen goed e-mailadres"),
                                    ("two_addresses", "twee e-mailadressen in één cel"),
                                    ("accented_address", "een letter met een accent in het e-mailadres"),
                                    ("double", "staat twee keer in het bestand"),
                                    ("closed_account", "het account is gesloten"),
                                    ("former_organization", "de organisatie is geen lid meer"),
                                    ("unknown_role", "een rol die we niet kennen"),
                                    ("unknown_theme", "een thema dat we niet kennen"),
                                    ("contact_of_nobody", "contactpersoon zonder organisatie"),
                                    ("too_long", "te lang"),
                                ],
                                max_length=20,
                                verbose_name="waarom niet",
                            ),
                        ),
                        ("address", models.CharField(blank=True, max_length=254, verbose_name="e-mailadres")),
                        ("organization_key", models.CharField(blank=True, max_length=160)),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("done", "klaar"),
                                    ("waiting", "wacht op een uitnodiging"),
                                    ("invited", "uitgenodigd"),
                                    ("skipped", "overgeslagen"),
                                    ("undone", "ongedaan gemaakt"),
                                    ("kept", "blijft, omdat iemand er al mee verder ging"),
                                ],
                                max_length=8,
                                verbose_name="wat ervan kwam",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="members.organization",
                                verbose_name="organisatie",
                            ),
                        ),
                        (
                            "made_organization",
                            models.BooleanField(default=False, verbose_name="maakte de organisatie"),
                        ),
                        (
                            "invitation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="members.invitation",
                                verbose_name="uitnodiging",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rij van een import",
                        "verbose_name_plural": "rijen van imports",
                        "indexes": [
                            models.Index(fields=["batch", "verdict", "number"], name="import_row_verdict"),
                            models.Index(fields=["batch", "result", "number"], name="import_row_result"),
                            models.Index(fields=["batch", "address"], name="import_row_address"),
                            models.Index(
                                fields=["batch", "organization_key"], name="import_row_organization"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("batch", "sheet", "number"), name="import_row_number"
                            )
                        ],
                    },
                ),
            ]
        )
    ]
