"""What a group said of its next open meeting becomes a meeting of that group."""

from datetime import timedelta

from django.db import migrations

USUAL_LENGTH = timedelta(hours=2)


def make_meetings(apps, schema_editor):
    """Make a meeting of every moment that a group had written down."""
    meetings = apps.get_model("meetings", "Meeting").objects
    for group in apps.get_model("learninggroups", "LearningGroup").objects.exclude(meeting_at=None):
        meetings.create(
            title=f"Open bijeenkomst van {group.name}"[:140],
            openness="open",
            group=group,
            theme=group.theme,
            starts_at=group.meeting_at,
            ends_at=group.meeting_at + USUAL_LENGTH,
            place=group.meeting_line or "De begeleider weet waar het is",
            planned_at=group.created_at,
            changed_at=group.created_at,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0002_programme"),
        ("learninggroups", "0013_announcements"),
    ]

    operations = [migrations.RunPython(make_meetings, migrations.RunPython.noop)]
