"""Says whether this installation is well."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.doctor import examine


class Command(BaseCommand):
    help = (
        "Look at settings, database, Redis, mail server, folders, files, post, log and people of this host."
    )

    # What is wrong is what this command is asked for.
    requires_system_checks = []

    def handle(self, **options) -> None:
        """Say one line for each part that is well, and two for each trouble; fails when there is any."""
        count = 0
        for part, troubles in examine(timezone.now()):
            name = part.replace("_", " ")
            if not troubles:
                self.stdout.write(f"well  {name}")
            for trouble in troubles:
                count += 1
                self.stdout.write(f"LOOK  {name}: {trouble.what}\n      {trouble.do}")
        if count:
            raise CommandError(f"{count} things to look at")
