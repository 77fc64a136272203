"""What was written before openness was kept may be read as widely as its group is."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def keep_openness(apps, schema_editor):
    """Give every thread and post the openness its group has now."""
    group = apps.get_model("learninggroups", "LearningGroup").objects
    of_thread = group.filter(pk=OuterRef("group")).values("openness")
    apps.get_model("learninggroups", "Thread").objects.update(openness=Subquery(of_thread))
    of_post = group.filter(threads=OuterRef("thread")).values("openness")
    apps.get_model("learninggroups", "Post").objects.update(openness=Subquery(of_post))


class Migration(migrations.Migration):
    dependencies = [("learninggroups", "0002_living_groups")]

    operations = [migrations.RunPython(keep_openness, migrations.RunPython.noop)]
