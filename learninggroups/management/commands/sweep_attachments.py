"""Delete files of which no row knows."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from learninggroups.actions.attachments import delete_orphans


class Command(BaseCommand):
    help = "Deletes attachments on disk that no post has, older than a day. Safe to run at any time."

    def handle(self, **options):
        self.stdout.write(f"{delete_orphans(now=timezone.now())} deleted")
