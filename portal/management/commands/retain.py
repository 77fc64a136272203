"""Lets go of what has had its time, or says how much that would be."""

from collections import Counter

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from learninggroups.queries.guests import GUEST_KEPT, guests_no_longer
from members.actions.leaving import let_inactive_go
from members.queries.leaving import INACTIVE_KEPT, long_inactive
from privacy.retention import Due, overview, retain


class Command(BaseCommand):
    help = "Delete what has had its time, as happens every night; with --dry-run, only say per kind how much."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask whether to do it."""
        parser.add_argument("--dry-run", action="store_true", help="change nothing")

    def handle(self, *, dry_run: bool, **options) -> None:
        """Say of each kind how many rows have had their time, and delete those that nobody else sees to."""
        now = timezone.now()
        inactive = long_inactive(now).count()
        for due in overview(now):
            self.stdout.write(_line(due))
        self.stdout.write(f"members.Member closed={INACTIVE_KEPT.days} rows={inactive} by=erase")
        guests = guests_no_longer(now).count()
        self.stdout.write(f"members.Member guest={GUEST_KEPT.days} rows={guests} by=tidy")
        if not dry_run:
            gone = Counter(rows=sum(retain(now)), members=let_inactive_go(now=now))
            self.stdout.write(f"gone rows={gone['rows']} members_to_erase={gone['members']}")


def _line(due: Due) -> str:
    """Return one kind as a line for scripts to read."""
    fields = f" fields={','.join(due.fields)}" if due.fields else ""
    return f"{due.label}{fields} days={due.days} rows={due.rows} by={due.by or 'retain'}"
