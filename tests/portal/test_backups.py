"""A backup holds everything, comes back whole or not at all, and sends nothing afterwards."""

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings as portal_settings
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from wagtail.models import ModelLogEntry

from activity import sealing
from digests import actions as digest_actions
from learninggroups.actions import posts
from learninggroups.models import Post
from mailing import actions, delivery, upkeep
from mailing.models import Hold, OutgoingMail
from members.models import Member
from portal.backups import archive, restoring, tables
from portal.backups.databases import database
from portal.backups.lines import reader_of, writer_of
from portal.backups.restoring import database_name
from portal.backups.tables import Table, is_left_out, kept_tables
from portal.backups.taking import applied_migrations
from tests.cast import build_scene

AWKWARD = "tab\there, line\r\nend, back\\slash, \\N, a quote ' \" and é 🙂"


@pytest.fixture
def folders(settings, tmp_path) -> Path:
    """Folders for files that nothing else writes in."""
    settings.MEDIA_ROOT = tmp_path / "media"
    private = settings.STORAGES["private"]
    options = private["OPTIONS"] | {"location": tmp_path / "private"}
    settings.STORAGES = settings.STORAGES | {"private": private | {"OPTIONS": options}}
    return tmp_path


def write_sparse(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with open(path, "wb") as file:
        file.seek(30_000_000)
        file.write(b"something")
        file.truncate(50_000_000)


def test_what_was_kept_comes_back_whole_and_sends_nothing(transactional_db, folders, now):
    scene = build_scene()
    Post.objects.update(body=AWKWARD)
    letter = OutgoingMail.objects.create(
        key="k", message_id="<k>", letter="notice", to_address="lid@example.nl", due_at=now, queued_at=now
    )
    recording, backup = folders / "private" / "ab" / "recording", folders / "backup.tar"
    write_sparse(recording)
    call_command("backup", backup, stdout=io.StringIO())
    with pytest.raises(CommandError, match=f"--replace {database_name()}"):
        call_command("restore", backup)
    Member.objects.filter(pk=scene.participant.pk).update(name="Somebody else")
    recording.unlink()

    said = io.StringIO()
    call_command("restore", backup, replace=database_name(), stdout=said)

    assert f"identical={len(kept_tables())} files=1 letters_held=1" in said.getvalue()
    assert Member.objects.get(pk=scene.participant.pk).name == scene.participant.name
    assert set(Post.objects.values_list("body", flat=True)) == {AWKWARD}
    assert Member.objects.create(email="new@example.nl", name="New", joined_at=now).pk
    assert (recording.stat().st_size, recording.stat().st_mode & 0o777) == (50_000_000, 0o600)
    assert recording.stat().st_blocks * 512 < 1_000_000
    assert backup.stat().st_size < 3_000_000
    assert backup.stat().st_mode & 0o777 == 0o600
    assert portal_settings.SECRET_KEY.encode() not in backup.read_bytes()
    # Nothing leaves, however long nobody looks.
    assert delivery.deliver(clock=lambda: now + timedelta(hours=1), seconds=1) == 0
    letter.refresh_from_db()
    assert letter.state == "queued"
    assert "teruggezet van " in Hold.objects.get(released_at=None).reason


@pytest.mark.django_db
def test_both_kinds_of_database_write_the_same_lines():
    ModelLogEntry.objects.bulk_create(
        [
            ModelLogEntry(
                label=AWKWARD,
                action="x",
                timestamp=datetime(2026, 11, 10, 9, 0, 0, 120_000, tzinfo=UTC),
                data={"bb": [1.5, None, True], "c": AWKWARD},
                uuid=UUID("0f0e0d0c0b0a49080706050403020100"),
                content_changed=True,
            )
        ]
    )

    lines = b"".join(database().read(Table.of(ModelLogEntry))).decode()

    values = dict(
        zip(
            [field.column for field in ModelLogEntry._meta.concrete_fields],
            lines[:-1].split("\t"),
            strict=True,
        )
    )
    awkward = r"""tab\there, line\r\nend, back\\slash, \\N, a quote ' " and é 🙂"""
    assert values["label"] == awkward
    assert values["timestamp"] == "2026-11-10 09:00:00.12+00"
    assert values["uuid"] == "0f0e0d0c-0b0a-4908-0706-050403020100"
    assert values["content_changed"] == "t"
    assert values["user_id"] == r"\N"
    in_json = json.dumps({"c": AWKWARD, "bb": [1.5, None, True]}, ensure_ascii=False)
    assert values["data"] == in_json.replace("\\", r"\\")


@pytest.mark.parametrize("kind", ["float", "bytes", "time", "day"])
def test_a_value_of_sqlite_comes_back_as_it_was(kind):
    value = {"float": 52.0901, "bytes": b"\x00\\\n", "time": "09:30:00.000100", "day": "2026-11-10"}[kind]
    table = Table("x", (tables.Column("a", kind),), tables.Column("a", kind))

    line = writer_of(table)([value])

    assert reader_of([kind])(line.rstrip(b"\n")) == [value]


@pytest.mark.django_db
def test_every_table_is_kept_or_left_out_for_a_reason():
    of_models = {model._meta.db_table for model in tables.all_models()}

    unknown = set(connection.introspection.table_names()) - of_models

    assert [name for name in sorted(unknown) if not is_left_out(name)] == []


def small_backup(path: Path, **manifest) -> None:
    with open(path, "wb") as file, archive.Writer(file) as writer:
        writer.add("database/auth_group/000001", b"1\tredactie\n")
        writer.finish({"form": 1, "version": "9.9", "migrations": [], "tables": {}} | manifest)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "words"), [(b"redactie", "database/auth_group/000001 is not"), (b"checksums", "not")]
)
def test_a_damaged_backup_is_refused(tmp_path, at, words):
    path = tmp_path / "backup.tar"
    small_backup(path)
    content = path.read_bytes()
    path.write_bytes(content.replace(at, b"X" * len(at)))

    with pytest.raises(CommandError, match=words):
        call_command("restore", path, replace=database_name())

    path.write_bytes(content[: content.index(b"checksums")])
    with pytest.raises(CommandError, match="not all of it"):
        call_command("restore", path, replace=database_name())
    assert Group.objects.exists()


@pytest.mark.django_db
def test_a_backup_of_another_version_is_refused(tmp_path):
    small_backup(tmp_path / "backup.tar")

    with pytest.raises(CommandError, match=r"made by version 9\.9 .*their migrations differ"):
        call_command("restore", tmp_path / "backup.tar", replace=database_name())


@pytest.mark.django_db
def test_migrations_that_were_squashed_away_since_are_no_difference():
    before = applied_migrations()

    MigrationRecorder(connection).record_applied("members", "0002_long_ago")

    assert applied_migrations() == before


def test_files_that_cannot_be_written_leave_the_database_as_it_was(transactional_db, folders):
    Group.objects.create(name="Nieuw")
    place, backup = folders / "private" / "ab" / "file", folders / "backup.tar"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"something")
    call_command("backup", backup, stdout=io.StringIO())
    Group.objects.filter(name="Nieuw").update(name="Nieuwer")
    place.unlink()
    # What lies in the way stops it, as a full disk would.
    place.mkdir()

    with pytest.raises(CommandError, match="Not restored"):
        call_command("restore", backup, replace=database_name())

    assert Group.objects.filter(name="Nieuwer").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["files/private/../../away", "files/elsewhere/file", "files/private"])
def test_a_file_that_belongs_nowhere_is_refused_before_it_is_written(tmp_path, name):
    with open(tmp_path / "backup.tar", "wb") as file, archive.Writer(file) as writer:
        writer.add(name, b"hostile")
        writer.finish({})

    with open(tmp_path / "backup.tar", "rb") as file, pytest.raises(archive.BackupBroken, match="no place"):
        restoring._put_back(next(archive.members(file)))


def test_a_digest_of_before_the_loss_is_not_repeated_when_its_letters_are_let_go(scene, now):
    # The backup is of Monday; on Tuesday morning the digest left, and in the evening all was lost.
    monday, evening = now - timedelta(days=1), now + timedelta(hours=13)
    sealing.seal(now=monday - timedelta(days=8))
    posts.start_thread(
        group=scene.open_group, title="Een vraag", body="<p>Wie?</p>", actor=scene.participant, now=monday
    )
    upkeep.hold("Er is een back-up teruggezet.", evening)

    waiting = restoring.plan_what_was_due(now=evening)

    digests_waiting = OutgoingMail.objects.filter(letter="digest", state="queued")
    assert 0 < digests_waiting.count() <= waiting
    administrator = scene.administrator
    hold = Hold.objects.get(released_at=None)
    actions.release_hold(hold=hold, lets_go=True, actor=administrator, now=evening + timedelta(hours=1))
    for day in (1, 2):
        digest_actions.plan_due(now=now + timedelta(days=day))
        for _written in digest_actions.write_due(now=now + timedelta(days=day)):
            continue
    assert not digests_waiting.exists()
