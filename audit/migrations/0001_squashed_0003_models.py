import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import audit.acts
from schema.operations import CreateModels


class Migration(migrations.Migration):
    replaces = [("audit", "0001_initial"), ("audit", "0002_acts_without_migration"), ("audit", "0003_seals")]

    initial = True

    dependencies = [
        ("members", "0002_squashed_0019_models"),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Seal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(unique=True, verbose_name="nummer")),
                        ("day", models.DateField(unique=True, verbose_name="dag")),
                        ("sealed_at", models.DateTimeField(verbose_name="gesloten op")),
                        ("count", models.PositiveIntegerField(default=0, verbose_name="aantal regels")),
                        ("digest", models.CharField(blank=True, max_length=64, verbose_name="kenmerk")),
                    ],
                    options={
                        "verbose_name": "zegel van het logboek",
                        "verbose_name_plural": "zegels van het logboek",
                    },
                ),
                migrations.CreateModel(
                    name="Entry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="wanneer")),
                        (
                            "act",
                            models.CharField(choices=audit.acts.choices, max_length=40, verbose_name="wat"),
                        ),
                        (
                            "actor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="wie",
                            ),
                        ),
                        ("subject_kind", models.CharField(blank=True, max_length=60, verbose_name="waaraan")),
                        ("subject_id", models.BigIntegerField(blank=True, null=True)),
                        ("reason", models.CharField(blank=True, max_length=400, verbose_name="waarom")),
                        ("facts", models.JSONField(blank=True, default=dict, verbose_name="bijzonderheden")),
                        ("network", models.CharField(blank=True, max_length=50, verbose_name="vanaf")),
                        ("browser", models.CharField(blank=True, max_length=40, verbose_name="met")),
                        (
                            "seal",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="entries",
                                to="audit.seal",
                                verbose_name="zegel",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "regel in het logboek",
                        "verbose_name_plural": "logboek",
                        "indexes": [
                            models.Index(fields=["at"], name="audit_entry_at"),
                            models.Index(fields=["subject_kind", "subject_id"], name="audit_entry_subject"),
                        ],
                    },
                ),
            ]
        )
    ]
