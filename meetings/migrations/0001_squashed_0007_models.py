import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import files.storage
import meetings.models.afterwards
from schema.operations import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("meetings", "0001_initial"),
        ("meetings", "0002_programme"),
        ("meetings", "0003_meetings_of_groups"),
        ("meetings", "0004_series"),
        ("meetings", "0005_date_polls"),
        ("meetings", "0006_calendar_feed"),
        ("meetings", "0007_afterwards"),
    ]

    initial = True

    dependencies = [
        ("learninggroups", "0001_squashed_0015_models"),
        ("members", "0002_squashed_0019_models"),
        ("themes", "0001_squashed_0003_models"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="CalendarFeed",
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
                                related_name="calendar_feed",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        ("secret", models.CharField(max_length=32, verbose_name="geheim")),
                        ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                    ],
                    options={
                        "verbose_name": "agenda-adres",
                        "verbose_name_plural": "agenda-adressen",
                    },
                ),
                migrations.CreateModel(
                    name="Series",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("planned_at", models.DateTimeField(verbose_name="gepland op")),
                    ],
                    options={
                        "verbose_name": "reeks",
                        "verbose_name_plural": "reeksen",
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=140, verbose_name="titel")),
                        (
                            "about",
                            models.TextField(blank=True, max_length=6000, verbose_name="waar gaat het over"),
                        ),
                        (
                            "openness",
                            models.CharField(
                                choices=[
                                    ("open", "open: iedereen kan meedoen"),
                                    ("members", "voor leden van de associatie"),
                                    ("group", "voor deelnemers van de leergroep"),
                                ],
                                default="open",
                                max_length=8,
                                verbose_name="voor wie",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="meetings",
                                to="learninggroups.learninggroup",
                                verbose_name="leergroep",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="meetings",
                                to="themes.theme",
                                verbose_name="thema",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="meetings",
                                to="themes.programme",
                                verbose_name="landelijk programma",
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="meetings",
                                to="meetings.series",
                                verbose_name="reeks",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="begint op")),
                        ("ends_at", models.DateTimeField(verbose_name="eindigt op")),
                        ("place", models.CharField(blank=True, max_length=200, verbose_name="plek")),
                        (
                            "online_url",
                            models.URLField(
                                blank=True, max_length=500, verbose_name="link om online mee te doen"
                            ),
                        ),
                        ("agenda", models.TextField(blank=True, max_length=6000, verbose_name="programma")),
                        (
                            "capacity",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="aantal plaatsen"
                            ),
                        ),
                        ("notes", models.TextField(blank=True, max_length=20000, verbose_name="verslag")),
                        (
                            "uid",
                            models.UUIDField(
                                default=uuid.uuid4,
                                editable=False,
                                unique=True,
                                verbose_name="kenmerk in agenda's",
                            ),
                        ),
                        (
                            "sequence",
                            models.PositiveIntegerField(default=0, verbose_name="volgnummer van wijziging"),
                        ),
                        (
                            "planned_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gepland door",
                            ),
                        ),
                        ("planned_at", models.DateTimeField(verbose_name="gepland op")),
                        ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                        (
                            "cancelled_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="afgelast op"),
                        ),
                        (
                            "cancelled_reason",
                            models.CharField(blank=True, max_length=400, verbose_name="waarom afgelast"),
                        ),
                        (
                            "notes_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="verslag geschreven op"),
                        ),
                        (
                            "told_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="verteld dat alles klaarstaat op"
                            ),
                        ),
                        (
                            "guests_asked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="gasten gevraagd op"),
                        ),
                        (
                            "came_count",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="aantal aangemeld"
                            ),
                        ),
                        (
                            "present_count",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="aantal dat erbij was"
                            ),
                        ),
                        (
                            "reminded_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="herinnering gestuurd op"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bijeenkomst",
                        "verbose_name_plural": "bijeenkomsten",
                        "indexes": [models.Index(fields=["starts_at", "id"], name="meeting_when")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("openness__in", ["open", "members", "group"])),
                                name="meeting_openness",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("openness", "group"), _negated=True),
                                    ("group__isnull", False),
                                    _connector="OR",
                                ),
                                name="meeting_of_group_has_group",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="meeting_ends_after_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("place", ""), _negated=True),
                                    models.Q(("online_url", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="meeting_is_somewhere",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("capacity", None), ("capacity__gt", 0), _connector="OR"),
                                name="meeting_has_seats",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DatePoll",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=140, verbose_name="titel")),
                        (
                            "about",
                            models.TextField(blank=True, max_length=6000, verbose_name="waar gaat het over"),
                        ),
                        (
                            "openness",
                            models.CharField(
                                choices=[
                                    ("open", "open: iedereen kan meedoen"),
                                    ("members", "voor leden van de associatie"),
                                    ("group", "voor deelnemers van de leergroep"),
                                ],
                                max_length=8,
                                verbose_name="voor wie",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="date_polls",
                                to="learninggroups.learninggroup",
                                verbose_name="leergroep",
                            ),
                        ),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(verbose_name="hoeveel minuten duurt het"),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gevraagd door",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="gesloten op"),
                        ),
                        (
                            "meeting",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="date_poll",
                                to="meetings.meeting",
                                verbose_name="de bijeenkomst die het werd",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "datumprikker",
                        "verbose_name_plural": "datumprikkers",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("openness__in", ["open", "members", "group"])),
                                name="datepoll_openness",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("openness", "group"), _negated=True),
                                    ("group__isnull", False),
                                    _connector="OR",
                                ),
                                name="datepoll_of_group_has_group",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Material",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="materials",
                                to="meetings.meeting",
                                verbose_name="bijeenkomst",
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, unique=True, verbose_name="kenmerk"
                            ),
                        ),
                        (
                            "file",
                            models.FileField(
                                max_length=200,
                                storage=files.storage.private_storage,
                                upload_to=meetings.models.afterwards.material_path,
                                verbose_name="bestand",
                            ),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="naam")),
                        ("content_type", models.CharField(max_length=120, verbose_name="soort")),
                        ("size", models.PositiveIntegerField(verbose_name="grootte")),
                        (
                            "uploader",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="toegevoegd door",
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField(verbose_name="toegevoegd op")),
                    ],
                    options={
                        "verbose_name": "stuk",
                        "verbose_name_plural": "stukken",
                    },
                ),
                migrations.CreateModel(
                    name="PollAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="meetings.datepoll",
                                verbose_name="datumprikker",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="poll_answers",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="naam")),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mailadres")),
                        ("remark", models.CharField(blank=True, max_length=400, verbose_name="opmerking")),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="geantwoord op"),
                        ),
                    ],
                    options={
                        "verbose_name": "antwoord op een datumprikker",
                        "verbose_name_plural": "antwoorden op datumprikkers",
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("poll"),
                                django.db.models.functions.text.Lower("email"),
                                name="pollanswer_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProposedMoment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "poll",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="moments",
                                to="meetings.datepoll",
                                verbose_name="datumprikker",
                            ),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="begint op")),
                    ],
                    options={
                        "verbose_name": "voorgesteld moment",
                        "verbose_name_plural": "voorgestelde momenten",
                        "ordering": ["starts_at"],
                        "constraints": [
                            models.UniqueConstraint(fields=("poll", "starts_at"), name="proposedmoment_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Availability",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="availabilities",
                                to="meetings.pollanswer",
                                verbose_name="antwoord",
                            ),
                        ),
                        (
                            "moment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="availabilities",
                                to="meetings.proposedmoment",
                                verbose_name="moment",
                            ),
                        ),
                        (
                            "word",
                            models.CharField(
                                choices=[
                                    ("can", "kan"),
                                    ("rather_not", "liever niet"),
                                    ("cannot", "kan niet"),
                                ],
                                max_length=10,
                                verbose_name="wat zij zegt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "beschikbaarheid",
                        "verbose_name_plural": "beschikbaarheid",
                        "constraints": [
                            models.UniqueConstraint(fields=("answer", "moment"), name="availability_once"),
                            models.CheckConstraint(
                                condition=models.Q(("word__in", ["can", "rather_not", "cannot"])),
                                name="availability_word",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Registration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="registrations",
                                to="meetings.meeting",
                                verbose_name="bijeenkomst",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="registrations",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="naam")),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mailadres")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("coming", "komt"),
                                    ("waiting", "op de wachtlijst"),
                                    ("cancelled", "afgemeld"),
                                ],
                                max_length=10,
                                verbose_name="stand",
                            ),
                        ),
                        ("registered_at", models.DateTimeField(verbose_name="aangemeld op")),
                        (
                            "seated_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="plaats gekregen op"),
                        ),
                        (
                            "cancelled_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="afgemeld op"),
                        ),
                        ("attended", models.BooleanField(blank=True, null=True, verbose_name="was erbij")),
                    ],
                    options={
                        "verbose_name": "aanmelding",
                        "verbose_name_plural": "aanmeldingen",
                        "indexes": [
                            models.Index(fields=["meeting", "state", "id"], name="registration_line")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("meeting"),
                                django.db.models.functions.text.Lower("email"),
                                condition=models.Q(("state", "cancelled"), _negated=True),
                                name="registration_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["coming", "waiting", "cancelled"])),
                                name="registration_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "coming"), _negated=True),
                                    ("seated_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="registration_seated_when_coming",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reflection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reflections",
                                to="meetings.meeting",
                                verbose_name="bijeenkomst",
                            ),
                        ),
                        (
                            "registration",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="reflection",
                                to="meetings.registration",
                                verbose_name="aanmelding",
                            ),
                        ),
                        (
                            "takes",
                            models.TextField(blank=True, max_length=2000, verbose_name="wat neem je mee"),
                        ),
                        (
                            "brings",
                            models.TextField(blank=True, max_length=2000, verbose_name="wat breng je in"),
                        ),
                        ("written_at", models.DateTimeField(verbose_name="geschreven op")),
                    ],
                    options={
                        "verbose_name": "terugblik van een gast",
                        "verbose_name_plural": "terugblikken van gasten",
                    },
                ),
            ]
        )
    ]
