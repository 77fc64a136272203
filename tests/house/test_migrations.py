"""Migrations are complete, named in words, and none of them makes the portal stop."""

import re

import pytest
from django.core.management import call_command
from django.db.migrations import operations
from django.db.migrations.loader import MigrationLoader

from tests.house.source import APPS, ROOT


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_have_names():
    names = [path.stem for app in APPS for path in (ROOT / app / "migrations").glob("0*.py")]

    assert [
        name for name in names if not re.fullmatch(r"\d{4}_[a-z][a-z_0-9]+", name) or "_auto_" in name
    ] == []


TAKES_AWAY = (
    operations.AlterModelTable,
    operations.DeleteModel,
    operations.RemoveField,
    operations.RenameField,
    operations.RenameModel,
)


def later_migrations():
    """Return those that a database in use may meet: what replaces others it has had already."""
    loader = MigrationLoader(None)
    for (app, name), migration in sorted(loader.disk_migrations.items()):
        if app in APPS and not migration.replaces:
            yield f"{app}.{name}", migration.operations


def test_what_the_version_before_uses_is_not_taken_away_by_what_adds():
    # Expand and contract in one file leave no moment at which both versions work (docs/operations.md).
    both = [
        name
        for name, steps in later_migrations()
        if any(isinstance(step, TAKES_AWAY) for step in steps)
        and any(isinstance(step, operations.AddField | operations.CreateModel) for step in steps)
    ]

    assert both == []


def test_the_version_before_can_write_a_row_without_a_new_column():
    stops = []
    for name, steps in later_migrations():
        new = {step.name_lower for step in steps if isinstance(step, operations.CreateModel)}
        for step in steps:
            if not isinstance(step, operations.AddField) or step.model_name_lower in new:
                continue
            field = step.field
            if not (field.null or field.many_to_many or field.has_db_default()):
                stops.append(f"{name}: {step.model_name}.{step.name}")

    assert stops == []
