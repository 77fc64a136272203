import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("learninggroups", "0011_theme_choices"),
    ]

    operations = [
        migrations.CreateModel(
            name="MailedPost",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=32, unique=True, verbose_name="kenmerk van de mail")),
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
    ]
