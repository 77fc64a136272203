"""Make room for the place beside a personal answer, and for texts typed beside an answer."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0003_rest_and_map"),
        ("questions", "0004_backfill_passages"),
    ]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="place",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="members.organization",
                verbose_name="bij welke organisatie",
            ),
        ),
        migrations.AddField(
            model_name="answerversion",
            name="is_aside",
            field=models.BooleanField(default=False, verbose_name="ernaast getypt"),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(("organization", None), ("place", None), _connector="OR"),
                name="answer_place_is_personal",
            ),
        ),
    ]
