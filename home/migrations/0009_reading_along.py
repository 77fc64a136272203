"""Have texts read along by somebody else, and let editors publish nothing without that."""

from django.db import migrations

EDITORS = "Redacteuren"
WORKFLOW = "Tegenlezen"


def read_along(apps, schema_editor):
    """Make Wagtail's approval one of our own."""
    become(apps, "wagtailcore.GroupApprovalTask", "home.ReadingTask")
    publishing(apps).filter(group__name=EDITORS).delete()


def approve(apps, schema_editor):
    """Make it Wagtail's again."""
    become(apps, "home.ReadingTask", "wagtailcore.GroupApprovalTask")
    Group = apps.get_model("auth.Group")
    granted = publishing(apps).first()
    granted.pk, granted.group = None, Group.objects.get(name=EDITORS)
    granted.save()


def become(apps, old_name, new_name):
    """Make a task one of another kind and keep its number, so that what lies there stays there."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Old, New = apps.get_model(old_name), apps.get_model(new_name)
    app_label, model = new_name.lower().split(".")
    kind, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
    for old in Old.objects.filter(name=WORKFLOW):
        new = New(task_ptr_id=old.pk, name=old.name, active=old.active, content_type=kind)
        new.save()
        new.groups.set(old.groups.all())
        old.groups.clear()
        old.delete(keep_parents=True)


def publishing(apps):
    """Return who may publish what."""
    GroupPagePermission = apps.get_model("wagtailcore.GroupPagePermission")
    return GroupPagePermission.objects.filter(permission__codename="publish_page")


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("home", "0008_reading_task"),
    ]

    operations = [migrations.RunPython(read_along, approve)]
