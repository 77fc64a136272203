"""Writes anew what can be found, from everything that is kept."""

from django.core.management.base import BaseCommand

import home.indexing
import learninggroups.indexing
import members.indexing
import questions.indexing
from search import index

SOURCES = (
    *home.indexing.SOURCES,
    *learninggroups.indexing.SOURCES,
    *members.indexing.SOURCES,
    *questions.indexing.SOURCES,
)


class Command(BaseCommand):
    help = "Write the search index anew; safe to run again, and search works meanwhile with what is done."

    def handle(self, *args, **options) -> None:
        """Rebuild it, and say how much can be found."""
        self.stdout.write(f"{index.rebuild(SOURCES)} things can be found.")
