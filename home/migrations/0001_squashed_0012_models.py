import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import home.models.base
import ui.fields
from schema.operations import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ("home", "0001_initial"),
        ("home", "0004_passages"),
        ("home", "0005_consent_reminders"),
        ("home", "0006_programme_pages"),
        ("home", "0007_where_lessons_come_from"),
        ("home", "0008_reading_task"),
        ("home", "0010_enquiries"),
        ("home", "0011_imported"),
        ("home", "0012_readers_and_outside_knowledge"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("learninggroups", "0001_squashed_0015_models"),
        ("members", "0002_squashed_0019_models"),
        ("themes", "0001_squashed_0003_models"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="ContentPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "sender_kind",
                            models.CharField(
                                choices=[
                                    ("person", "persoon"),
                                    ("organization", "organisatie"),
                                    ("learning_group", "leergroep"),
                                    ("programme_team", "programmateam"),
                                    ("board", "bestuur"),
                                    ("external", "andere partij"),
                                ],
                                default="programme_team",
                                max_length=16,
                                verbose_name="soort afzender",
                            ),
                        ),
                        (
                            "sender_name",
                            models.CharField(
                                blank=True,
                                help_text="Niet nodig bij het programmateam en het bestuur. Nooit “de leden”.",
                                max_length=160,
                                validators=[home.models.base.validate_sender],
                                verbose_name="naam van de afzender",
                            ),
                        ),
                        ("body", ui.fields.StreamField([], verbose_name="tekst")),
                    ],
                    options={
                        "verbose_name": "gewone pagina",
                        "verbose_name_plural": "gewone pagina's",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="DevelopmentIndexPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "sender_kind",
                            models.CharField(
                                choices=[
                                    ("person", "persoon"),
                                    ("organization", "organisatie"),
                                    ("learning_group", "leergroep"),
                                    ("programme_team", "programmateam"),
                                    ("board", "bestuur"),
                                    ("external", "andere partij"),
                                ],
                                default="programme_team",
                                max_length=16,
                                verbose_name="soort afzender",
                            ),
                        ),
                        (
                            "sender_name",
                            models.CharField(
                                blank=True,
                                help_text="Niet nodig bij het programmateam en het bestuur. Nooit “de leden”.",
                                max_length=160,
                                validators=[home.models.base.validate_sender],
                                verbose_name="naam van de afzender",
                            ),
                        ),
                        ("intro", models.TextField(blank=True, max_length=400, verbose_name="inleiding")),
                    ],
                    options={
                        "verbose_name": "ontwikkelingen",
                        "verbose_name_plural": "ontwikkelingen",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="DevelopmentPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "sender_kind",
                            models.CharField(
                                choices=[
                                    ("person", "persoon"),
                                    ("organization", "organisatie"),
                                    ("learning_group", "leergroep"),
                                    ("programme_team", "programmateam"),
                                    ("board", "bestuur"),
                                    ("external", "andere partij"),
                                ],
                                default="programme_team",
                                max_length=16,
                                verbose_name="soort afzender",
                            ),
                        ),
                        (
                            "sender_name",
                            models.CharField(
                                blank=True,
                                help_text="Niet nodig bij het programmateam en het bestuur. Nooit “de leden”.",
                                max_length=160,
                                validators=[home.models.base.validate_sender],
                                verbose_name="naam van de afzender",
                            ),
                        ),
                        (
                            "lead",
                            models.TextField(
                                help_text="Dit staat in lijsten, in de overzichtsmail en in zoekmachines.",
                                max_length=300,
                                verbose_name="in één of twee zinnen",
                            ),
                        ),
                        ("what", wagtail.fields.RichTextField(verbose_name="wat is er aan de hand")),
                        (
                            "importance",
                            wagtail.fields.RichTextField(
                                verbose_name="waarom doet het ertoe voor lokale teams"
                            ),
                        ),
                        (
                            "ask",
                            wagtail.fields.RichTextField(blank=True, verbose_name="wat vragen we van je"),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="developments",
                                to="themes.programme",
                                verbose_name="landelijk programma",
                            ),
                        ),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="geldig tot")),
                        (
                            "superseded_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Lezers zien dan bovenaan dat er iets nieuwers is.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="supersedes",
                                to="home.developmentpage",
                                verbose_name="achterhaald door",
                            ),
                        ),
                        (
                            "themes",
                            modelcluster.fields.ParentalManyToManyField(
                                blank=True,
                                related_name="developments",
                                to="themes.theme",
                                verbose_name="thema's",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ontwikkeling",
                        "verbose_name_plural": "ontwikkelingen",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="Enquiry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="enquiries",
                                to="home.developmentpage",
                                verbose_name="ontwikkeling",
                            ),
                        ),
                        (
                            "previous",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="follow_up",
                                to="home.enquiry",
                                verbose_name="vervolg op",
                            ),
                        ),
                        (
                            "asker",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="enquiries",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gevraagd door",
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
                            "naming",
                            models.CharField(
                                choices=[
                                    ("named", "met mijn naam en mijn organisatie"),
                                    ("organization", "alleen met mijn organisatie"),
                                    ("unnamed", "zonder mijn naam en organisatie"),
                                ],
                                default="named",
                                max_length=12,
                                verbose_name="hoe noemen we je",
                            ),
                        ),
                        ("text", models.TextField(max_length=2000, verbose_name="vraag")),
                        ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                        ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="gemeld op")),
                        ("answer", models.TextField(blank=True, max_length=6000, verbose_name="antwoord")),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="beantwoord door",
                            ),
                        ),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="beantwoord op"),
                        ),
                        (
                            "is_public",
                            models.BooleanField(default=False, verbose_name="iedereen mag dit lezen"),
                        ),
                        (
                            "hidden_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="verborgen op"),
                        ),
                        (
                            "hidden_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="verborgen door",
                            ),
                        ),
                        (
                            "hidden_reason",
                            models.CharField(blank=True, max_length=400, verbose_name="waarom verborgen"),
                        ),
                    ],
                    options={
                        "verbose_name": "vraag bij een ontwikkeling",
                        "verbose_name_plural": "vragen bij ontwikkelingen",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("answered_at", None), ("hidden_at", None)),
                                fields=["asked_at"],
                                name="enquiry_waiting",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("naming__in", ["named", "organization", "unnamed"])),
                                name="enquiry_naming",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_public", False), ("answered_at__isnull", False), _connector="OR"
                                ),
                                name="enquiry_public_once_answered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_at", None),
                                    models.Q(("answer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="enquiry_answer_says_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EnquiryInterest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "enquiry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="interests",
                                to="home.enquiry",
                                verbose_name="vraag",
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
                        ("since", models.DateTimeField(verbose_name="sinds")),
                    ],
                    options={
                        "verbose_name": "dit wil ik ook weten",
                        "verbose_name_plural": "dit wil ik ook weten",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("enquiry", "member"), name="enquiry_interest_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FrontPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "sender_kind",
                            models.CharField(
                                choices=[
                                    ("person", "persoon"),
                                    ("organization", "organisatie"),
                                    ("learning_group", "leergroep"),
                                    ("programme_team", "programmateam"),
                                    ("board", "bestuur"),
                                    ("external", "andere partij"),
                                ],
                                default="programme_team",
                                max_length=16,
                                verbose_name="soort afzender",
                            ),
                        ),
                        (
                            "sender_name",
                            models.CharField(
                                blank=True,
                                help_text="Niet nodig bij het programmateam en het bestuur. Nooit “de leden”.",
                                max_length=160,
                                validators=[home.models.base.validate_sender],
                                verbose_name="naam van de afzender",
                            ),
                        ),
                        ("mission", models.CharField(max_length=160, verbose_name="missie in één zin")),
                        ("intro", models.TextField(blank=True, max_length=500, verbose_name="inleiding")),
                    ],
                    options={
                        "verbose_name": "voorpagina",
                        "verbose_name_plural": "voorpagina's",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="ImportedFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("site", models.CharField(max_length=200, verbose_name="oude site")),
                        ("path", models.CharField(max_length=500, verbose_name="pad daar")),
                        (
                            "document",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="wagtaildocs.document",
                                verbose_name="document",
                            ),
                        ),
                        (
                            "image",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="wagtailimages.image",
                                verbose_name="afbeelding",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "overgenomen bestand",
                        "verbose_name_plural": "overgenomen bestanden",
                        "constraints": [
                            models.UniqueConstraint(fields=("site", "path"), name="imported_file_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ImportedPage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("site", models.CharField(max_length=200, verbose_name="oude site")),
                        ("number", models.PositiveBigIntegerField(verbose_name="nummer daar")),
                        (
                            "page",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtailcore.page",
                                verbose_name="pagina",
                            ),
                        ),
                        (
                            "revision",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtailcore.revision",
                                verbose_name="versie",
                            ),
                        ),
                        ("was_live", models.BooleanField(default=False, verbose_name="stond online")),
                        ("digest", models.CharField(blank=True, max_length=64, verbose_name="controlegetal")),
                    ],
                    options={
                        "verbose_name": "overgenomen pagina",
                        "verbose_name_plural": "overgenomen pagina's",
                        "constraints": [
                            models.UniqueConstraint(fields=("site", "number"), name="imported_page_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KnowledgeIndexPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "sender_kind",
                            models.CharField(
                                choices=[
                                    ("person", "persoon"),
                                    ("organization", "organisatie"),
                                    ("learning_group", "leergroep"),
                                    ("programme_team", "programmateam"),
                                    ("board", "bestuur"),
                                    ("external", "andere partij"),
                                ],
                                default="programme_team",
                                max_length=16,
                                verbose_name="soort afzender",
                            ),
                        ),
                        (
                            "sender_name",
                            models.CharField(
                                blank=True,
                                help_text="Niet nodig bij het programmateam en het bestuur. Nooit “de leden”.",
                                max_length=160,
                                validators=[home.models.base.validate_sender],
                                verbose_name="naam van de afzender",
                            ),
                        ),
                        ("intro", models.TextField(blank=True, max_length=400, verbose_name="inleiding")),
                    ],
                    options={
                        "verbose_name": "kennis van buiten (lijst)",
                        "verbose_name_plural": "kennis van buiten (lijst)",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="KnowledgePage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "sender_kind",
                            models.CharField(
                                choices=[
                                    ("person", "persoon"),
                                    ("organization", "organisatie"),
                                    ("learning_group", "leergroep"),
                                    ("programme_team", "programmateam"),
                                    ("board", "bestuur"),
                                    ("external", "andere partij"),
                                ],
                                default="programme_team",
                                max_length=16,
                                verbose_name="soort afzender",
                            ),
                        ),
                        (
                            "sender_name",
                            models.CharField(
                                blank=True,
                                help_text="Niet nodig bij het programmateam en het bestuur. Nooit “de leden”.",
                                max_length=160,
                                validators=[home.models.base.validate_sender],
                                verbose_name="naam van de afzender",
                            ),
                        ),
                        (
                            "lead",
                            models.TextField(
                                help_text="Dit staat in lijsten, in de overzichtsmail en in zoekmachines.",
                                max_length=300,
                                verbose_name="in één of twee zinnen",
                            ),
                        ),
                        ("team_kinds", models.TextField(blank=True, verbose_name="soort team")),
                        (
                            "reading",
                            wagtail.fields.RichTextField(verbose_name="wat wij eruit halen, in één alinea"),
                        ),
                        (
                            "made_by",
                            models.CharField(blank=True, max_length=200, verbose_name="wie maakte het"),
                        ),
                        ("publisher", models.CharField(max_length=160, verbose_name="wie geeft het uit")),
                        (
                            "made_on",
                            models.DateField(blank=True, null=True, verbose_name="datum van de bron"),
                        ),
                        ("source_url", models.URLField(max_length=500, verbose_name="adres van de bron")),
                        (
                            "licence",
                            models.CharField(
                                choices=[
                                    ("cc-by-4.0", "Creative Commons Naamsvermelding 4.0 (CC BY 4.0)"),
                                    (
                                        "cc-by-sa-4.0",
                                        "Creative Commons Naamsvermelding-GelijkDelen 4.0 (CC BY-SA 4.0)",
                                    ),
                                    (
                                        "cc-by-nc-4.0",
                                        "Creative Commons Naamsvermelding-NietCommercieel 4.0 (CC BY-NC 4.0)",
                                    ),
                                    (
                                        "cc-by-nd-4.0",
                                        "Creative Commons Naamsvermelding-GeenAfgeleideWerken 4.0 (CC BY-ND 4.0)",
                                    ),
                                    ("cc0-1.0", "Creative Commons Zero 1.0, publiek domein (CC0 1.0)"),
                                    (
                                        "reserved",
                                        "Alle rechten voorbehouden: lees het en verwijs ernaar, neem het niet over",
                                    ),
                                    ("unknown", "Niet bekend: vraag het wie het maakte"),
                                ],
                                default="unknown",
                                max_length=12,
                                verbose_name="licentie",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="knowledge",
                                to="themes.programme",
                                verbose_name="landelijk programma",
                            ),
                        ),
                        (
                            "themes",
                            modelcluster.fields.ParentalManyToManyField(
                                blank=True,
                                related_name="knowledge",
                                to="themes.theme",
                                verbose_name="thema's",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kennis van buiten",
                        "verbose_name_plural": "kennis van buiten",
                    },
                    bases=("wagtailcore.page", models.Model),
                ),
                migrations.CreateModel(
                    name="KnowledgeLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="home.knowledgepage",
                                verbose_name="kennis van buiten",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="knowledge_links",
                                to="learninggroups.learninggroup",
                                verbose_name="leergroep",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="gekoppeld door",
                            ),
                        ),
                        (
                            "why",
                            models.CharField(max_length=280, verbose_name="waarom hebben wij hier iets aan"),
                        ),
                        ("linked_at", models.DateTimeField(verbose_name="gekoppeld op")),
                    ],
                    options={
                        "verbose_name": "koppeling",
                        "verbose_name_plural": "koppelingen",
                        "constraints": [
                            models.UniqueConstraint(fields=("page", "group"), name="knowledge_link_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LessonIndexPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "sender_kind",
                            models.CharField(
                                choices=[
                                    ("person", "persoon"),
                                    ("organization", "organisatie"),
                                    ("learning_group", "leergroep"),
                                    ("programme_team", "programmateam"),
                                    ("board", "bestuur"),
                                    ("external", "andere partij"),
                                ],
                                default="programme_team",
                                max_length=16,
                                verbose_name="soort afzender",
                            ),
                        ),
                        (
                            "sender_name",
                            models.CharField(
                                blank=True,
                                help_text="Niet nodig bij het programmateam en het bestuur. Nooit “de leden”.",
                                max_length=160,
                                validators=[home.models.base.validate_sender],
                                verbose_name="naam van de afzender",
                            ),
                        ),
                        ("intro", models.TextField(blank=True, max_length=400, verbose_name="inleiding")),
                    ],
                    options={
                        "verbose_name": "lessen",
                        "verbose_name_plural": "lessen",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="LessonPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "sender_kind",
                            models.CharField(
                                choices=[
                                    ("person", "persoon"),
                                    ("organization", "organisatie"),
                                    ("learning_group", "leergroep"),
                                    ("programme_team", "programmateam"),
                                    ("board", "bestuur"),
                                    ("external", "andere partij"),
                                ],
                                default="programme_team",
                                max_length=16,
                                verbose_name="soort afzender",
                            ),
                        ),
                        (
                            "sender_name",
                            models.CharField(
                                blank=True,
                                help_text="Niet nodig bij het programmateam en het bestuur. Nooit “de leden”.",
                                max_length=160,
                                validators=[home.models.base.validate_sender],
                                verbose_name="naam van de afzender",
                            ),
                        ),
                        (
                            "lead",
                            models.TextField(
                                help_text="Dit staat in lijsten, in de overzichtsmail en in zoekmachines.",
                                max_length=300,
                                verbose_name="in één of twee zinnen",
                            ),
                        ),
                        ("team_kinds", models.TextField(blank=True, verbose_name="soort team")),
                        (
                            "licence",
                            models.CharField(
                                choices=[
                                    ("cc-by-4.0", "Creative Commons Naamsvermelding 4.0 (CC BY 4.0)"),
                                    (
                                        "cc-by-sa-4.0",
                                        "Creative Commons Naamsvermelding-GelijkDelen 4.0 (CC BY-SA 4.0)",
                                    ),
                                    (
                                        "cc-by-nc-4.0",
                                        "Creative Commons Naamsvermelding-NietCommercieel 4.0 (CC BY-NC 4.0)",
                                    ),
                                    (
                                        "cc-by-nd-4.0",
                                        "Creative Commons Naamsvermelding-GeenAfgeleideWerken 4.0 (CC BY-ND 4.0)",
                                    ),
                                    ("cc0-1.0", "Creative Commons Zero 1.0, publiek domein (CC0 1.0)"),
                                    (
                                        "reserved",
                                        "Alle rechten voorbehouden: lees het en verwijs ernaar, neem het niet over",
                                    ),
                                    ("unknown", "Niet bekend: vraag het wie het maakte"),
                                ],
                                default="cc-by-4.0",
                                max_length=12,
                                verbose_name="licentie",
                            ),
                        ),
                        ("body", ui.fields.StreamField([], verbose_name="tekst")),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="lessons",
                                to="learninggroups.learninggroup",
                                verbose_name="uit de leergroep",
                            ),
                        ),
                        (
                            "thread",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="lessons",
                                to="learninggroups.thread",
                                verbose_name="uit het gesprek",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="lessons",
                                to="themes.programme",
                                verbose_name="landelijk programma",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                blank=True,
                                help_text="Bijvoorbeeld: een gesprek in leergroep Toegang, of een bijeenkomst in Assen.",
                                max_length=200,
                                verbose_name="waar komt deze les vandaan",
                            ),
                        ),
                        (
                            "learned_on",
                            models.DateField(
                                blank=True,
                                help_text="Wanneer jullie dit leerden. Leeg betekent: de dag waarop de les online kwam.",
                                null=True,
                                verbose_name="datum van de les",
                            ),
                        ),
                        (
                            "closed_reason",
                            models.CharField(
                                blank=True,
                                help_text="Leeg betekent: iedereen mag deze les lezen. De reden is voor iedereen te zien.",
                                max_length=300,
                                verbose_name="alleen voor leden, omdat",
                            ),
                        ),
                        (
                            "contact_line",
                            models.CharField(
                                blank=True,
                                help_text="Leeg betekent: de contactpersoon van de leergroep.",
                                max_length=200,
                                verbose_name="wie kun je erover bellen of mailen",
                            ),
                        ),
                        (
                            "themes",
                            modelcluster.fields.ParentalManyToManyField(
                                blank=True, related_name="lessons", to="themes.theme", verbose_name="thema's"
                            ),
                        ),
                        (
                            "regions",
                            modelcluster.fields.ParentalManyToManyField(
                                blank=True,
                                related_name="lessons",
                                to="members.region",
                                verbose_name="regio's",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "les",
                        "verbose_name_plural": "lessen",
                    },
                    bases=("wagtailcore.page", models.Model),
                ),
                migrations.CreateModel(
                    name="ConsentRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "lesson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consent_requests",
                                to="home.lessonpage",
                                verbose_name="les",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consent_requests",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="schrijver",
                            ),
                        ),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("asked_at", models.DateTimeField(verbose_name="gevraagd op")),
                        ("is_reminder", models.BooleanField(default=False, verbose_name="herinnering")),
                    ],
                    options={
                        "verbose_name": "vraag om toestemming",
                        "verbose_name_plural": "vragen om toestemming",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("is_reminder", True)),
                                fields=("lesson", "author"),
                                name="consent_reminder_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LocalPractice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "lesson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="practices",
                                to="home.lessonpage",
                                verbose_name="les",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="practices",
                                to="members.organization",
                                verbose_name="organisatie",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="practices",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="geschreven door",
                            ),
                        ),
                        ("what", models.TextField(max_length=1500, verbose_name="wat doen jullie")),
                        ("context", models.CharField(max_length=300, verbose_name="voor wie, en waar")),
                        (
                            "contact_line",
                            models.CharField(max_length=200, verbose_name="wie kun je bellen of mailen"),
                        ),
                        ("team_kind", models.CharField(blank=True, max_length=80, verbose_name="soort team")),
                        (
                            "size",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("small", "tot 25.000 inwoners"),
                                    ("middle", "25.000 tot 100.000 inwoners"),
                                    ("large", "meer dan 100.000 inwoners"),
                                ],
                                max_length=8,
                                verbose_name="hoe groot is de gemeente",
                            ),
                        ),
                        (
                            "surroundings",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("city", "stad"),
                                    ("villages", "dorpen en platteland"),
                                    ("mixed", "stad en dorpen"),
                                ],
                                max_length=8,
                                verbose_name="stad of platteland",
                            ),
                        ),
                        (
                            "openness",
                            models.CharField(
                                choices=[("open", "iedereen"), ("members", "alleen leden")],
                                default="open",
                                max_length=8,
                                verbose_name="wie dit leest",
                            ),
                        ),
                        ("written_at", models.DateTimeField(verbose_name="geschreven op")),
                        ("changed_at", models.DateTimeField(verbose_name="gewijzigd op")),
                        (
                            "hidden_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="verborgen op"),
                        ),
                        (
                            "hidden_reason",
                            models.CharField(blank=True, max_length=300, verbose_name="verborgen, omdat"),
                        ),
                    ],
                    options={
                        "verbose_name": "zo doen wij het hier",
                        "verbose_name_plural": "zo doen wij het hier",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("lesson", "organization", "author"), name="practice_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("openness__in", ["open", "members"]),
                                    ("size__in", ["", "small", "middle", "large"]),
                                    ("surroundings__in", ["", "city", "villages", "mixed"]),
                                ),
                                name="practice_choices",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NewsIndexPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "sender_kind",
                            models.CharField(
                                choices=[
                                    ("person", "persoon"),
                                    ("organization", "organisatie"),
                                    ("learning_group", "leergroep"),
                                    ("programme_team", "programmateam"),
                                    ("board", "bestuur"),
                                    ("external", "andere partij"),
                                ],
                                default="programme_team",
                                max_length=16,
                                verbose_name="soort afzender",
                            ),
                        ),
                        (
                            "sender_name",
                            models.CharField(
                                blank=True,
                                help_text="Niet nodig bij het programmateam en het bestuur. Nooit “de leden”.",
                                max_length=160,
                                validators=[home.models.base.validate_sender],
                                verbose_name="naam van de afzender",
                            ),
                        ),
                        ("intro", models.TextField(blank=True, max_length=400, verbose_name="inleiding")),
                    ],
                    options={
                        "verbose_name": "nieuws",
                        "verbose_name_plural": "nieuws",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="NewsPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "sender_kind",
                            models.CharField(
                                choices=[
                                    ("person", "persoon"),
                                    ("organization", "organisatie"),
                                    ("learning_group", "leergroep"),
                                    ("programme_team", "programmateam"),
                                    ("board", "bestuur"),
                                    ("external", "andere partij"),
                                ],
                                default="programme_team",
                                max_length=16,
                                verbose_name="soort afzender",
                            ),
                        ),
                        (
                            "sender_name",
                            models.CharField(
                                blank=True,
                                help_text="Niet nodig bij het programmateam en het bestuur. Nooit “de leden”.",
                                max_length=160,
                                validators=[home.models.base.validate_sender],
                                verbose_name="naam van de afzender",
                            ),
                        ),
                        (
                            "lead",
                            models.TextField(
                                help_text="Dit staat in lijsten, in de overzichtsmail en in zoekmachines.",
                                max_length=300,
                                verbose_name="in één of twee zinnen",
                            ),
                        ),
                        ("body", ui.fields.StreamField([], verbose_name="tekst")),
                        (
                            "themes",
                            modelcluster.fields.ParentalManyToManyField(
                                blank=True, related_name="news", to="themes.theme", verbose_name="thema's"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "nieuwsbericht",
                        "verbose_name_plural": "nieuwsberichten",
                    },
                    bases=("wagtailcore.page",),
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
                            "lesson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="passages",
                                to="home.lessonpage",
                                verbose_name="les",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="passages",
                                to="learninggroups.post",
                                verbose_name="bericht",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="passages",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="schrijver",
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
                                verbose_name="organisatie van de schrijver",
                            ),
                        ),
                        ("words", models.TextField(verbose_name="citaat")),
                        (
                            "consent",
                            models.CharField(
                                choices=[
                                    ("chosen", "nog niet gevraagd"),
                                    ("asked", "wacht op antwoord"),
                                    ("by_name", "mag, met naam"),
                                    ("by_organization", "mag, met de naam van de organisatie"),
                                    ("unnamed", "mag, zonder naam"),
                                    ("refused", "mag niet"),
                                    ("withdrawn", "ingetrokken"),
                                ],
                                default="chosen",
                                max_length=16,
                                verbose_name="toestemming",
                            ),
                        ),
                        ("chosen_at", models.DateTimeField(verbose_name="gekozen op")),
                        ("asked_at", models.DateTimeField(blank=True, null=True, verbose_name="gevraagd op")),
                        (
                            "answered_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="beantwoord op"),
                        ),
                        (
                            "settled_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="nagelezen op"),
                        ),
                    ],
                    options={
                        "verbose_name": "citaat uit het gesprek",
                        "verbose_name_plural": "citaten uit het gesprek",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "consent__in",
                                        [
                                            "chosen",
                                            "asked",
                                            "by_name",
                                            "by_organization",
                                            "unnamed",
                                            "refused",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="passage_consent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("asked_at", None), ("consent", "chosen")),
                                    models.Q(
                                        models.Q(("consent", "chosen"), _negated=True),
                                        ("asked_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="passage_asked_unless_only_chosen",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_at", None), ("consent__in", ["chosen", "asked"])),
                                    models.Q(
                                        models.Q(("consent__in", ["chosen", "asked"]), _negated=True),
                                        ("answered_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="passage_answered_unless_pending",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Publication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "page",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="publication",
                                to="wagtailcore.page",
                                verbose_name="pagina",
                            ),
                        ),
                        ("announced_at", models.DateTimeField(verbose_name="gemeld op")),
                    ],
                    options={
                        "verbose_name": "publicatie",
                        "verbose_name_plural": "publicaties",
                    },
                ),
                migrations.CreateModel(
                    name="ReadingTask",
                    fields=[
                        (
                            "task_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.task",
                            ),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                help_text="Pages/snippets at this step in a workflow will be moderated or approved by these groups of users",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tegenlezen",
                        "verbose_name_plural": "tegenlezen",
                    },
                    bases=("wagtailcore.task",),
                ),
                migrations.CreateModel(
                    name="Source",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                        (
                            "page",
                            modelcluster.fields.ParentalKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sources",
                                to="home.developmentpage",
                                verbose_name="ontwikkeling",
                            ),
                        ),
                        ("label", models.CharField(max_length=200, verbose_name="naam van de bron")),
                        ("url", models.URLField(max_length=500, verbose_name="adres")),
                        (
                            "published_on",
                            models.DateField(blank=True, null=True, verbose_name="datum van de bron"),
                        ),
                    ],
                    options={
                        "verbose_name": "bron",
                        "verbose_name_plural": "bronnen",
                        "ordering": ["sort_order"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Takeaway",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "lesson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="takeaways",
                                to="home.lessonpage",
                                verbose_name="les",
                            ),
                        ),
                        (
                            "words",
                            models.TextField(max_length=400, verbose_name="hier heb ik iets aan, want"),
                        ),
                        ("name", models.CharField(blank=True, max_length=120, verbose_name="naam")),
                        (
                            "email",
                            models.EmailField(
                                blank=True, db_index=True, max_length=254, verbose_name="e-mailadres"
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="takeaways",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "wacht op jouw bevestiging"),
                                    ("waiting", "wordt nog gelezen"),
                                    ("shown", "staat bij de les"),
                                    ("declined", "staat niet bij de les"),
                                ],
                                default="asked",
                                max_length=8,
                                verbose_name="stand",
                            ),
                        ),
                        ("written_at", models.DateTimeField(verbose_name="geschreven op")),
                        (
                            "confirmed_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="bevestigd op"),
                        ),
                        (
                            "decided_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="besloten op"),
                        ),
                        (
                            "shown_at",
                            models.DateTimeField(blank=True, null=True, verbose_name="online sinds"),
                        ),
                        ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="gemeld op")),
                    ],
                    options={
                        "verbose_name": "hier heb ik iets aan",
                        "verbose_name_plural": "hier heb ik iets aan",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "asked")),
                                fields=("lesson", "email"),
                                name="takeaway_asked_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["asked", "waiting", "shown", "declined"])),
                                name="takeaway_state",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
