"""Let the link at the foot of an open digest name its reader without her address."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("digests", "0004_open_digest_and_stopped_runs")]

    operations = [
        migrations.AddField(
            model_name="opensubscription",
            name="reader_key",
            field=models.CharField(
                default="", max_length=64, unique=True, verbose_name="kenmerk van het adres"
            ),
            preserve_default=False,
        ),
    ]
