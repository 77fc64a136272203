"""Making a backup: everything that is kept, as it was at one moment, into one file."""

import hashlib
import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from files.storage import private_storage
from mailing.models import Heartbeat
from portal.backups.archive import Writer
from portal.backups.databases import database
from portal.backups.files import files_in
from portal.backups.tables import Table, kept_tables

FORM = 1
HEARTBEAT = "backup"
# A table is cut into members of this many bytes, because the size of a member comes before it.
MEMBER = 8 * 1024 * 1024


@dataclass
class Summary:
    """What is in a backup."""

    tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: int = 0
    size: int = 0

    @property
    def rows(self) -> int:
        """Return how many rows all tables have."""
        return sum(table["rows"] for table in self.tables.values())


def take(path: Path, *, now: datetime) -> Summary:
    """
    Write a backup to a new file that only its owner reads, and return what is in it.

    First the database, then the files: one that no row knows does no harm. The file has its
    name when it is whole.
    """
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with open(unfinished, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            with Writer(file) as writer:
                summary = _write(writer, now)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    unfinished.rename(path)
    return summary


def _write(writer: Writer, now: datetime) -> Summary:
    summary, side = Summary(), database()
    with side.at_one_moment():
        migrations = applied_migrations()
        for table in kept_tables():
            summary.tables[table.name] = _add_table(writer, table, side.read(table))
    for folder, storage in storages_kept().items():
        for found in files_in(Path(storage.location)):
            try:
                summary.size += writer.add_file(
                    f"files/{folder}/{found.relative_to(storage.location)}", found
                )
            except FileNotFoundError:
                # Thrown away since the folder was read.
                continue
            summary.files += 1
    writer.finish(
        {
            "form": FORM,
            "made_at": now.isoformat(),
            "version": version(),
            "database": side.name,
            "migrations": migrations,
            "tables": summary.tables,
            "files": summary.files,
            "bytes": summary.size,
        }
    )
    return summary


def write_down_that_it_was_made(*, now: datetime) -> None:
    """Remember when the last backup was made, which the health page tells."""
    Heartbeat.objects.update_or_create(name=HEARTBEAT, defaults={"beat_at": now})


def storages_kept() -> dict[str, Storage]:
    """Return where files lie, by the name they have in a backup."""
    return {"media": storages["default"], "private": private_storage()}


def applied_migrations() -> list[str]:
    """
    Return the migrations of this code that this database has had.

    An old database also remembers those that were squashed away since, which a new one never had.
    """
    loader = MigrationLoader(connection)
    return sorted(
        f"{app}.{name}" for app, name in loader.applied_migrations if (app, name) in loader.disk_migrations
    )


def version() -> str:
    """Return which portal this is."""
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]


def table_facts(table: Table, rows: Iterator[bytes]) -> dict[str, Any]:
    """Count the rows of a table and take their checksum."""
    digest, count = hashlib.sha256(), 0
    for row in rows:
        digest.update(row)
        count += 1
    return {"rows": count, "sha256": digest.hexdigest()}


def _add_table(writer: Writer, table: Table, rows: Iterator[bytes]) -> dict[str, Any]:
    """Write a table in as many members as it takes, and return what the manifest says of it."""
    digest, count, number, block = hashlib.sha256(), 0, 0, bytearray()

    def cut() -> None:
        nonlocal number, block
        number += 1
        writer.add(f"database/{table.name}/{number:06}", bytes(block))
        digest.update(block)
        block = bytearray()

    for row in rows:
        block += row
        count += 1
        if len(block) >= MEMBER:
            cut()
    if block:
        cut()
    columns = [column.name for column in table.columns]
    return {"rows": count, "sha256": digest.hexdigest(), "columns": columns}
