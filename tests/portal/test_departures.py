"""Who left stays away: a backup of yesterday brings nobody back."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from files.storage import private_storage
from learninggroups.models import Post
from mailing.models import OutgoingMail
from members import tasks
from members.actions import departures, leaving, personal_data
from members.models import Departure, Member, PersonalData
from portal.backups.restoring import database_name
from search.models import Entry
from tests.cast import build_scene
from tests.factories.members import MemberFactory
from tests.members.leaver import MARKS, NAME, WORDS, files_of, fortnight, marks_left, plant, plant_everywhere


@pytest.fixture
def place(settings, tmp_path) -> Path:
    """A folder for the backup, and the list beside it."""
    settings.DEPARTURES_LIST = tmp_path / "beside" / "departures.jsonl"
    return tmp_path


def erase(now) -> None:
    for _step in leaving.erase_due(now=now):
        continue


def test_yesterdays_backup_brings_nobody_back(transactional_db, place, settings, now, caplog):
    scene = build_scene()
    vera, _fields = plant_everywhere(scene, now)
    # What she took along lies here for a day, and so stands in the backup too.
    before = PersonalData.objects.get(member=vera)
    before.file.delete()
    before.delete()
    data = personal_data.ask_for_data(actor=vera, now=now)
    tasks.gather_data()
    data.refresh_from_db()
    files = [*files_of(vera), data.file.path]
    assert all(Path(file).exists() for file in files)
    posts = Post.objects.filter(author=vera).count()
    backup = place / "backup.tar"
    call_command("backup", backup, stdout=io.StringIO())
    leaving.leave(member=vera, way="silent", actor=vera, now=now)
    erase(fortnight(now))
    departures.keep_list(settings.DEPARTURES_LIST)
    assert marks_left(*MARKS, WORDS) == []
    said = io.StringIO()

    call_command("restore", backup, replace=database_name(), stdout=said)

    assert "left_again=1" in said.getvalue()
    assert marks_left(*MARKS, WORDS) == []
    assert not any(Path(file).exists() for file in files)
    folders = [settings.MEDIA_ROOT, private_storage().location, place / "beside"]
    kept = [path for folder in folders for path in Path(folder).rglob("*")]
    read = b"".join(path.read_bytes() for path in kept if path.is_file())
    assert not any(mark.encode() in read for mark in (*MARKS, WORDS))
    assert not Entry.objects.filter(subject_kind="members.member", subject_id=vera.pk).exists()
    assert not OutgoingMail.objects.filter(member=vera).exists()
    assert not any(mark in caplog.text for mark in (*MARKS, WORDS))
    assert Post.objects.filter(author=vera).count() == posts
    # The same list again changes nothing.
    again = departures.replay_departures(
        told=departures.read_list(settings.DEPARTURES_LIST), now=fortnight(now)
    )
    assert again == 0


@pytest.mark.django_db
def test_who_left_and_may_still_come_back_is_away_again(place, settings, scene, now):
    leaving.leave(member=scene.participant, way="former", actor=scene.participant, now=now)
    departures.keep_list(settings.DEPARTURES_LIST)
    Departure.objects.all().delete()
    Member.objects.filter(pk=scene.participant.pk).update(is_active=True)

    # The database was put back, and knows of nothing: the list keeps what it said.
    departures.keep_list(settings.DEPARTURES_LIST)
    told = departures.read_list(settings.DEPARTURES_LIST)
    assert departures.replay_departures(told=told, now=now) == 1

    departure = Departure.objects.get(member=scene.participant)
    assert (departure.erase_at, departure.erased_at) == (fortnight(now), None)
    assert not Member.objects.get(pk=scene.participant.pk).is_active
    leaving.come_back(departure=departure, now=now)
    departures.keep_list(settings.DEPARTURES_LIST)
    told = departures.read_list(settings.DEPARTURES_LIST)
    assert departures.replay_departures(told=told, now=fortnight(now)) == 0
    assert Member.objects.get(pk=scene.participant.pk).is_active


@pytest.mark.django_db
def test_the_list_holds_numbers_and_days_and_spares_who_came_later(place, settings, scene, now):
    vera = plant(scene, now)
    leaving.leave(member=vera, way="former", actor=vera, now=now)
    departures.keep_list(settings.DEPARTURES_LIST)

    line = settings.DEPARTURES_LIST.read_text()
    assert set(json.loads(line)) == {"member_id", "way", "asked_at", "erase_at", "returned_at", "erased_at"}
    assert NAME not in line
    newcomer = MemberFactory(joined_at=fortnight(now))
    told = [json.loads(line) | {"member_id": newcomer.pk}]
    assert departures.replay_departures(told=told, now=fortnight(now)) == 0
    assert Member.objects.get(pk=newcomer.pk).is_active
