"""Stop all outgoing mail, for after a restore."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from mailing import upkeep


class Command(BaseCommand):
    help = "Hold all mail until a person releases it in the back office; run this after restoring a backup."

    def add_arguments(self, parser):
        parser.add_argument("--reason", default="Er is een back-up teruggezet.")

    def handle(self, *, reason: str, **options):
        upkeep.hold(reason, timezone.now())
        self.stdout.write("No mail leaves until somebody presses Hervat under Rapporten, Post.")
