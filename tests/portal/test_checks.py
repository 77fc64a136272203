"""What `migrate` refuses before it changes anything."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


@pytest.mark.django_db
def test_a_database_that_had_all_that_was_joined_goes_on():
    MigrationRecorder(connection).record_unapplied("home", "0001_squashed_0012_models")

    call_command("check", databases=["default"], tags=["database"])


@pytest.mark.django_db
def test_a_database_that_had_some_of_what_was_joined_is_refused():
    MigrationRecorder(connection).record_unapplied("home", "0012_readers_and_outside_knowledge")

    with pytest.raises(SystemCheckError, match="home has had 8 of the 9 migrations"):
        call_command("check", databases=["default"], tags=["database"])
