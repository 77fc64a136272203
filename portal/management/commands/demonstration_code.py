"""The code of this moment, in the place of an app on a telephone."""

from allauth.mfa.totp.internal import auth
from django.core.management.base import BaseCommand

from portal.demonstration.network import CODE_KEY


class Command(BaseCommand):
    help = "Print the code with which people of the demonstration network open the back office now."

    def handle(self, **options) -> None:
        """Say it; each person can use it once."""
        counter = next(auth.yield_hotp_counters_from_time())
        self.stdout.write(auth.format_hotp_value(auth.hotp_value(CODE_KEY, counter)))
