"""Writes everything the portal keeps into one file."""

import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal.backups import taking


class Command(BaseCommand):
    help = (
        "Write the database and all files into one file, which restores into SQLite and PostgreSQL alike. "
        "The portal may be in use. The secret key is not in it: keep PORTAL_SECRET_KEY elsewhere."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask where to."""
        parser.add_argument("file", type=Path, help="a new file; it is readable by its owner only")

    def handle(self, *, file: Path, **options) -> None:
        """Write it, and say what is in it."""
        if file.exists():
            raise CommandError(f"{file} exists already.")
        started = time.monotonic()
        now = timezone.now()
        summary = taking.take(file, now=now)
        taking.write_down_that_it_was_made(now=now)
        self.stdout.write(
            f"backup tables={len(summary.tables)} rows={summary.rows} files={summary.files} "
            f"file_bytes={summary.size} backup_bytes={file.stat().st_size} "
            f"seconds={time.monotonic() - started:.1f}"
        )
