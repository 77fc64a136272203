"""Lock the secrets of second factors with a new key."""

from django.core.management.base import BaseCommand

from members.actions.second_factor import encrypt_anew


class Command(BaseCommand):
    help = "Lock the secrets of second factors with the present key, before a former one goes."

    def handle(self, **options):
        self.stdout.write(f"{encrypt_anew()} encrypted with the present key")
