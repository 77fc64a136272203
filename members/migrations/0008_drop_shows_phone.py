from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("members", "0007_backfill_phone_viewers")]

    operations = [migrations.RemoveField(model_name="member", name="shows_phone")]
