"""Drop what an answer said of naming, quoting and readers as a whole: parts and ``readers`` say it now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("questions", "0006_backfill_places")]

    operations = [
        migrations.RemoveConstraint(model_name="answer", name="answer_naming"),
        migrations.RemoveField(model_name="answer", name="naming"),
        migrations.RemoveField(model_name="answer", name="may_be_quoted"),
        migrations.RemoveField(model_name="answer", name="is_for_team_only"),
    ]
