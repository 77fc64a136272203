"""Meetings of groups are kept with all other meetings."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("learninggroups", "0013_announcements"),
        ("meetings", "0003_meetings_of_groups"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="learninggroup",
            name="meeting_at",
        ),
        migrations.RemoveField(
            model_name="learninggroup",
            name="meeting_line",
        ),
    ]
