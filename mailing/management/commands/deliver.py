"""Send what is due, without Celery."""

import signal
import threading

from django.core.management.base import BaseCommand
from django.utils import timezone

from mailing import delivery

PASS_SECONDS = 25


class Command(BaseCommand):
    help = "Send letters that are due; with --forever, keep looking for new ones."

    def add_arguments(self, parser):
        parser.add_argument("--forever", action="store_true", help="keep going until stopped")
        parser.add_argument("--every", type=float, default=5, help="seconds between two looks")

    def handle(self, *, forever: bool, every: float, **options):
        stopped = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stopped.set())
        while not stopped.is_set():
            if delivery.deliver(clock=timezone.now, seconds=PASS_SECONDS):
                continue
            if not forever:
                return
            stopped.wait(every)
