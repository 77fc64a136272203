"""Migrations are complete and named in words."""

import re

import pytest
from django.core.management import call_command

from tests.house.source import APPS, ROOT


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_have_names():
    names = [path.stem for app in APPS for path in (ROOT / app / "migrations").glob("0*.py")]

    assert [
        name for name in names if not re.fullmatch(r"\d{4}_[a-z][a-z_0-9]+", name) or "_auto_" in name
    ] == []
