"""
Putting a backup back: into an empty database of either kind, and with all mail held.

Nothing is changed before the whole file was compared with its checksums. The database is filled in one
transaction, in which it is read back and compared as well, and the files are written: it has all of it, or
is as it was.
"""

import io
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, groupby
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.storage import Storage
from django.core.management import call_command
from django.db import connection
from django.utils import timezone, translation
from django.utils.formats import date_format

from digests import actions as digests
from digests.actions import open as open_digest
from mailing import hours, upkeep
from mailing.models import Hold, OutgoingMail
from members.models import Member, Organization
from portal.backups.archive import BackupBroken, members, verify
from portal.backups.archive import Member as ArchiveMember
from portal.backups.databases import database
from portal.backups.files import files_in
from portal.backups.tables import Table, kept_tables
from portal.backups.taking import FORM, applied_migrations, storages_kept, table_facts, version


class RestoreRefused(Exception):
    """This backup cannot be put back here."""


def restore(path: Path, *, replace: str = "", now: datetime) -> dict[str, Any]:
    """
    Put a backup back, and return its manifest.

    ``replace`` is the name of the database when it may lose what it holds.

    :raises BackupBroken: when the file is not what was written
    :raises RestoreRefused: when it is of another version, or there is something here already
    """
    with open(path, "rb") as file:
        manifest = verify(file)
        _see_that_it_fits(manifest)
        if replace != database_name():
            _see_that_it_is_empty()
        _fill(file, manifest, now)
    ContentType.objects.clear_cache()
    cache.clear()
    return manifest


def has_tables() -> bool:
    """Say whether this database was ever migrated."""
    return bool(connection.introspection.table_names())


def database_name() -> str:
    """Return what this database is called: the name of its file, or its name on the server."""
    return Path(str(connection.settings_dict["NAME"])).name


def plan_what_was_due(*, now: datetime) -> int:
    """
    Write what was due since the backup, behind the hold, and return how many letters wait.

    It may have left before the portal was lost. So whoever releases the hold decides over it
    with the rest: what she lets go is never sent, and counts as arrived.
    """
    then = _last_daytime(now)
    digests.plan_due(now=then)
    open_digest.plan_due(now=then)
    for _written in chain(digests.write_due(now=then), open_digest.write_due(now=then)):
        continue
    Hold.objects.filter(released_at=None).update(since=now)
    return OutgoingMail.objects.filter(state__in=["queued", "sending"]).count()


def write_what_can_be_found() -> None:
    """Write the search indexes anew, which no backup holds."""
    for command in ("rebuild_search", "update_index"):
        call_command(command, verbosity=0, stdout=io.StringIO())


def _see_that_it_fits(manifest: dict[str, Any]) -> None:
    if manifest["form"] != FORM:
        raise RestoreRefused("It was written in a form that this version of the portal does not know.")
    here, there = set(applied_migrations()), set(manifest["migrations"])
    if here != there:
        differing = ", ".join(sorted(here ^ there)[:5])
        raise RestoreRefused(
            f"It was made by version {manifest['version']} and this is {version()}; their migrations differ "
            f"({differing} …). Restore it with the version that made it, and upgrade afterwards."
        )


def _see_that_it_is_empty() -> None:
    if any(model.objects.exists() for model in (Member, Organization, OutgoingMail)):
        raise RestoreRefused(
            "This database is not empty. Restore into a new one; or, when everything in it may be lost, "
            f"say so: --replace {database_name()}"
        )
    for storage in storages_kept().values():
        if found := next(files_in(Path(storage.location)), None):
            raise RestoreRefused(f"There are files already, such as {found}. Move {storage.location} away.")


def _fill(file: BinaryIO, manifest: dict[str, Any], now: datetime) -> None:
    """Fill the database, read it back, put the files back, and hold all mail; or change nothing."""
    side, tables = database(), {table.name: table for table in kept_tables()}
    with side.filling():
        of_tables = (member for member in members(file) if member.name.startswith("database/"))
        for name, pieces in groupby(of_tables, lambda member: member.name.split("/")[1]):
            table = _in_the_order_of(manifest, tables[name])
            side.write(table, (member.content() for member in pieces))
        for name, facts in manifest["tables"].items():
            found = table_facts(tables[name], side.read(_in_the_order_of(manifest, tables[name])))
            if found != {key: facts[key] for key in found}:
                raise BackupBroken(f"{name} came back as {found} and was {facts}")
        # A disk that is full leaves an empty database, and no portal without its files.
        for member in members(file):
            if member.name.startswith("files/"):
                _put_back(member)
        upkeep.hold(f"Er is een back-up teruggezet van {_in_words(manifest['made_at'])}.", now)


def _in_words(moment: str) -> str:
    """Return a moment of the manifest as a person reads it."""
    with translation.override(settings.LANGUAGE_CODE):
        return date_format(timezone.localtime(datetime.fromisoformat(moment)), r"j F Y \o\m H.i \u\u\r")


def _in_the_order_of(manifest: dict[str, Any], table: Table) -> Table:
    """Return a table with its columns in the order in which they were written."""
    by_name = {column.name: column for column in table.columns}
    columns = tuple(by_name[name] for name in manifest["tables"][table.name]["columns"])
    return Table(table.name, columns, table.key)


def _put_back(member: ArchiveMember) -> None:
    """Write a file where its storage keeps it, with its holes."""
    _, folder, *rest = PurePosixPath(member.name).parts
    storage = storages_kept().get(folder)
    if storage is None or not rest or ".." in rest:
        raise BackupBroken(f"{member.name} is no place for a file")
    path = Path(storage.location, *rest)
    _make_folders(path.parent, storage)
    mode = storage.file_permissions_mode or 0o644
    unfinished = path.with_name(f"{path.name[:200]}.part")
    with open(unfinished, "wb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        for offset, piece in member.pieces():
            file.seek(offset)
            file.write(piece)
        file.truncate(member.size)
    unfinished.rename(path)


def _make_folders(folder: Path, storage: Storage) -> None:
    mode = storage.directory_permissions_mode or 0o755
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        missing.mkdir(mode, exist_ok=True)


def _last_daytime(now: datetime) -> datetime:
    """Return this moment, or when it is night the last one by day."""
    return next(moment for moment in _back_from(now) if hours.is_daytime(moment))


def _back_from(now: datetime) -> Iterator[datetime]:
    while True:
        yield now
        now -= timedelta(minutes=30)
