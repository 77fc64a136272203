"""Say whether receivers will trust our letters, and what could not be found out."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mailing import checkup
from mailing.checkup import Outcome

MARKS = {Outcome.GOOD: "goed  ", Outcome.WRONG: "FOUT  ", Outcome.UNKNOWN: "?     "}


class Command(BaseCommand):
    help = "Check the records, headers, size and spam score that receivers judge our letters by."

    def handle(self, **options):
        findings = checkup.findings(now=timezone.now())
        for finding in findings:
            self.stdout.write(f"{MARKS[finding.outcome]}{finding.subject}: {finding.words}")
        wrong = sum(finding.outcome is Outcome.WRONG for finding in findings)
        unknown = sum(finding.outcome is Outcome.UNKNOWN for finding in findings)
        self.stdout.write(f"{len(findings)} gekeken, {wrong} fout, {unknown} niet te zien vanaf hier.")
        if wrong:
            raise CommandError("Niet alles klopt.")
