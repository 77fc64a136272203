"""Say whether the log is still what was written down."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.chain import broken_days
from audit.models import Seal


class Command(BaseCommand):
    help = "Check the seals of the log of the past year; fails when a day no longer fits."

    def handle(self, **options) -> None:
        if broken := broken_days(timezone.now()):
            raise CommandError(f"The log was changed: {', '.join(day.isoformat() for day in broken)}")
        last = Seal.objects.order_by("-number").first()
        self.stdout.write(
            f"The log fits: {last.number} seals, the last {last.digest}" if last else "No seal yet"
        )
