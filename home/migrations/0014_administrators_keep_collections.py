"""Let administrators make, name and close the collections in which pictures and documents lie."""

from django.db import migrations

# As in members/models; a migration keeps the words it was written with.
ADMINISTRATORS = "Beheerders"


def give(apps, schema_editor):
    """Wagtail asks it per collection; what the group could do with collections in general counted for nothing."""
    Group = apps.get_model("auth.Group")
    Permission = apps.get_model("auth.Permission")
    Collection = apps.get_model("wagtailcore.Collection")
    GroupCollectionPermission = apps.get_model("wagtailcore.GroupCollectionPermission")
    root = Collection.objects.get(depth=1)
    may = Permission.objects.filter(content_type__app_label="wagtailcore", content_type__model="collection")
    may = may.filter(codename__in=["add_collection", "change_collection", "delete_collection"])
    for group in Group.objects.filter(name=ADMINISTRATORS):
        for permission in may:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )


class Migration(migrations.Migration):
    dependencies = [("home", "0003_squashed_0013_back_office_groups")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
