"""Give the programme team, editors and administrators what they do in the back office."""

from django.db import migrations

# As in members/models.py; a migration keeps the words it was written with.
PROGRAMME_TEAM = "Programmateam"
EDITORS = "Redacteuren"
ADMINISTRATORS = "Beheerders"

WORKFLOW = "Tegenlezen"
FOR_MEMBERS = "Voor leden"

PAGES = ["add_page", "change_page", "lock_page", "unlock_page"]
FILES = [
    ("wagtailimages", "image", ["add_image", "change_image", "choose_image"]),
    ("wagtaildocs", "document", ["add_document", "change_document", "choose_document"]),
]
MASTER_DATA = [
    ("themes", "theme", ["add_theme", "change_theme", "delete_theme"]),
    ("themes", "programme", ["add_programme", "change_programme", "delete_programme"]),
    ("mailing", "outgoingmail", ["change_outgoingmail"]),
    ("members", "organization", ["add_organization", "change_organization"]),
    ("members", "region", ["add_region", "change_region", "delete_region"]),
]
ACCOUNTS_AND_SETTINGS = [
    ("members", "member", ["add_member", "change_member", "delete_member"]),
    ("wagtailcore", "site", ["change_site"]),
    ("wagtailcore", "collection", ["add_collection", "change_collection", "delete_collection"]),
    ("wagtailcore", "workflow", ["add_workflow", "change_workflow"]),
    ("wagtailcore", "task", ["add_task", "change_task"]),
    ("wagtailredirects", "redirect", ["add_redirect", "change_redirect", "delete_redirect"]),
]


def set_up_groups(apps, schema_editor):
    """Make the three groups. What an editor writes is read along before somebody publishes it."""
    Group = apps.get_model("auth.Group")
    FrontPage = apps.get_model("home.FrontPage")
    front = FrontPage.objects.get()
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()

    for name in [PROGRAMME_TEAM, EDITORS, ADMINISTRATORS]:
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*permissions(apps, [("wagtailadmin", "admin", ["access_admin"])]))
        write_pages(apps, group, front, PAGES)
        keep_files(apps, group)
        if name != EDITORS:
            group.permissions.add(*permissions(apps, MASTER_DATA))
            write_pages(apps, group, front, ["publish_page"])
        if name == ADMINISTRATORS:
            group.permissions.add(*permissions(apps, ACCOUNTS_AND_SETTINGS))
            write_pages(apps, group, front, ["bulk_delete_page"])
    have_drafts_read(apps, front)
    keep_a_drawer_for_members(apps)


def permissions(apps, wanted):
    """Return permissions, made here when Django has not come round to it yet."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Permission = apps.get_model("auth.Permission")
    found = []
    for app_label, model, codenames in wanted:
        kind, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
        for codename in codenames:
            permission, _ = Permission.objects.get_or_create(
                content_type=kind,
                codename=codename,
                defaults={"name": f"Can {codename.split('_')[0]} {model}"},
            )
            found.append(permission)
    return found


def write_pages(apps, group, page, codenames):
    """Let a group do this with a page and all below it."""
    GroupPagePermission = apps.get_model("wagtailcore.GroupPagePermission")
    for permission in permissions(apps, [("wagtailcore", "page", codenames)]):
        GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)


def keep_files(apps, group):
    """Let a group add and change images and documents in every collection."""
    Collection = apps.get_model("wagtailcore.Collection")
    GroupCollectionPermission = apps.get_model("wagtailcore.GroupCollectionPermission")
    root = Collection.objects.get(depth=1)
    for permission in permissions(apps, FILES):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def have_drafts_read(apps, front):
    """Replace Wagtail's moderation by one step of our own: a colleague reads along."""
    ContentType = apps.get_model("contenttypes.ContentType")
    Group = apps.get_model("auth.Group")
    Workflow = apps.get_model("wagtailcore.Workflow")
    Task = apps.get_model("wagtailcore.Task")
    ReadingTask = apps.get_model("home.ReadingTask")
    WorkflowTask = apps.get_model("wagtailcore.WorkflowTask")
    WorkflowPage = apps.get_model("wagtailcore.WorkflowPage")
    Workflow.objects.all().delete()
    Task.objects.all().delete()
    kind, _ = ContentType.objects.get_or_create(app_label="home", model="readingtask")
    task = ReadingTask.objects.create(name=WORKFLOW, active=True, content_type=kind)
    task.groups.set(Group.objects.filter(name__in=[PROGRAMME_TEAM, EDITORS]))
    workflow = Workflow.objects.create(name=WORKFLOW, active=True)
    WorkflowTask.objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page_id=front.pk)


def keep_a_drawer_for_members(apps):
    """Make a collection whose documents only members download."""
    Collection = apps.get_model("wagtailcore.Collection")
    CollectionViewRestriction = apps.get_model("wagtailcore.CollectionViewRestriction")
    root = Collection.objects.get(depth=1)
    drawer = Collection.objects.create(
        name=FOR_MEMBERS, path=f"{root.path}{root.numchild + 1:04d}", depth=2, numchild=0
    )
    Collection.objects.filter(pk=root.pk).update(numchild=root.numchild + 1)
    CollectionViewRestriction.objects.create(collection=drawer, restriction_type="login")


class Migration(migrations.Migration):
    replaces = [("home", "0003_back_office_groups"), ("home", "0009_reading_along")]

    dependencies = [
        ("home", "0002_squashed_0013_site"),
        ("mailing", "0001_squashed_0009_models"),
    ]

    operations = [migrations.RunPython(set_up_groups, migrations.RunPython.noop)]
