"""Let somebody in again who lost her telephone and her recovery codes."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from members.actions.second_factor import take_away_factors
from members.models import Member


class Command(BaseCommand):
    help = "Take away the second factor of a member, who then enrols another; it is written in the log."

    def add_arguments(self, parser):
        parser.add_argument("address", help="the address with which she signs in")
        parser.add_argument("--reason", required=True, help="how you made sure that it is she")

    def handle(self, *, address: str, reason: str, **options):
        member = Member.objects.filter(email=address.lower()).first()
        if member is None:
            raise CommandError("Nobody signs in with that address.")
        count = take_away_factors(member=member, reason=reason, now=timezone.now())
        self.stdout.write(f"{count} taken away; she is signed out everywhere and enrols again in /beheer/.")
