"""
A week of news to 2,000 and to 20,000 members through a real worker, and a code meanwhile.

``python -m bench.digest_worker LINE MEMBERS`` starts a private PostgreSQL and Valkey, a mail server and
the Celery worker of ``make run``, wakes it as the tick does, and prints one line. ``ms`` is the CPU of
worker and PostgreSQL together per letter, from planning to the last answer of the mail server; ``x``
its multiple of plain ``smtplib`` that sends the same bytes over one connection afterwards; ``memory``
the most the worker had, and ``grew`` by how much since half of the letters had left, in MB; ``code``
how many seconds after it was asked for a sign-in code was at the mail server, while digests went.
"""

import os
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from bench.digest import fill, mail_server, postmaster, send_plainly
from bench.meter import cpu_seconds
from tests.servers import celery_worker, private_postgres, private_valkey

PATIENCE_SECONDS = 1800
TICK_SECONDS = 30
WAITING = "wacht@example.nl"


def main(line: str, members: int) -> None:
    """Start what is needed, and measure."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name, private_postgres() as database:
        folder = Path(name)
        (folder / "static").mkdir()
        arrival = folder / "arrival"
        with private_valkey() as broker, mail_server(WAITING, str(arrival)) as port:
            environment = {
                "PORTAL_DATA_DIR": name,
                "DJANGO_SETTINGS_MODULE": "bench.noon_settings",
                "DATABASE_URL": database,
                "REDIS_URL": broker,
                "EMAIL_URL": f"smtp://127.0.0.1:{port}",
                "PORTAL_SITE_URL": "https://portaal.example.nl",
                "PORTAL_SECRET_KEY": "only-for-measuring",
            }
            os.environ |= environment
            import django  # noqa: PLC0415

            django.setup()
            from django.core.management import call_command  # noqa: PLC0415

            call_command("migrate", verbosity=0)
            call_command("createcachetable", verbosity=0)
            prepare(members)
            with celery_worker(environment) as worker:
                run = Run(worker.pid, postmaster(), arrival)
                run.warm()
                run.go()
                print(run.line(line, port), flush=True)


def prepare(members: int) -> None:
    """Write a week of news up to the latest Tuesday, and somebody who will want to sign in."""
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from activity import sealing  # noqa: PLC0415
    from digests.models import MailPreference  # noqa: PLC0415
    from members.models import Member  # noqa: PLC0415

    today = timezone.localtime().replace(hour=7, minute=0, second=0, microsecond=0)
    tuesday = today - timedelta(days=(today.weekday() - 1) % 7)
    sealing.seal(now=tuesday - timedelta(days=8))
    fill(tuesday, members)
    waiting = Member.objects.create_user(WAITING, name="Wacht Even", joined_at=timezone.now())
    # Hers would be the last digest, and the mail server writes down when the last letter to her came.
    MailPreference.objects.create(
        member=waiting, frequency=MailPreference.Frequency.NEVER, changed_at=timezone.now()
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class Run:
    """One week's letters through the worker."""

    def __init__(self, worker: int, postgres: int, arrival: Path):
        self._roots = (worker, postgres)
        self._worker = worker
        self._arrival = arrival
        self._asked = 0.0
        self._memory: list[float] = []

    def warm(self) -> None:
        """Wait until the worker has imported everything, as one has that runs for weeks."""
        from django.urls import get_resolver  # noqa: PLC0415

        from mailing.models import Heartbeat  # noqa: PLC0415
        from mailing.tasks import deliver  # noqa: PLC0415

        get_resolver().url_patterns  # noqa: B018
        deliver.delay()
        self._until(Heartbeat.objects.filter(name="delivery").exists)
        time.sleep(2)

    def go(self) -> None:
        """Wake the worker twice a minute until every letter has left, and ask for a code meanwhile."""
        from digests.models import DigestRun  # noqa: PLC0415
        from digests.tasks import plan  # noqa: PLC0415
        from mailing.models import OutgoingMail  # noqa: PLC0415
        from mailing.tasks import deliver  # noqa: PLC0415

        letters = OutgoingMail.objects.filter(letter="digest")
        has_begun, tick = False, 0.0
        before, self._started = cpu_seconds(self._roots), time.monotonic()
        while time.monotonic() - self._started < PATIENCE_SECONDS:
            if time.monotonic() > tick:
                tick = time.monotonic() + TICK_SECONDS
                plan.apply_async(expires=25)
                deliver.apply_async(expires=25)
            time.sleep(0.5)
            has_begun = has_begun or letters.filter(state="sent").exists()
            if has_begun:
                self._memory.append(_memory(self._worker))
                self._asked = self._asked or self._ask_for_code()
            # A run of a day on which nobody wants one is done before the others are written.
            is_written = has_begun and not DigestRun.objects.filter(composed_at=None).exists()
            # What is asked here counts against the portal, so it is asked of the few that still wait.
            if is_written and not letters.filter(state__in=["queued", "sending"]).exists():
                break
        else:
            raise RuntimeError("The worker did not get done")
        self._seconds = time.monotonic() - self._started
        self._spent = cpu_seconds(self._roots) - before

    def _ask_for_code(self) -> float:
        """Do what a browser does at the sign-in page."""
        from django.test import Client  # noqa: PLC0415
        from django.urls import reverse  # noqa: PLC0415

        asked = time.time()
        client = Client(headers={"host": "portaal.example.nl"})
        answer = client.post(reverse("account_request_login_code"), {"email": WAITING}, secure=True)
        if answer.status_code not in {302, 303}:
            raise RuntimeError(f"No code was sent: {answer.status_code}")
        return asked

    def line(self, name: str, port: int) -> str:
        """Send the same bytes plainly, and say what it all took."""
        from mailing import messages  # noqa: PLC0415
        from mailing.models import OutgoingMail  # noqa: PLC0415

        self._until(self._arrival.exists)
        code = float(self._arrival.read_text()) - self._asked
        letters = OutgoingMail.objects.filter(letter="digest", state="sent").order_by("pk")
        count, plain, size = letters.count(), 0.0, 0
        for start in range(0, count, 1000):
            ready = [
                (mail.to_address, messages.build(mail, may_be_8bit=True))
                for mail in letters[start : start + 1000]
            ]
            plain += send_plainly(port, ready)
            size += sum(len(content) for _to, content in ready)
        half = self._memory[len(self._memory) // 2]
        return (
            f"{name} ms={self._spent / count * 1000:.2f} x={self._spent / plain:.1f} "
            f"smtplib_ms={plain / count * 1000:.2f} letters={count} seconds={self._seconds:.1f} "
            f"bytes={size // count} memory={max(self._memory):.0f} grew={max(self._memory) - half:.0f} "
            f"code={code:.1f}"
        )

    def _until(self, is_so) -> None:
        until = time.monotonic() + 120
        while not is_so():
            if time.monotonic() > until:
                raise RuntimeError("The worker does not answer")
            time.sleep(0.05)


def _memory(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
