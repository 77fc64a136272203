"""What beat rings every half minute, done here and now: for cron, and for a machine without a broker."""

from django.core.management.base import BaseCommand

from portal.tasks import DUE


class Command(BaseCommand):
    help = "Do whatever is due now, in this process."

    def handle(self, *args, **options) -> None:
        """Run each of the tasks that beat would wake."""
        for task in DUE:
            task()
