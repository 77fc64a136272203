"""Who let members see her telephone number, lets all of them see it still."""

from django.db import migrations


def backfill(apps, schema_editor):
    """Nobody's number becomes visible to more people than it was."""
    apps.get_model("members", "Member").objects.filter(shows_phone=True).update(phone_viewers="members")


def back(apps, schema_editor):
    """Show the number again to members only where all of them saw it."""
    apps.get_model("members", "Member").objects.filter(phone_viewers="members").update(shows_phone=True)


class Migration(migrations.Migration):
    dependencies = [("members", "0006_visibility_per_field")]

    operations = [migrations.RunPython(backfill, back)]
