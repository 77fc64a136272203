"""Tries out whether a backup comes back."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.backups import drill
from portal.postgres import ServerMissing


class Command(BaseCommand):
    help = (
        "Back the portal up, restore that into the other kind of database and back again, in a folder "
        "that goes (TMPDIR), and compare every table and file. Changes nothing, sends nothing."
    )

    def handle(self, **options) -> None:
        """Hold the drill, and say of each step how it went."""
        try:
            for line in drill.run(now=timezone.now()):
                self.stdout.write(line)
                self.stdout.flush()
        except (drill.DrillFailed, ServerMissing) as reason:
            raise CommandError(str(reason)) from reason
