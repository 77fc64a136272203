"""Everything a first start needs: tables, static files, and the demonstration network in an empty portal."""

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.utils import timezone

from members.models import Member
from portal.statements import write_statements
from search.models import Entry


class Command(BaseCommand):
    help = "Make the database and the static files ready; safe to run again."

    def handle(self, *args, **options) -> None:
        """Migrate, collect what the browser needs, and fill an empty portal."""
        self.stdout.write("Preparing the database ...")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if not settings.DEBUG:
            self.stdout.write("Collecting static files ...")
            call_command("collectstatic", interactive=False, verbosity=0)
        write_statements(now=timezone.now())
        if "load_demonstration" in get_commands() and not Member.objects.exists():
            self.stdout.write("Loading the demonstration network ...")
            call_command("load_demonstration")
        if not Entry.objects.exists():
            call_command("rebuild_search")
