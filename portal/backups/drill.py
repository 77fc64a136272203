"""
The drill: does a backup of this portal come back, and in the other kind of database too?

A backup is made of the portal as it is now, restored into an empty database of the other kind, backed
up there, and restored into one of this kind: by the real commands, each in a process of its own, in a
folder that goes. Nothing of the portal itself is changed, and no process reaches its broker,
its mailbox or its mail server.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import connection

from portal.backups import archive, taking
from portal.postgres import private_postgres

OTHER = {"sqlite": "postgresql", "postgresql": "sqlite"}
# What would lead a copy to the world outside.
OUTSIDE = ("REDIS_URL", "PORTAL_IMAP_URL", "PORTAL_MAIL_PROVIDER", "PORTAL_MAIL_PROVIDER_KEYS")


class DrillFailed(Exception):
    """What came back is not what was kept, or a letter left."""


class Copy:
    """A portal of its own in a folder, with an empty database."""

    def __init__(self, folder: Path, database_url: str):
        folder.mkdir()
        self._mail = folder / "mail"
        self._environment = {key: value for key, value in os.environ.items() if key not in OUTSIDE} | {
            "DATABASE_URL": database_url,
            "EMAIL_URL": f"file://{self._mail}",
            "PORTAL_DATA_DIR": str(folder),
            "PORTAL_DEPARTURES_LIST": str(folder / "departures.jsonl"),
            "PORTAL_SECRET_KEY": settings.SECRET_KEY,
            "PORTAL_SITE_URL": settings.SITE_URL,
        }

    def manage(self, *arguments: str) -> str:
        """Run a command of this copy, and return the first line of what it says."""
        command = [sys.executable, settings.BASE_DIR / "manage.py", *arguments]
        done = subprocess.run(  # noqa: S603 - our own program
            command, env=self._environment, check=False, capture_output=True, text=True
        )
        if done.returncode:
            raise DrillFailed(f"{arguments[0]} failed: {done.stderr[-2000:]}")
        return done.stdout.partition("\n")[0]

    def letters_sent(self) -> int:
        """Let everything happen that is due, and return how many letters left."""
        self.manage("tick")
        return sum(path.is_file() for path in self._mail.rglob("*"))


def run(*, now: datetime) -> Iterator[str]:
    """
    Hold the drill, and yield a line for each step.

    :raises DrillFailed: when anything is not as it was
    :raises portal.postgres.ServerMissing: on a machine without PostgreSQL's programs
    """
    started = time.monotonic()
    kind = connection.vendor
    with TemporaryDirectory(prefix="portal-drill-") as name, ExitStack() as stack:
        folder = Path(name)
        kept = [folder / f"{number}.tar" for number in range(3)]
        summary = taking.take(kept[0], now=now)
        yield (
            f"drill database={kind} tables={len(summary.tables)} rows={summary.rows} "
            f"files={summary.files} file_bytes={summary.size} backup_bytes={kept[0].stat().st_size} "
            f"seconds={time.monotonic() - started:.1f}"
        )
        sent = 0
        for number, to in enumerate((OTHER[kind], kind), 1):
            place = folder / str(number)
            copy = Copy(place, stack.enter_context(_empty_database(to, place)))
            yield f"{OTHER[to]}-to-{to} {copy.manage('restore', str(kept[number - 1]))}"
            yield f"{to} {copy.manage('backup', str(kept[number]))}"
            sent += copy.letters_sent()
        first, last = (_manifest(kept[number]) for number in (0, 2))
        differing = [name for name, facts in first["tables"].items() if facts != last["tables"][name]]
        count = len(first["tables"])
        yield (
            f"drill tables={count} as_at_first={count - len(differing)} "
            f"written_by_restore={','.join(differing)} files_identical={_same_files(kept[0], kept[2])} "
            f"letters_sent={sent} seconds={time.monotonic() - started:.1f}"
        )
        if sent or not _same_files(kept[0], kept[2]):
            raise DrillFailed("A letter left, or a file is not what it was.")


def _empty_database(kind: str, folder: Path) -> AbstractContextManager[str]:
    if kind == "postgresql":
        return private_postgres()
    return nullcontext(f"sqlite:///{folder / 'portal.sqlite3'}")


def _manifest(path: Path) -> dict[str, Any]:
    with open(path, "rb") as file:
        return archive.verify(file)


def _same_files(one: Path, other: Path) -> bool:
    """Say whether two backups hold the same files."""
    with open(one, "rb") as first, open(other, "rb") as second:
        return _files(first) == _files(second)


def _files(file) -> set[tuple[str, str]]:
    return {(checksum, name) for checksum, name in archive.listing(file) if name.startswith("files/")}
