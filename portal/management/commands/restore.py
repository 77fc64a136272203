"""Puts a backup back into an empty portal."""

import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from members.actions.departures import read_list, replay_departures
from portal.backups import restoring
from portal.backups.archive import BackupBroken
from portal.backups.restoring import RestoreRefused


class Command(BaseCommand):
    help = (
        "Put a backup back into an empty database, SQLite or PostgreSQL. All mail is held afterwards, "
        "until a person releases it in the back office. Stop web, workers and beat first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask which, and whether what is here may be lost."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", default="", metavar="NAME", help="lose what the database NAME holds now"
        )

    def handle(self, *, file: Path, replace: str, **options) -> None:
        """Restore it, and say what came back."""
        started = time.monotonic()
        if not restoring.has_tables():
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
        prepared = time.monotonic()
        try:
            manifest = restoring.restore(file, replace=replace, now=timezone.now())
        except (BackupBroken, RestoreRefused, OSError) as reason:
            raise CommandError(f"Not restored. {reason}") from reason
        restored = time.monotonic()
        left = replay_departures(told=read_list(settings.DEPARTURES_LIST), now=timezone.now())
        waiting = restoring.plan_what_was_due(now=timezone.now())
        restoring.write_what_can_be_found()
        rows = sum(table["rows"] for table in manifest["tables"].values())
        self.stdout.write(
            f"restore tables={len(manifest['tables'])} rows={rows} identical={len(manifest['tables'])} "
            f"files={manifest['files']} letters_held={waiting} left_again={left} "
            f"prepare_seconds={prepared - started:.1f} restore_seconds={restored - prepared:.1f} "
            f"search_seconds={time.monotonic() - restored:.1f}"
        )
        self.stdout.write("No mail leaves until somebody presses Hervat under Rapporten, Post.")
