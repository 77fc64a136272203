import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import files.storage
import learninggroups.models.drafts
from schema.operations import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("learninggroups", "0001_initial"),
        ("learninggroups", "0002_living_groups"),
        ("learninggroups", "0003_openness_of_what_stands"),
        ("learninggroups", "0004_group_life"),
        ("learninggroups", "0005_moderation"),
        ("learninggroups", "0006_attachments_apart"),
        ("learninggroups", "0007_drafts_keep_fields"),
        ("learninggroups", "0008_changed_posts"),
        ("learninggroups", "0009_posts_await_search"),
        ("learninggroups", "0010_quotes_left_out"),
        ("learninggroups", "0011_theme_choices"),
        ("learninggroups", "0012_mailed_posts"),
        ("learninggroups", "0013_announcements"),
        ("learninggroups", "0014_meetings_elsewhere"),
        ("learninggroups", "0015_second_look"),
    ]

    initial = True

    dependencies = [
        ("members", "0002_squashed_0019_models"),
        ("themes", "0001_squashed_0003_models"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Draft",
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
                                related_name="drafts",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        ("place", models.CharField(max_length=40, verbose_name="waarvoor")),
                        ("fields", models.JSONField(default=dict, verbose_name="tekst")),
                        ("version", models.PositiveIntegerField(default=1, verbose_name="versie")),
                        ("kept_at", models.DateTimeField(db_index=True, verbose_name="bewaard op")),
                    ],
                    options={
                        "verbose_name": "concept",
                        "verbose_name_plural": "concepten",
                        "indexes": [models.Index(fields=["member", "place"], name="draft_place")],
                    },
                ),
                migrations.CreateModel(
                    name="LearningGroup",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="naam")),
                        ("slug", models.SlugField(max_length=120, unique=True, verbose_name="adres")),
                        ("purpose", models.TextField(verbose_name="waarvoor is deze groep")),
                        ("welcome", models.TextField(blank=True, verbose_name="welkom")),
                        (
                            "rhythm",
                            models.CharField(
                                blank=True,
                                help_text="Bijvoorbeeld: elke tweede dinsdag van de maand.",
                                max_length=120,
                                verbose_name="ritme",
                            ),
                        ),
                        (
                            "contact_line",
                            models.CharField(
                                blank=True,
                                help_text="Dit ziet iedereen, ook wie geen lid is.",
                                max_length=200,
                                verbose_name="wie kun je bellen of mailen",
                            ),
                        ),
                        (
                            "join_question",
                            models.CharField(
                                blank=True,
                                help_text="Bijvoorbeeld: wat hoop je hier te leren?",
                                max_length=200,
                                verbose_name="wat vraag je aan wie mee wil doen",
                            ),
                        ),
                        ("house_rules", models.TextField(blank=True, verbose_name="huisregels")),
                        (
                            "openness",
                            models.CharField(
                                choices=[
                                    ("open", "open: iedereen leest mee, leden schrijven"),
                                    ("members", "voor leden: alle leden lezen mee"),
                                    ("closed", "besloten: alleen deelnemers lezen en schrijven"),
                                ],
                                default="members",
                                max_length=10,
                                verbose_name="hoe open",
                            ),
                        ),
                        (
                            "is_confidential",
                            models.BooleanField(
                                default=False,
                                help_text="Niets van wat hier staat komt in een brief of feed. Kan alleen bij een besloten groep.",
                                verbose_name="vertrouwelijk",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="learning_groups",
                                to="themes.theme",
                                verbose_name="thema",
                            ),
                        ),
                        ("created_at", models.DateTimeField(verbose_name="gestart op")),
                        (
                            "archived_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="gearchiveerd op"),
                        ),
                        (
                            "help_offered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="hulp aangeboden op"),
                        ),
                    ],
                    options={
                        "verbose_name": "leergroep",
                        "verbose_name_plural": "leergroepen",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("openness__in", ["open", "members", "closed"])),
                                name="learninggroup_openness",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_confidential", False), ("openness", "closed"), _connector="OR"
                                ),
                                name="learninggroup_confidential_is_closed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupLetter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letters",
                                to="learninggroups.learninggroup",
                                verbose_name="leergroep",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="schrijver",
                            ),
                        ),
                        ("subject", models.CharField(max_length=120, verbose_name="onderwerp")),
                        ("body", models.TextField(verbose_name="brief")),
                        ("written_at", models.DateTimeField(verbose_name="geschreven op")),
                        (
                            "tested_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="proef gestuurd op"),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="meekijken gevraagd door",
                            ),
                        ),
                        (
                            "asked_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="meekijken gevraagd op"),
                        ),
                        ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="verstuurd op")),
                    ],
                    options={
                        "verbose_name": "groepsbrief",
                        "verbose_name_plural": "groepsbrieven",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sent_at", None), ("tested_at__isnull", False), _connector="OR"
                                ),
                                name="group_letter_tested_before_sent",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupProposal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="group_proposals",
                                to="themes.theme",
                                verbose_name="thema",
                            ),
                        ),
                        ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
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
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="proposals",
                                to="learninggroups.learninggroup",
                                verbose_name="leergroep",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "voorstel voor een leergroep",
                        "verbose_name_plural": "voorstellen voor een leergroep",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("decided_at", None)),
                                fields=("theme",),
                                name="group_proposal_one_open",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to="learninggroups.learninggroup",
                                verbose_name="leergroep",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="memberships",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("follower", "volger"),
                                    ("requested", "aangevraagd"),
                                    ("participant", "deelnemer"),
                                    ("facilitator", "begeleider"),
                                ],
                                default="participant",
                                max_length=12,
                                verbose_name="rol",
                            ),
                        ),
                        (
                            "motivation",
                            models.CharField(
                                blank=True, max_length=400, verbose_name="waarom wil je meedoen"
                            ),
                        ),
                        ("joined_at", models.DateTimeField(verbose_name="sinds")),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("overview", "alleen overzicht"),
                                    ("needed", "als iemand mij nodig heeft"),
                                    ("everything", "alles meteen"),
                                ],
                                max_length=10,
                                verbose_name="wat wil je horen",
                            ),
                        ),
                        (
                            "wants_letters",
                            models.BooleanField(
                                default=True, verbose_name="wil de brieven van de begeleiders"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "deelname",
                        "verbose_name_plural": "deelnames",
                        "constraints": [
                            models.UniqueConstraint(fields=("group", "member"), name="membership_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("role__in", ["follower", "requested", "participant", "facilitator"])
                                ),
                                name="membership_role",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpennessChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="openness_changes",
                                to="learninggroups.learninggroup",
                                verbose_name="leergroep",
                            ),
                        ),
                        (
                            "before",
                            models.CharField(
                                choices=[
                                    ("open", "open: iedereen leest mee, leden schrijven"),
                                    ("members", "voor leden: alle leden lezen mee"),
                                    ("closed", "besloten: alleen deelnemers lezen en schrijven"),
                                ],
                                max_length=10,
                                verbose_name="was",
                            ),
                        ),
                        (
                            "after",
                            models.CharField(
                                choices=[
                                    ("open", "open: iedereen leest mee, leden schrijven"),
                                    ("members", "voor leden: alle leden lezen mee"),
                                    ("closed", "besloten: alleen deelnemers lezen en schrijven"),
                                ],
                                max_length=10,
                                verbose_name="werd",
                            ),
                        ),
                        ("is_confidential", models.BooleanField(default=False, verbose_name="vertrouwelijk")),
                        ("reason", models.CharField(max_length=400, verbose_name="reden")),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                    ],
                    options={
                        "verbose_name": "wijziging van openheid",
                        "verbose_name_plural": "wijzigingen van openheid",
                    },
                ),
                migrations.CreateModel(
                    name="ExposureRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "change",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="requests",
                                to="learninggroups.opennesschange",
                                verbose_name="wijziging",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="exposure_requests",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="beantwoord op"),
                        ),
                        ("agrees", models.BooleanField(default=False, verbose_name="vindt het goed")),
                    ],
                    options={
                        "verbose_name": "vraag om verbreding",
                        "verbose_name_plural": "vragen om verbreding",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("change", "member"), name="exposure_request_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("agrees", False), ("answered_at__isnull", False), _connector="OR"
                                ),
                                name="exposure_request_agrees_when_answered",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RaisedHand",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="raised_hands",
                                to="themes.theme",
                                verbose_name="thema",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="raised_hands",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        (
                            "word",
                            models.CharField(blank=True, max_length=280, verbose_name="wat wil je ermee"),
                        ),
                        ("raised_at", models.DateTimeField(verbose_name="sinds")),
                    ],
                    options={
                        "verbose_name": "opgestoken hand",
                        "verbose_name_plural": "opgestoken handen",
                        "constraints": [
                            models.UniqueConstraint(fields=("theme", "member"), name="raised_hand_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ThemeChoice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="level_choices",
                                to="themes.theme",
                                verbose_name="thema",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="theme_choices",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("overview", "alleen overzicht"),
                                    ("needed", "als iemand mij nodig heeft"),
                                    ("everything", "alles meteen"),
                                ],
                                max_length=10,
                                verbose_name="wat wil je horen",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "keuze voor een thema",
                        "verbose_name_plural": "keuzes voor een thema",
                        "constraints": [
                            models.UniqueConstraint(fields=("theme", "member"), name="theme_choice_once"),
                            models.CheckConstraint(
                                condition=models.Q(("level__in", ["overview", "needed", "everything"])),
                                name="theme_choice_level",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Thread",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="threads",
                                to="learninggroups.learninggroup",
                                verbose_name="leergroep",
                            ),
                        ),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("free", "vrij"),
                                    ("case", "casus"),
                                    ("question", "vraag"),
                                    ("review", "terugblik"),
                                    ("announcement", "mededeling"),
                                ],
                                default="free",
                                max_length=12,
                                verbose_name="vorm",
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="titel")),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="threads",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gestart door",
                            ),
                        ),
                        ("started_at", models.DateTimeField(verbose_name="gestart op")),
                        (
                            "openness",
                            models.CharField(
                                choices=[
                                    ("open", "open: iedereen leest mee, leden schrijven"),
                                    ("members", "voor leden: alle leden lezen mee"),
                                    ("closed", "besloten: alleen deelnemers lezen en schrijven"),
                                ],
                                default="closed",
                                max_length=10,
                                verbose_name="hoe open",
                            ),
                        ),
                        (
                            "closed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="afgesloten op"),
                        ),
                        (
                            "pinned_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="vastgezet op"),
                        ),
                        (
                            "merged_into",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="merged",
                                to="learninggroups.thread",
                                verbose_name="samengevoegd met",
                            ),
                        ),
                        (
                            "post_count",
                            models.PositiveIntegerField(default=0, verbose_name="aantal berichten"),
                        ),
                        ("last_post_at", models.DateTimeField(verbose_name="laatste bericht op")),
                    ],
                    options={
                        "verbose_name": "gesprek",
                        "verbose_name_plural": "gesprekken",
                        "indexes": [
                            models.Index(
                                fields=["group", "-last_post_at", "-id"], name="thread_group_latest"
                            ),
                            models.Index(
                                condition=models.Q(("pinned_at__isnull", False)),
                                fields=["group"],
                                name="thread_group_pinned",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("form__in", ["free", "case", "question", "review", "announcement"])
                                ),
                                name="thread_form",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("openness__in", ["open", "members", "closed"])),
                                name="thread_openness",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="GroupInvitation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to="learninggroups.learninggroup",
                                verbose_name="leergroep",
                            ),
                        ),
                        (
                            "thread",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="invitations",
                                to="learninggroups.thread",
                                verbose_name="gesprek",
                            ),
                        ),
                        (
                            "guest_until",
                            models.DateField(blank=True, null=True, verbose_name="gast tot en met"),
                        ),
                        ("email", models.EmailField(max_length=254, verbose_name="e-mailadres")),
                        ("name", models.CharField(blank=True, max_length=120, verbose_name="naam")),
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
                        ("sent_at", models.DateTimeField(verbose_name="laatst gestuurd op")),
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
                        "verbose_name": "uitnodiging voor een groep",
                        "verbose_name_plural": "uitnodigingen voor een groep",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("accepted_at", None), ("thread", None), ("withdrawn_at", None)
                                ),
                                fields=("group", "email"),
                                name="group_invitation_one_open",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("accepted_at", None), ("withdrawn_at", None)),
                                fields=("thread", "email"),
                                name="guest_invitation_one_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("guest_until", None), ("thread", None)),
                                    models.Q(("guest_until__isnull", False), ("thread__isnull", False)),
                                    _connector="OR",
                                ),
                                name="guest_invitation_has_an_end",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Post",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "thread",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="posts",
                                to="learninggroups.thread",
                                verbose_name="gesprek",
                            ),
                        ),
                        ("position", models.PositiveIntegerField(verbose_name="plaats in het gesprek")),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="posts",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="schrijver",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                blank=True,
                                help_text="Waar de schrijver toen werkte.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="members.organization",
                                verbose_name="organisatie van de schrijver",
                            ),
                        ),
                        (
                            "openness",
                            models.CharField(
                                choices=[
                                    ("open", "open: iedereen leest mee, leden schrijven"),
                                    ("members", "voor leden: alle leden lezen mee"),
                                    ("closed", "besloten: alleen deelnemers lezen en schrijven"),
                                ],
                                default="closed",
                                max_length=10,
                                verbose_name="hoe open",
                            ),
                        ),
                        (
                            "reply_to",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="replies",
                                to="learninggroups.post",
                                verbose_name="antwoord op",
                            ),
                        ),
                        ("body", models.TextField(verbose_name="bericht")),
                        ("posted_at", models.DateTimeField(verbose_name="geplaatst op")),
                        (
                            "edited_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="gewijzigd op"),
                        ),
                        (
                            "deleted_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="verwijderd op"),
                        ),
                        (
                            "hidden_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="verborgen op"),
                        ),
                        (
                            "awaits_search",
                            models.BooleanField(
                                db_default=False, default=False, verbose_name="nog te vinden"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bericht",
                        "verbose_name_plural": "berichten",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("edited_at__isnull", False)),
                                fields=["thread", "edited_at"],
                                name="post_changed",
                            ),
                            models.Index(
                                condition=models.Q(("awaits_search", True)),
                                fields=["id"],
                                name="post_awaits_search",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("thread", "position"), name="post_position_once"),
                            models.CheckConstraint(
                                condition=models.Q(("openness__in", ["open", "members", "closed"])),
                                name="post_openness",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Announcement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="announcements",
                                to="learninggroups.learninggroup",
                                verbose_name="leergroep",
                            ),
                        ),
                        (
                            "post",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="announcement",
                                to="learninggroups.post",
                                verbose_name="bericht",
                            ),
                        ),
                        ("month", models.DateField(verbose_name="maand")),
                        (
                            "announced_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        ("announced_at", models.DateTimeField(verbose_name="gemaakt op")),
                    ],
                    options={
                        "verbose_name": "mededeling aan iedereen",
                        "verbose_name_plural": "mededelingen aan iedereen",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("group", "month"), name="announcement_once_a_month"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("month__day", 1)), name="announcement_month"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
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
                            "uploader",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="attachments",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="van",
                            ),
                        ),
                        ("place", models.CharField(blank=True, max_length=40, verbose_name="waarvoor")),
                        (
                            "post",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="learninggroups.post",
                                verbose_name="bericht",
                            ),
                        ),
                        (
                            "file",
                            models.FileField(
                                max_length=200,
                                storage=files.storage.private_storage,
                                upload_to=learninggroups.models.drafts.attachment_path,
                                verbose_name="bestand",
                            ),
                        ),
                        ("name", models.CharField(max_length=160, verbose_name="naam")),
                        ("content_type", models.CharField(max_length=120, verbose_name="soort")),
                        ("size", models.PositiveIntegerField(verbose_name="grootte in bytes")),
                        ("width", models.PositiveIntegerField(blank=True, null=True, verbose_name="breedte")),
                        ("height", models.PositiveIntegerField(blank=True, null=True, verbose_name="hoogte")),
                        (
                            "alt",
                            models.CharField(blank=True, max_length=300, verbose_name="wat is er te zien"),
                        ),
                        ("uploaded_at", models.DateTimeField(verbose_name="geüpload op")),
                    ],
                    options={
                        "verbose_name": "bijlage",
                        "verbose_name_plural": "bijlagen",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("post", None)),
                                fields=["uploaded_at"],
                                name="attachment_loose",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MailedPost",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.CharField(max_length=32, unique=True, verbose_name="kenmerk van de mail"),
                        ),
                        (
                            "post",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mail",
                                to="learninggroups.post",
                                verbose_name="bericht",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "gemaild bericht",
                        "verbose_name_plural": "gemailde berichten",
                    },
                ),
                migrations.CreateModel(
                    name="Mention",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mentions",
                                to="learninggroups.post",
                                verbose_name="bericht",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mentions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vermelding",
                        "verbose_name_plural": "vermeldingen",
                        "constraints": [
                            models.UniqueConstraint(fields=("post", "member"), name="mention_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ModerationAct",
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
                                    ("hid", "bericht verborgen"),
                                    ("showed", "bericht weer getoond"),
                                    ("blurred", "passage onleesbaar gemaakt"),
                                    ("unquoted", "citaat van die passage onleesbaar gemaakt"),
                                    ("dismissed", "melding bekeken, niets gedaan"),
                                    ("closed", "gesprek afgesloten"),
                                    ("reopened", "gesprek heropend"),
                                    ("pinned", "gesprek vastgezet"),
                                    ("unpinned", "gesprek losgemaakt"),
                                    ("moved", "gesprek verplaatst"),
                                    ("split", "gesprek gesplitst"),
                                    ("merged", "gesprekken samengevoegd"),
                                ],
                                max_length=10,
                                verbose_name="ingreep",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="moderation_acts",
                                to="learninggroups.learninggroup",
                                verbose_name="leergroep",
                            ),
                        ),
                        (
                            "thread",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="moderation_acts",
                                to="learninggroups.thread",
                                verbose_name="gesprek",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="moderation_acts",
                                to="learninggroups.post",
                                verbose_name="bericht",
                            ),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="door",
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=400, verbose_name="reden")),
                        ("done_at", models.DateTimeField(verbose_name="gedaan op")),
                    ],
                    options={
                        "verbose_name": "ingreep",
                        "verbose_name_plural": "ingrepen",
                        "indexes": [
                            models.Index(fields=["group", "-done_at"], name="moderationact_group_latest")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MovedPost",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "thread",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="moved_posts",
                                to="learninggroups.thread",
                                verbose_name="uit het gesprek",
                            ),
                        ),
                        ("position", models.PositiveIntegerField(verbose_name="oude plaats")),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="former_places",
                                to="learninggroups.post",
                                verbose_name="bericht",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "verplaatst bericht",
                        "verbose_name_plural": "verplaatste berichten",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("thread", "position"), name="moved_post_place_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostNotice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "post",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notice",
                                to="learninggroups.post",
                                verbose_name="bericht",
                            ),
                        ),
                        ("due_at", models.DateTimeField(db_index=True, verbose_name="te melden vanaf")),
                    ],
                    options={
                        "verbose_name": "te melden bericht",
                        "verbose_name_plural": "te melden berichten",
                    },
                ),
                migrations.CreateModel(
                    name="PostRevision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="revisions",
                                to="learninggroups.post",
                                verbose_name="bericht",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="volgnummer")),
                        ("body", models.TextField(verbose_name="tekst")),
                        ("replaced_at", models.DateTimeField(verbose_name="vervangen op")),
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
                        ("is_minor", models.BooleanField(default=False, verbose_name="kleine wijziging")),
                    ],
                    options={
                        "verbose_name": "eerdere versie",
                        "verbose_name_plural": "eerdere versies",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("post", "number"), name="post_revision_number_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReadMark",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "thread",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="read_marks",
                                to="learninggroups.thread",
                                verbose_name="gesprek",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="read_marks",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        ("position", models.PositiveIntegerField(verbose_name="gelezen tot en met")),
                        ("read_at", models.DateTimeField(verbose_name="gelezen op")),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("overview", "alleen overzicht"),
                                    ("needed", "als iemand mij nodig heeft"),
                                    ("everything", "alles meteen"),
                                ],
                                max_length=10,
                                verbose_name="wat wil je horen",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "leesplek",
                        "verbose_name_plural": "leesplekken",
                        "constraints": [
                            models.UniqueConstraint(fields=("member", "thread"), name="read_mark_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recognition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recognitions",
                                to="learninggroups.post",
                                verbose_name="bericht",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recognitions",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
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
                        ("context", models.CharField(max_length=280, verbose_name="hoe is dat bij jullie")),
                        (
                            "openness",
                            models.CharField(
                                choices=[
                                    ("open", "open: iedereen leest mee, leden schrijven"),
                                    ("members", "voor leden: alle leden lezen mee"),
                                    ("closed", "besloten: alleen deelnemers lezen en schrijven"),
                                ],
                                default="closed",
                                max_length=10,
                                verbose_name="hoe open",
                            ),
                        ),
                        ("recognised_at", models.DateTimeField(verbose_name="gezegd op")),
                    ],
                    options={
                        "verbose_name": "herkenning",
                        "verbose_name_plural": "herkenningen",
                        "constraints": [
                            models.UniqueConstraint(fields=("post", "member"), name="recognition_once"),
                            models.CheckConstraint(
                                condition=models.Q(("openness__in", ["open", "members", "closed"])),
                                name="recognition_openness",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Report",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reports",
                                to="learninggroups.post",
                                verbose_name="bericht",
                            ),
                        ),
                        (
                            "reporter",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="reports",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gemeld door",
                            ),
                        ),
                        ("reason", models.CharField(max_length=400, verbose_name="wat is er mee")),
                        (
                            "to_programme_team",
                            models.BooleanField(default=False, verbose_name="voor het programmateam"),
                        ),
                        ("reported_at", models.DateTimeField(verbose_name="gemeld op")),
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
                        "verbose_name": "melding",
                        "verbose_name_plural": "meldingen",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("settled_at", None)),
                                fields=["to_programme_team"],
                                name="report_waiting",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("settled_at", None)),
                                fields=("post", "reporter"),
                                name="report_one_open",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ThreadGuest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "thread",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="guests",
                                to="learninggroups.thread",
                                verbose_name="gesprek",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="guest_places",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gast",
                            ),
                        ),
                        ("until", models.DateField(verbose_name="tot en met")),
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
                        ("since", models.DateTimeField(verbose_name="sinds")),
                        (
                            "ended_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="beëindigd op"),
                        ),
                    ],
                    options={
                        "verbose_name": "gast",
                        "verbose_name_plural": "gasten",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ended_at", None)),
                                fields=["until"],
                                name="thread_guest_due",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at", None)),
                                fields=("thread", "member"),
                                name="thread_guest_once",
                            )
                        ],
                    },
                ),
            ]
        )
    ]
