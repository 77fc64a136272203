import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from schema.operations import CreateModels


class Migration(migrations.Migration):
    replaces = [("themes", "0001_initial"), ("themes", "0002_programme_pages"), ("themes", "0003_following")]

    initial = True

    dependencies = [
        # All others follow this one. Each migration of these apps makes anew what relates to a member,
        # which is quick only as long as little does (docs/adr/0024-one-migration-an-app.md).
        ("account", "0009_emailaddress_unique_primary_email"),
        ("members", "0001_member"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("usersessions", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailembeds", "0009_embed_cache_until"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearch", "0010_add_text_fields"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Programme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, unique=True, verbose_name="naam")),
                        (
                            "short_name",
                            models.CharField(
                                blank=True,
                                help_text="Zoals IZA. Leeg betekent: de hele naam.",
                                max_length=40,
                                verbose_name="korte naam",
                            ),
                        ),
                        ("slug", models.SlugField(max_length=120, unique=True, verbose_name="adres")),
                        (
                            "description",
                            models.TextField(blank=True, verbose_name="wat is het, in een paar zinnen"),
                        ),
                        ("ask", models.TextField(blank=True, verbose_name="wat vraagt het van lokale teams")),
                        (
                            "contact_line",
                            models.CharField(
                                blank=True,
                                help_text="Iemand van het programmateam. Dit is voor iedereen te zien.",
                                max_length=200,
                                verbose_name="wie kun je erover bellen of mailen",
                            ),
                        ),
                        (
                            "official_url",
                            models.URLField(blank=True, max_length=500, verbose_name="officieel adres"),
                        ),
                        ("starts_on", models.DateField(blank=True, null=True, verbose_name="geldt sinds")),
                        ("ends_on", models.DateField(blank=True, null=True, verbose_name="geldt tot")),
                        (
                            "successor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="predecessors",
                                to="themes.programme",
                                verbose_name="opgevolgd door",
                            ),
                        ),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="Een lager getal staat eerder.",
                                verbose_name="plaats in de rij",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "landelijk programma",
                        "verbose_name_plural": "landelijke programma's",
                        "ordering": ["position", "name"],
                    },
                ),
                migrations.CreateModel(
                    name="Theme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, unique=True, verbose_name="naam")),
                        ("slug", models.SlugField(max_length=80, unique=True, verbose_name="adres")),
                        ("description", models.TextField(blank=True, verbose_name="omschrijving")),
                    ],
                    options={
                        "verbose_name": "thema",
                        "verbose_name_plural": "thema's",
                    },
                ),
                migrations.CreateModel(
                    name="Following",
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
                                related_name="followings",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="lid",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="followings",
                                to="themes.programme",
                                verbose_name="programma",
                            ),
                        ),
                        (
                            "theme",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="followings",
                                to="themes.theme",
                                verbose_name="thema",
                            ),
                        ),
                        ("since", models.DateTimeField(verbose_name="sinds")),
                    ],
                    options={
                        "verbose_name": "volgen",
                        "verbose_name_plural": "volgen",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("programme__isnull", True), ("theme__isnull", True), _connector="XOR"
                                ),
                                name="following_one_thing",
                            ),
                            models.UniqueConstraint(
                                fields=("member", "programme"), name="following_programme_once"
                            ),
                            models.UniqueConstraint(fields=("member", "theme"), name="following_theme_once"),
                        ],
                    },
                ),
            ]
        )
    ]
