import uuid

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import files.storage
import questions.models.outcomes
import questions.models.questions
from schema.operations import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("questions", "0001_initial"),
        ("questions", "0002_widen"),
        ("questions", "0003_backfill_consent"),
        ("questions", "0004_backfill_passages"),
        ("questions", "0005_places"),
        ("questions", "0006_backfill_places"),
        ("questions", "0007_consent_of_parts"),
        ("questions", "0008_export_holds"),
        ("questions", "0009_drop_quotes_and_texts"),
        ("questions", "0010_reminders"),
        ("questions", "0011_backfill_versions"),
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
                    name="Question",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="titel")),
                        ("asker", models.CharField(max_length=160, verbose_name="wie vraagt dit")),
                        ("wording", models.TextField(verbose_name="de vraag, in de woorden van de vrager")),
                        ("context", models.TextField(blank=True, verbose_name="onze toelichting")),
                        ("importance", models.TextField(blank=True, verbose_name="waarom doet dit ertoe")),
                        (
                            "use",
                            models.TextField(blank=True, verbose_name="wat gebeurt er met de antwoorden"),
                        ),
                        (
                            "use_date",
                            models.DateField(blank=True, null=True, verbose_name="wanneer gebeurt dat"),
                        ),
                        (
                            "effort_minutes",
                            models.PositiveSmallIntegerField(
                                default=10,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(240),
                                ],
                                verbose_name="hoeveel minuten kost het",
                            ),
                        ),
                        (
                            "deadline_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="antwoorden kan tot"),
                        ),
                        (
                            "visibility",
                            models.CharField(
                                choices=[
                                    ("team", "alleen het programmateam"),
                                    ("respondents", "wie zelf antwoord gaf"),
                                    ("members", "alle leden"),
                                    ("public", "iedereen"),
                                ],
                                default="team",
                                max_length=12,
                                verbose_name="wie leest de antwoorden",
                            ),
                        ),
                        (
                            "shows_after_closing",
                            models.BooleanField(
                                default=False, verbose_name="antwoorden pas na sluiting tonen"
                            ),
                        ),
                        (
                            "shows_after_answering",
                            models.BooleanField(
                                default=False, verbose_name="eerst zelf antwoorden, dan anderen lezen"
                            ),
                        ),
                        (
                            "is_public",
                            models.BooleanField(default=True, verbose_name="iedereen mag deze vraag zien"),
                        ),
                        ("forum", models.CharField(blank=True, max_length=160, verbose_name="tafel")),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="questions",
                                to="themes.programme",
                                verbose_name="programma",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("submitted", "ingediend"),
                                    ("draft", "concept"),
                                    ("ready", "klaar"),
                                    ("scheduled", "gepland"),
                                    ("open", "open"),
                                    ("closed", "gesloten"),
                                    ("interpreting", "in duiding"),
                                    ("returned", "teruggelegd"),
                                    ("shared", "gedeeld"),
                                    ("awaiting", "terugkoppeling volgt"),
                                    ("completed", "afgerond"),
                                    ("withdrawn", "ingetrokken"),
                                    ("merged", "samengevoegd"),
                                    ("second_round", "tweede ronde"),
                                ],
                                default="draft",
                                max_length=14,
                                verbose_name="stand",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="van het programmateam",
                            ),
                        ),
                        (
                            "edited_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="laatst bewerkt door",
                            ),
                        ),
                        (
                            "ready_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="klaar bevonden door",
                            ),
                        ),
                        ("created_at", models.DateTimeField(verbose_name="gemaakt op")),
                        (
                            "opens_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="gaat open op"),
                        ),
                        (
                            "opened_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="opengezet op"),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="gesloten op"),
                        ),
                        (
                            "halfway_reminded_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="halverwege herinnerd op"
                            ),
                        ),
                        (
                            "last_reminded_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="voor het laatst herinnerd op"
                            ),
                        ),
                        (
                            "planned_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="gevraagden vastgelegd op"
                            ),
                        ),
                        (
                            "planned_up_to",
                            models.BigIntegerField(default=0, verbose_name="brieven klaargezet tot en met"),
                        ),
                        (
                            "extended_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="verlengd op"),
                        ),
                        (
                            "extension_told_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="verlenging gemeld op"),
                        ),
                        (
                            "return_until",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="reageren op de synthese kan tot"
                            ),
                        ),
                        ("withdrawn_reason", models.TextField(blank=True, verbose_name="waarom ingetrokken")),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merged_from",
                                to="questions.question",
                                verbose_name="samengevoegd met",
                            ),
                        ),
                        (
                            "previous_round",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="next_round",
                                to="questions.question",
                                verbose_name="eerste ronde",
                            ),
                        ),
                        (
                            "outcome_reminded_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="herinnerd aan terugkoppeling op"
                            ),
                        ),
                        (
                            "asks_everyone",
                            models.BooleanField(default=False, verbose_name="alle organisaties"),
                        ),
                        (
                            "audience_kinds",
                            models.JSONField(blank=True, default=list, verbose_name="soorten team"),
                        ),
                        (
                            "audience_limit",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="hoogstens zoveel organisaties"
                            ),
                        ),
                        (
                            "themes",
                            models.ManyToManyField(
                                blank=True,
                                related_name="questions",
                                to="themes.theme",
                                verbose_name="thema's",
                            ),
                        ),
                        (
                            "audience_themes",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="themes.theme", verbose_name="thema's"
                            ),
                        ),
                        (
                            "audience_regions",
                            models.ManyToManyField(
                                blank=True, related_name="+", to="members.region", verbose_name="regio's"
                            ),
                        ),
                        (
                            "audience_members",
                            models.ManyToManyField(
                                blank=True,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="leden met naam",
                            ),
                        ),
                        (
                            "audience_groups",
                            models.ManyToManyField(
                                blank=True,
                                related_name="+",
                                to="learninggroups.learninggroup",
                                verbose_name="leergroepen",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "landelijke vraag",
                        "verbose_name_plural": "landelijke vragen",
                        "indexes": [
                            models.Index(fields=["state", "deadline_at"], name="question_state_deadline")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        ["submitted", "draft", "ready", "scheduled", "withdrawn", "merged"],
                                    ),
                                    models.Q(
                                        ("deadline_at__gt", models.F("opened_at")),
                                        ("deadline_at__isnull", False),
                                        ("opened_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="question_opened_before_deadline",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "state__in",
                                        [
                                            "submitted",
                                            "draft",
                                            "ready",
                                            "scheduled",
                                            "open",
                                            "closed",
                                            "interpreting",
                                            "returned",
                                            "shared",
                                            "awaiting",
                                            "completed",
                                            "withdrawn",
                                            "merged",
                                            "second_round",
                                        ],
                                    )
                                ),
                                name="question_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "scheduled"), _negated=True),
                                    ("opens_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="question_scheduled_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("merged_into__isnull", False), ("state", "merged")),
                                    models.Q(
                                        models.Q(("state", "merged"), _negated=True),
                                        ("merged_into__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="question_merged_into",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "withdrawn"), _negated=True),
                                    models.Q(("withdrawn_reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="question_withdrawn_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Answer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="questions.question",
                                verbose_name="vraag",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="members.organization",
                                verbose_name="organisatie",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        (
                            "last_editor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="laatst bewerkt door",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="members.organization",
                                verbose_name="bij welke organisatie",
                            ),
                        ),
                        (
                            "readers",
                            models.CharField(
                                choices=[
                                    ("team", "alleen het programmateam"),
                                    ("respondents", "wie zelf antwoord gaf"),
                                    ("members", "alle leden"),
                                    ("public", "iedereen"),
                                ],
                                default="team",
                                max_length=12,
                                verbose_name="wie leest dit",
                            ),
                        ),
                        (
                            "typed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="opgeschreven door",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="versie")),
                        (
                            "writing_seconds",
                            models.PositiveIntegerField(default=0, verbose_name="seconden geschreven"),
                        ),
                        ("started_at", models.DateTimeField(verbose_name="begonnen op")),
                        ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                        (
                            "consulted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="ter afstemming sinds"),
                        ),
                        (
                            "submitted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="ingediend op"),
                        ),
                        (
                            "withdrawn_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op"),
                        ),
                        ("is_late", models.BooleanField(default=False, verbose_name="na sluiting")),
                    ],
                    options={
                        "verbose_name": "antwoord",
                        "verbose_name_plural": "antwoorden",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("organization__isnull", True), ("member__isnull", True), _connector="XOR"
                                ),
                                name="answer_one_voice",
                            ),
                            models.UniqueConstraint(
                                fields=("question", "organization"), name="answer_organization_once"
                            ),
                            models.UniqueConstraint(fields=("question", "member"), name="answer_member_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("readers__in", ["team", "respondents", "members", "public"])
                                ),
                                name="answer_readers",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("withdrawn_at", None), ("submitted_at", None), _connector="OR"
                                ),
                                name="answer_withdrawn_is_not_handed_in",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("organization", None), ("place", None), _connector="OR"),
                                name="answer_place_is_personal",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerRead",
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
                                related_name="reads",
                                to="questions.answer",
                                verbose_name="antwoord",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(verbose_name="versie van het antwoord")),
                    ],
                    options={
                        "verbose_name": "gelezen antwoord",
                        "verbose_name_plural": "gelezen antwoorden",
                        "constraints": [
                            models.UniqueConstraint(fields=("answer", "member"), name="answer_read_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerVersion",
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
                                related_name="versions",
                                to="questions.answer",
                                verbose_name="antwoord",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(verbose_name="versie")),
                        (
                            "editor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        ("saved_at", models.DateTimeField(verbose_name="opgeslagen op")),
                        ("parts", models.JSONField(verbose_name="deelantwoorden")),
                        ("is_aside", models.BooleanField(default=False, verbose_name="ernaast getypt")),
                        ("is_late", models.BooleanField(default=False, verbose_name="na sluiting")),
                    ],
                    options={
                        "verbose_name": "eerdere versie",
                        "verbose_name_plural": "eerdere versies",
                        "constraints": [
                            models.UniqueConstraint(fields=("answer", "version"), name="answer_version_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Approval",
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
                                related_name="approvals",
                                to="questions.answer",
                                verbose_name="antwoord",
                            ),
                        ),
                        (
                            "speaker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="wie het zei",
                            ),
                        ),
                        (
                            "answer_version",
                            models.PositiveIntegerField(verbose_name="versie van het antwoord"),
                        ),
                        ("code_hash", models.CharField(max_length=64, unique=True)),
                        ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                        ("expires_at", models.DateTimeField(verbose_name="geldig tot")),
                        (
                            "approved_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="akkoord op"),
                        ),
                        (
                            "refused_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="niet akkoord op"),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="wat klopt er niet")),
                    ],
                    options={
                        "verbose_name": "akkoord",
                        "verbose_name_plural": "akkoorden",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approved_at", None), ("refused_at", None), _connector="OR"
                                ),
                                name="approval_one_word",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Label",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="labels",
                                to="questions.question",
                                verbose_name="vraag",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="label")),
                        (
                            "section",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("recognized", "Wat herkennen velen"),
                                    ("diverging", "Waar lopen ervaringen uiteen, en waarvan hangt dat af"),
                                    ("failing", "Wat werkt niet en wat zou wèl kunnen"),
                                    ("signals", "Losse signalen"),
                                    ("unknown", "Wat we niet weten"),
                                ],
                                max_length=12,
                                verbose_name="hoort bij",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "label",
                        "verbose_name_plural": "labels",
                        "constraints": [
                            models.UniqueConstraint(fields=("question", "name"), name="label_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "section__in",
                                        ["", "recognized", "diverging", "failing", "signals", "unknown"],
                                    )
                                ),
                                name="label_section",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LeftOut",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "answer",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="left_out",
                                to="questions.answer",
                                verbose_name="antwoord",
                            ),
                        ),
                        ("reason", models.CharField(max_length=400, verbose_name="want")),
                        ("decided_at", models.DateTimeField(verbose_name="op")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "niet opgenomen antwoord",
                        "verbose_name_plural": "niet opgenomen antwoorden",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="left_out_because"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Offer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "question",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="offer",
                                to="questions.question",
                                verbose_name="vraag",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="naam")),
                        ("organization", models.CharField(max_length=160, verbose_name="organisatie")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefoon")),
                        (
                            "wanted_by",
                            models.DateField(blank=True, null=True, verbose_name="antwoorden nodig voor"),
                        ),
                        ("key_hash", models.CharField(max_length=64, unique=True)),
                        ("offered_at", models.DateTimeField(verbose_name="aangeboden op")),
                        (
                            "agreed_at",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="akkoord met de tekst op"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "aanbod",
                        "verbose_name_plural": "aanbiedingen",
                    },
                ),
                migrations.CreateModel(
                    name="Outcome",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="outcomes",
                                to="questions.question",
                                verbose_name="vraag",
                            ),
                        ),
                        ("happened_on", models.DateField(verbose_name="wanneer")),
                        ("text", models.TextField(verbose_name="wat is ermee gedaan")),
                        (
                            "nothing_done",
                            models.BooleanField(default=False, verbose_name="er is niets mee gedaan"),
                        ),
                        (
                            "forum",
                            models.CharField(blank=True, max_length=160, verbose_name="aan welke tafel"),
                        ),
                        ("brought_by", models.CharField(blank=True, max_length=160, verbose_name="door wie")),
                        ("response", models.TextField(blank=True, verbose_name="reactie van de vrager")),
                        ("follow_up", models.TextField(blank=True, verbose_name="wat volgt nog")),
                        (
                            "review_on",
                            models.DateField(blank=True, null=True, verbose_name="wanneer kijken we weer"),
                        ),
                        ("recorded_at", models.DateTimeField(verbose_name="vastgelegd op")),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="vastgelegd door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "terugkoppeling",
                        "verbose_name_plural": "terugkoppelingen",
                    },
                ),
                migrations.CreateModel(
                    name="QuestionFile",
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
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="questions.question",
                                verbose_name="vraag",
                            ),
                        ),
                        (
                            "file",
                            models.FileField(
                                max_length=200,
                                storage=files.storage.private_storage,
                                upload_to=questions.models.questions.question_file_path,
                                verbose_name="bestand",
                            ),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="naam")),
                        ("content_type", models.CharField(max_length=120, verbose_name="soort")),
                        ("size", models.PositiveIntegerField(verbose_name="grootte in bytes")),
                        ("added_at", models.DateTimeField(verbose_name="toegevoegd op")),
                    ],
                    options={
                        "verbose_name": "bijlage bij een vraag",
                        "verbose_name_plural": "bijlagen bij vragen",
                    },
                ),
                migrations.CreateModel(
                    name="Recipient",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recipients",
                                to="questions.question",
                                verbose_name="vraag",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="asked",
                                to="members.organization",
                                verbose_name="organisatie",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="asked",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        ("reasons", models.JSONField(default=list, verbose_name="redenen")),
                        (
                            "reaction",
                            models.CharField(
                                choices=[
                                    ("none", "nog geen reactie"),
                                    ("answered", "beantwoord"),
                                    ("not_for_us", "niet voor ons"),
                                    ("no_room", "nu geen ruimte"),
                                    ("call_me", "bel mij"),
                                ],
                                default="none",
                                max_length=12,
                                verbose_name="reactie",
                            ),
                        ),
                        (
                            "reacted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="gereageerd op"),
                        ),
                        (
                            "reacted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gereageerd door",
                            ),
                        ),
                        ("seen_at", models.DateTimeField(blank=True, null=True, verbose_name="gezien op")),
                        (
                            "passed_on_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="doorgezet op"),
                        ),
                        (
                            "passed_on_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="doorgezet naar",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=400, verbose_name="toelichting")),
                        ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefoon")),
                        (
                            "call_when",
                            models.CharField(blank=True, max_length=120, verbose_name="wanneer bellen"),
                        ),
                    ],
                    options={
                        "verbose_name": "gevraagde",
                        "verbose_name_plural": "gevraagden",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("organization__isnull", True), ("member__isnull", True), _connector="XOR"
                                ),
                                name="recipient_one_voice",
                            ),
                            models.UniqueConstraint(
                                fields=("question", "organization"), name="recipient_organization_once"
                            ),
                            models.UniqueConstraint(
                                fields=("question", "member"), name="recipient_member_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reaction__in", ["none", "answered", "not_for_us", "no_room", "call_me"])
                                ),
                                name="recipient_reaction",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContributionCode",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "recipient",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contribution_codes",
                                to="questions.recipient",
                                verbose_name="gevraagde",
                            ),
                        ),
                        ("code_hash", models.CharField(max_length=64, unique=True)),
                        ("note", models.CharField(blank=True, max_length=120, verbose_name="voor wie")),
                        (
                            "made_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gemaakt door",
                            ),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                        ("expires_at", models.DateTimeField(verbose_name="geldig tot")),
                        (
                            "revoked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op"),
                        ),
                    ],
                    options={
                        "verbose_name": "bijdragecode",
                        "verbose_name_plural": "bijdragecodes",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("expires_at__gt", models.F("made_at"))),
                                name="contribution_code_lasts",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contribution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "code",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contributions",
                                to="questions.contributioncode",
                                verbose_name="bijdragecode",
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="naam")),
                        ("texts", models.JSONField(default=dict, verbose_name="tekst per deelvraag")),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="versie")),
                        ("contributed_at", models.DateTimeField(verbose_name="bijgedragen op")),
                        (
                            "taken_over_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="overgenomen op"),
                        ),
                        (
                            "taken_over_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="overgenomen door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bijdrage",
                        "verbose_name_plural": "bijdragen",
                    },
                ),
                migrations.CreateModel(
                    name="Reminder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reminders",
                                to="questions.question",
                                verbose_name="vraag",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reminders",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        (
                            "moment",
                            models.CharField(
                                choices=[
                                    ("halfway", "halverwege"),
                                    ("last", "laatste"),
                                    ("extended", "na verlenging"),
                                ],
                                max_length=8,
                                verbose_name="wanneer",
                            ),
                        ),
                        (
                            "letter",
                            models.CharField(
                                db_index=True, max_length=160, verbose_name="sleutel van de brief"
                            ),
                        ),
                        ("written_at", models.DateTimeField(verbose_name="geschreven op")),
                    ],
                    options={
                        "verbose_name": "herinnering",
                        "verbose_name_plural": "herinneringen",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("question", "member", "moment"), name="reminder_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("moment__in", ["halfway", "last", "extended"])),
                                name="reminder_moment",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StateChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="state_changes",
                                to="questions.question",
                                verbose_name="vraag",
                            ),
                        ),
                        (
                            "from_state",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("submitted", "ingediend"),
                                    ("draft", "concept"),
                                    ("ready", "klaar"),
                                    ("scheduled", "gepland"),
                                    ("open", "open"),
                                    ("closed", "gesloten"),
                                    ("interpreting", "in duiding"),
                                    ("returned", "teruggelegd"),
                                    ("shared", "gedeeld"),
                                    ("awaiting", "terugkoppeling volgt"),
                                    ("completed", "afgerond"),
                                    ("withdrawn", "ingetrokken"),
                                    ("merged", "samengevoegd"),
                                    ("second_round", "tweede ronde"),
                                ],
                                max_length=14,
                                verbose_name="van",
                            ),
                        ),
                        (
                            "to_state",
                            models.CharField(
                                choices=[
                                    ("submitted", "ingediend"),
                                    ("draft", "concept"),
                                    ("ready", "klaar"),
                                    ("scheduled", "gepland"),
                                    ("open", "open"),
                                    ("closed", "gesloten"),
                                    ("interpreting", "in duiding"),
                                    ("returned", "teruggelegd"),
                                    ("shared", "gedeeld"),
                                    ("awaiting", "terugkoppeling volgt"),
                                    ("completed", "afgerond"),
                                    ("withdrawn", "ingetrokken"),
                                    ("merged", "samengevoegd"),
                                    ("second_round", "tweede ronde"),
                                ],
                                max_length=14,
                                verbose_name="naar",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="op")),
                        (
                            "by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, verbose_name="waarom")),
                    ],
                    options={
                        "verbose_name": "stap",
                        "verbose_name_plural": "stappen",
                        "indexes": [models.Index(fields=["question", "at"], name="state_change_question")],
                    },
                ),
                migrations.CreateModel(
                    name="SubQuestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sub_questions",
                                to="questions.question",
                                verbose_name="vraag",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="plaats",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("text", "open vraag"),
                                    ("choice", "keuze"),
                                    ("example", "voorbeeld"),
                                ],
                                default="text",
                                max_length=8,
                                verbose_name="soort",
                            ),
                        ),
                        ("text", models.CharField(max_length=400, verbose_name="deelvraag")),
                        ("choices", models.JSONField(blank=True, default=list, verbose_name="keuzes")),
                    ],
                    options={
                        "verbose_name": "deelvraag",
                        "verbose_name_plural": "deelvragen",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("question", "position"), name="sub_question_position_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("position__gte", 1), ("position__lte", 5)),
                                name="sub_question_one_to_five",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["text", "choice", "example"])),
                                name="sub_question_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AnswerPart",
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
                                related_name="parts",
                                to="questions.answer",
                                verbose_name="antwoord",
                            ),
                        ),
                        (
                            "sub_question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answer_parts",
                                to="questions.subquestion",
                                verbose_name="deelvraag",
                            ),
                        ),
                        (
                            "reading",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(4),
                                ],
                                verbose_name="lezing",
                            ),
                        ),
                        (
                            "held_by",
                            models.CharField(blank=True, max_length=120, verbose_name="wie het zo ziet"),
                        ),
                        (
                            "nature",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("fact", "feit"),
                                    ("experience", "ervaring"),
                                    ("example", "voorbeeld"),
                                    ("opinion", "mening"),
                                ],
                                max_length=10,
                                verbose_name="wat is dit",
                            ),
                        ),
                        (
                            "naming",
                            models.CharField(
                                choices=[
                                    ("named", "met naam"),
                                    ("organization", "alleen organisatie"),
                                    ("kind_region", "alleen soort team en regio"),
                                    ("untraceable", "niet herleidbaar"),
                                ],
                                default="organization",
                                max_length=12,
                                verbose_name="hoe noemen we je",
                            ),
                        ),
                        ("may_be_quoted", models.BooleanField(default=False, verbose_name="citeren mag")),
                        ("text", models.TextField(blank=True, verbose_name="antwoord")),
                        ("choice", models.CharField(blank=True, max_length=200, verbose_name="keuze")),
                        (
                            "has_no_experience",
                            models.BooleanField(default=False, verbose_name="geen ervaring mee"),
                        ),
                    ],
                    options={
                        "verbose_name": "deelantwoord",
                        "verbose_name_plural": "deelantwoorden",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("answer", "sub_question", "reading"), name="answer_part_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reading__gte", 1), ("reading__lte", 4)),
                                name="answer_part_reading",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("naming__in", ["named", "organization", "kind_region", "untraceable"])
                                ),
                                name="answer_part_naming",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("nature__in", ["", "fact", "experience", "example", "opinion"])
                                ),
                                name="answer_part_nature",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Labelling",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "label",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="labellings",
                                to="questions.label",
                                verbose_name="label",
                            ),
                        ),
                        (
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="labellings",
                                to="questions.answerpart",
                                verbose_name="deelantwoord",
                            ),
                        ),
                        (
                            "labelled_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "gelabeld deelantwoord",
                        "verbose_name_plural": "gelabelde deelantwoorden",
                        "constraints": [
                            models.UniqueConstraint(fields=("label", "part"), name="labelling_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Synthesis",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "question",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="synthesis",
                                to="questions.question",
                                verbose_name="vraag",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="versie")),
                        ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                        (
                            "changed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gewijzigd door",
                            ),
                        ),
                        ("shared_at", models.DateTimeField(blank=True, null=True, verbose_name="gedeeld op")),
                    ],
                    options={
                        "verbose_name": "synthese",
                        "verbose_name_plural": "syntheses",
                    },
                ),
                migrations.CreateModel(
                    name="ConsentFlag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "synthesis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consent_flags",
                                to="questions.synthesis",
                                verbose_name="synthese",
                            ),
                        ),
                        (
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consent_flags",
                                to="questions.answerpart",
                                verbose_name="deelantwoord",
                            ),
                        ),
                        ("change", models.CharField(max_length=200, verbose_name="wat veranderde er")),
                        ("raised_at", models.DateTimeField(verbose_name="sinds")),
                        (
                            "settled_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="afgehandeld op"),
                        ),
                        (
                            "settled_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="afgehandeld door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "gewijzigde toestemming",
                        "verbose_name_plural": "gewijzigde toestemmingen",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("settled_at", None)),
                                fields=["synthesis"],
                                name="consent_flag_unsettled",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SynthesisVersion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "synthesis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="questions.synthesis",
                                verbose_name="synthese",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="nummer")),
                        (
                            "purpose",
                            models.CharField(
                                choices=[("returned", "teruggelegd"), ("shared", "gedeeld")],
                                max_length=10,
                                verbose_name="waarvoor",
                            ),
                        ),
                        ("sections", models.JSONField(verbose_name="delen")),
                        (
                            "note",
                            models.CharField(blank=True, max_length=400, verbose_name="wat is er anders"),
                        ),
                        ("made_at", models.DateTimeField(verbose_name="gemaakt op")),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gemaakt door",
                            ),
                        ),
                        (
                            "outdated_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="verouderd sinds"),
                        ),
                        (
                            "outdated_because",
                            models.CharField(blank=True, max_length=400, verbose_name="waarom verouderd"),
                        ),
                    ],
                    options={
                        "verbose_name": "versie van een synthese",
                        "verbose_name_plural": "versies van syntheses",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("synthesis", "number"), name="synthesis_version_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("purpose__in", ["returned", "shared"])),
                                name="synthesis_version_purpose",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Export",
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
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="exports",
                                to="questions.question",
                                verbose_name="vraag",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("answers", "antwoorden (xlsx)"),
                                    ("document", "synthese (docx)"),
                                    ("pdf", "synthese (pdf)"),
                                    ("pack", "pakket voor de tafel (pdf)"),
                                ],
                                max_length=10,
                                verbose_name="soort",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="exports",
                                to="questions.synthesisversion",
                                verbose_name="versie van de synthese",
                            ),
                        ),
                        (
                            "requested_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gevraagd door",
                            ),
                        ),
                        ("requested_at", models.DateTimeField(verbose_name="gevraagd op")),
                        (
                            "started_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="begonnen op"),
                        ),
                        ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="voortgang")),
                        ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="klaar op")),
                        ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="mislukt op")),
                        (
                            "taken_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="opgehaald op"),
                        ),
                        (
                            "file",
                            models.FileField(
                                blank=True,
                                max_length=200,
                                storage=files.storage.private_storage,
                                upload_to=questions.models.outcomes.export_path,
                                verbose_name="bestand",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=160, verbose_name="naam")),
                        (
                            "holds",
                            models.JSONField(blank=True, default=dict, verbose_name="versies van antwoorden"),
                        ),
                    ],
                    options={
                        "verbose_name": "uitvoer",
                        "verbose_name_plural": "uitvoer",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["answers", "document", "pdf", "pack"])),
                                name="export_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("progress__gte", 0), ("progress__lte", 100)),
                                name="export_progress",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Passage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "synthesis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="passages",
                                to="questions.synthesis",
                                verbose_name="synthese",
                            ),
                        ),
                        (
                            "section",
                            models.CharField(
                                choices=[
                                    ("recognized", "Wat herkennen velen"),
                                    ("diverging", "Waar lopen ervaringen uiteen, en waarvan hangt dat af"),
                                    ("failing", "Wat werkt niet en wat zou wèl kunnen"),
                                    ("signals", "Losse signalen"),
                                    ("unknown", "Wat we niet weten"),
                                ],
                                max_length=12,
                                verbose_name="deel",
                            ),
                        ),
                        ("position", models.PositiveIntegerField(verbose_name="plaats")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("quote", "citaat"),
                                    ("paraphrase", "parafrase"),
                                    ("own", "eigen woorden van het programmateam"),
                                ],
                                max_length=10,
                                verbose_name="soort",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="tekst")),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="versie")),
                        ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                        (
                            "changed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gewijzigd door",
                            ),
                        ),
                        (
                            "sources",
                            models.ManyToManyField(
                                related_name="passages",
                                through="questions.PassageSource",
                                to="questions.answerpart",
                                verbose_name="bronnen",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "passage",
                        "verbose_name_plural": "passages",
                        "indexes": [
                            models.Index(fields=["synthesis", "section", "position"], name="passage_place")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "section__in",
                                        ["recognized", "diverging", "failing", "signals", "unknown"],
                                    )
                                ),
                                name="passage_section",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["quote", "paraphrase", "own"])),
                                name="passage_kind",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PassageSource",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "passage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="questions.passage",
                                verbose_name="passage",
                            ),
                        ),
                        (
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="links",
                                to="questions.answerpart",
                                verbose_name="deelantwoord",
                            ),
                        ),
                        ("excerpt", models.TextField(blank=True, verbose_name="woorden in de bron")),
                    ],
                    options={
                        "verbose_name": "bron van een passage",
                        "verbose_name_plural": "bronnen van passages",
                        "constraints": [
                            models.UniqueConstraint(fields=("passage", "part"), name="passage_source_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Verdict",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "passage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="verdicts",
                                to="questions.passage",
                                verbose_name="passage",
                            ),
                        ),
                        (
                            "answer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="verdicts",
                                to="questions.answer",
                                verbose_name="antwoord",
                            ),
                        ),
                        (
                            "word",
                            models.CharField(
                                choices=[("right", "klopt"), ("nuance", "mist nuance")],
                                max_length=8,
                                verbose_name="oordeel",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="welke nuance")),
                        ("given_at", models.DateTimeField(verbose_name="gegeven op")),
                        (
                            "given_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kanttekening",
                        "verbose_name_plural": "kanttekeningen",
                        "constraints": [
                            models.UniqueConstraint(fields=("passage", "answer"), name="verdict_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("word", "right"),
                                    models.Q(("word", "nuance"), models.Q(("text", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="verdict_nuance_is_said",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
