"""What `manage.py doctor` says of an installation that is well, and of one that is not."""

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from audit import trail
from audit.actions import seal_log
from audit.acts import Act
from audit.models import Entry
from members.models import ADMINISTRATORS
from portal import doctor
from portal.backups import taking
from tests.factories.members import MemberFactory

NOW = datetime(2026, 11, 3, 10, tzinfo=UTC)


@pytest.fixture
def keepers(db):
    """Two administrators with a second factor."""
    keepers = MemberFactory.create_batch(2)
    for keeper in keepers:
        keeper.groups.add(Group.objects.get(name=ADMINISTRATORS))
        Authenticator.objects.create(user=keeper, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return keepers


def told(part) -> list[str]:
    return [trouble.what for trouble in part(NOW)]


def test_people_with_two_keepers_and_their_factors_are_well(keepers):
    assert told(doctor.people) == []


def test_who_lacks_a_second_factor_is_counted_and_not_named(keepers):
    Authenticator.objects.filter(user=keepers[0]).delete()

    assert told(doctor.people) == ["1 people of the office have no second factor yet"]


def test_one_keeper_is_too_few(keepers):
    type(keepers[0]).objects.filter(pk=keepers[0].pk).update(is_active=False)

    assert told(doctor.people) == ["fewer than two people can give rights"]


@pytest.mark.django_db
def test_a_changed_log_is_seen():
    trail.record(Act.INVITED, actor=None, now=NOW)
    seal_log(now=NOW)
    assert told(doctor.log) == []

    Entry.objects.update(reason="anders")

    assert told(doctor.log) == ["the log was changed on 2026-11-03"]


def test_a_folder_that_others_may_read_is_seen(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    key = tmp_path / "secret_key"
    key.write_text("x")
    key.chmod(0o600)
    assert told(doctor.folders) == []

    key.chmod(0o644)

    assert told(doctor.folders) == ["others on this host may read secret_key"]


def test_a_mail_server_that_is_away_is_seen(settings, tmp_path):
    settings.MAILING_EMAIL_URL = f"file://{tmp_path}"
    assert told(doctor.mail_server) == []

    settings.MAILING_EMAIL_URL = "smtp://127.0.0.1:1"

    assert len(told(doctor.mail_server)) == 1


@pytest.mark.django_db
def test_the_database_is_that_of_this_code_and_the_broker_answers():
    assert told(doctor.database) == []
    assert told(doctor.broker) == []


@pytest.mark.django_db
def test_a_portal_that_was_never_backed_up_is_seen():
    never = "no backup was ever made"
    assert never in told(doctor.post_and_backups)

    taking.write_down_that_it_was_made(now=NOW)

    assert never not in told(doctor.post_and_backups)


@pytest.mark.django_db
def test_the_command_fails_when_there_is_something_to_look_at(capsys):
    with pytest.raises(CommandError, match="things to look at"):
        call_command("doctor")

    lines = capsys.readouterr().out
    assert "well  database" in lines
    assert "LOOK  settings of production" in lines
