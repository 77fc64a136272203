"""
`make crash`: workers are killed two hundred times, and the letters are counted.

Real worker processes send to a real mail server that puts off one letter in ten and now and
then breaks the line after it took a letter. The workers get ``kill -9`` at random moments, and
the letters are planned twice, at the same time. Prints one line per database::

    crash-sqlite lost=0 extra=… max_copies=… message_ids_per_recipient=1 seconds=… kills=200 dropped=… held=…

``crash-two-hosts`` has Celery workers under the names of two hosts, a beat on each, and beside the letters
a digest that these plan and write while they are killed: one to each of so many members.

``extra`` may be as many as ``kills`` and ``dropped`` together; ``held`` is how many wait for a
person, because it was twice unknown whether they arrived. What breaks the promise ends the
program with an error. Sizes come from CRASH_RECIPIENTS, CRASH_KILLS and CRASH_SEED.
"""

import asyncio
import logging
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urlsplit

import django

from portal import run, valkey
from tests import servers
from tests.smtp import PostOffice

fork = multiprocessing.get_context("fork")

PROOFS = ["crash-sqlite", "crash-postgres", "crash-no-redis", "crash-two-hosts", "crash-two-hosts-sqlite"]
WORKERS = 3
PATIENCE_SECONDS = 240


@dataclass(frozen=True)
class Ordeal:
    """How many letters, and what befalls them."""

    recipients: int = 2000
    kills: int = 200
    seed: int = 1
    greylisted: float = 0.10
    lost_replies: float = 0.02
    workers: int = WORKERS
    # Who gets a digest beside.
    members: int = 0
    # Long enough that the last kill falls while letters are still being sent.
    service_seconds: float = 0.06

    def addresses(self) -> list[str]:
        """Return who gets a letter."""
        return [f"lezer{number}@example.nl" for number in range(self.recipients)]

    def readers(self) -> list[str]:
        """Return who gets a digest."""
        return [f"lid{number}@example.nl" for number in range(self.members)]

    def luck(self) -> random.Random:
        """Return the same dice each time."""
        return random.Random(self.seed)


@dataclass(frozen=True)
class Outcome:
    """What came of the letters."""

    lost: int
    extra: int
    max_copies: int
    message_ids_per_recipient: int
    seconds: float
    kills: int
    dropped: int
    held: int
    digests: int = 0
    wanted_digests: int = 0

    @property
    def promise_is_kept(self) -> bool:
        """Nothing lost, never a third copy, and no more extra copies than there was reason for."""
        return (
            self.lost == 0
            and self.max_copies <= 2
            and self.extra <= self.kills + self.dropped
            and self.message_ids_per_recipient == 1
            and self.digests == self.wanted_digests
        )

    def __str__(self):
        return (
            f"lost={self.lost} extra={self.extra} max_copies={self.max_copies} "
            f"message_ids_per_recipient={self.message_ids_per_recipient} seconds={self.seconds:.1f} "
            f"kills={self.kills} dropped={self.dropped} held={self.held}"
            + (f" digests={self.digests} members={self.wanted_digests}" if self.wanted_digests else "")
        )


# The mail server


class SlowPostOffice(PostOffice):
    """
    A mail server that takes its time, so that a kill falls before, during and after accepting.

    Like every mail server it keeps a letter that came in whole, also when the sender has gone
    meanwhile; that is where extra copies come from (RFC 1047).
    """

    service_seconds = 0.0

    async def handle_DATA(self, server, session, envelope):
        """Take a letter in, whether or not the sender stays."""
        return await asyncio.shield(self._take(server, session, envelope))

    async def _take(self, server, session, envelope):
        await asyncio.sleep(self.service_seconds / 2)
        reply = await super().handle_DATA(server, session, envelope)
        await asyncio.sleep(self.service_seconds / 2)
        return reply


def serve(ordeal: Ordeal, host: str, port: int, boss: Connection) -> None:
    """Be the mail server until the boss asks what came in."""
    dice, addresses = ordeal.luck(), [*ordeal.addresses(), *ordeal.readers()]
    office = SlowPostOffice(host=host, port=port)
    office.service_seconds = ordeal.service_seconds
    for address in dice.sample(addresses, round(len(addresses) * ordeal.greylisted)):
        office.rcpt[address].append("451 4.7.1 Come back later")
    office.lost_replies.update(dice.sample(addresses, round(len(addresses) * ordeal.lost_replies)))
    with office:
        boss.send("open")
        boss.recv()
    boss.send(([(copy.recipient, copy.message_id) for copy in office.taken], office.dropped))


@contextmanager
def mail_server(ordeal: Ordeal, host: str, port: int) -> Iterator[Connection]:
    """Run the mail server in a process of its own."""
    here, there = fork.Pipe()
    server = fork.Process(target=serve, args=(ordeal, host, port, there), daemon=True)
    server.start()
    here.recv()
    try:
        yield here
    finally:
        server.kill()
        server.join()


def forget_inherited_connection() -> None:
    """
    Let a forked process open a database connection of its own.

    Where an event loop runs, as a browser test leaves behind, Django keeps connections apart
    from those of before; the process after a fork has no loop, and would find an old one.
    """
    from django.db import connection

    connection.close()


# The planner, twice


def plan(ordeal: Ordeal) -> None:
    """Queue a letter to everyone, a few at a time, as a planner does."""
    from django.db import transaction
    from django.utils import timezone

    from mailing import outbox
    from mailing.letters import Letter, Rendered

    @dataclass(frozen=True)
    class Reader:
        email: str
        name: str = "Lezer"
        pk: None = None

    forget_inherited_connection()
    words = Rendered(subject="Proef", text="Een proef.\n" * 40, html="<p>Een proef.</p>\n" * 40)
    addresses = ordeal.addresses()
    for start in range(0, len(addresses), 100):
        with transaction.atomic():
            outbox.queue(
                (
                    Letter(kind="notice", to=Reader(address), key=f"crash:{address}", rendered=words)
                    for address in addresses[start : start + 100]
                ),
                now=timezone.now(),
            )


def write_news(ordeal: Ordeal) -> None:
    """Let somebody start a thread in a group of all who get a digest, before the latest Tuesday."""
    from django.utils import timezone

    from activity import sealing
    from learninggroups.actions import posts
    from learninggroups.models import LearningGroup, Membership
    from members.models import Member

    today = timezone.localtime().replace(hour=7, minute=0, second=0, microsecond=0)
    tuesday = today - timedelta(days=(today.weekday() - 1) % 7)
    long_ago, yesterday = tuesday - timedelta(days=300), tuesday - timedelta(days=1)
    sealing.seal(now=tuesday - timedelta(days=8))
    group = LearningGroup.objects.create(
        name="Leergroep", slug="leergroep", purpose="Samen leren.", openness="members", created_at=long_ago
    )
    writer, *_readers = members = Member.objects.bulk_create(
        Member(name=address.partition("@")[0], email=address, joined_at=long_ago)
        for address in ["schrijver@example.nl", *ordeal.readers()]
    )
    Membership.objects.bulk_create(
        Membership(group=group, member=member, joined_at=long_ago) for member in members
    )
    posts.start_thread(
        group=group, title="Een vraag", body="<p>Wie weet dit?</p>", actor=writer, now=yesterday
    )


# The workers


class LoopWorkers:
    """Workers that do what `manage.py deliver --forever` does, forked because that is quick."""

    kills_per_second = 4

    def __init__(self, ordeal: Ordeal):
        self._workers = [self._hire() for _ in range(ordeal.workers)]

    def _hire(self) -> multiprocessing.process.BaseProcess:
        worker = fork.Process(target=deliver_forever, daemon=True)
        worker.start()
        return worker

    def kill_one(self, dice: random.Random) -> None:
        """Kill a worker and hire another."""
        place = dice.randrange(len(self._workers))
        self._workers[place].kill()
        self._workers[place].join()
        self._workers[place] = self._hire()

    def dismiss(self) -> None:
        """Send everybody home."""
        for worker in self._workers:
            worker.kill()
            worker.join()


def deliver_forever() -> None:
    """Be a worker."""
    from django.core.management import call_command

    forget_inherited_connection()
    call_command("deliver", forever=True, every=0.2)


class CeleryWorkers:
    """Real Celery workers and beat; most kills take the hands of a worker, every fortieth all of it."""

    # Celery needs a second to grow new hands, and idle hands prove nothing.
    kills_per_second = 1.5
    hosts = ("here",)

    def __init__(self, ordeal: Ordeal):
        self._folder = tempfile.TemporaryDirectory(prefix="portal-crash-")
        self._kills = 0
        self._beats = [
            celery("beat", "--schedule", f"{self._folder.name}/beat-{host}", "--pidfile=")
            for host in self.hosts
        ]
        self._workers = [self._hire(place) for place in range(ordeal.workers)]
        for worker in self._workers:
            servers.wait_until(lambda pid=worker.pid: children_of(pid), worker, PATIENCE_SECONDS)

    def _hire(self, place: int) -> subprocess.Popen:
        host = self.hosts[place % len(self.hosts)]
        options = ["--concurrency", "1", "--hostname", f"worker{place}@{host}"]
        return celery("worker", *options, "--without-gossip", "--without-mingle")

    def kill_one(self, dice: random.Random) -> None:
        """Kill the process that is sending, or its whole worker."""
        place = dice.randrange(len(self._workers))
        worker = self._workers[place]
        self._kills += 1
        if self._kills % 40 == 0:
            end(worker)
            self._workers[place] = self._hire(place)
            return
        while not (hands := children_of(self._workers[place].pid)):
            # A worker may also end by itself, when its hands go at a bad moment; a service
            # manager starts it again.
            if self._workers[place].poll() is not None:
                self._workers[place] = self._hire(place)
            time.sleep(0.05)
        kill(dice.choice(hands))

    def dismiss(self) -> None:
        """Send everybody home."""
        for process in [*self._beats, *self._workers]:
            end(process)
        self._folder.cleanup()


class TwoHosts(CeleryWorkers):
    """The same on two hosts that know nothing of each other."""

    hosts = ("north", "south")


def celery(*arguments: str) -> subprocess.Popen:
    """Start Celery, as `make run` does."""
    command = [sys.executable, "-W", "ignore:You're running", "-m", "celery", "--app", "portal", "--quiet"]
    return subprocess.Popen(
        [*command, *arguments, "--loglevel", "critical"],
        cwd=run.ROOT,
        preexec_fn=run.die_with_parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def end(process: subprocess.Popen) -> None:
    """Kill a process and what it started."""
    for pid in [*children_of(process.pid), process.pid]:
        kill(pid)
    process.wait()


def kill(pid: int) -> None:
    """Kill a process, unless it just ended by itself."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def children_of(pid: int) -> list[int]:
    """Return the processes that this one started."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in children.read_text().split()] if children.exists() else []


# The proof


def prove(
    ordeal: Ordeal,
    workers: Callable[[Ordeal], LoopWorkers | CeleryWorkers] = LoopWorkers,
    midway: Callable[[float], None] = lambda part: None,
) -> Outcome:
    """
    Send the letters while workers are killed, and count what arrived.

    Wants an empty queue, and settings that name a free port for the mail server; ``midway``
    is told after each kill which part of them is behind us.
    """
    from django.conf import settings
    from django.db import connection

    from mailing.models import OutgoingMail

    address = urlsplit(settings.MAILING_EMAIL_URL)
    pending = OutgoingMail.objects.filter(state__in=["queued", "sending"])
    digests = OutgoingMail.objects.filter(letter="digest")
    dice = ordeal.luck()
    if ordeal.members:
        write_news(ordeal)
    connection.close()
    with mail_server(ordeal, address.hostname, address.port) as boss:
        crew = workers(ordeal)
        began = time.monotonic()
        try:
            planners = [fork.Process(target=plan, args=(ordeal,), daemon=True) for _ in range(2)]
            for planner in planners:
                planner.start()
            for kill in range(ordeal.kills):
                time.sleep(dice.expovariate(crew.kills_per_second))
                crew.kill_one(dice)
                midway((kill + 1) / ordeal.kills)
            for planner in planners:
                planner.join()
            until = time.monotonic() + PATIENCE_SECONDS
            while (pending.exists() or digests.count() < ordeal.members) and time.monotonic() < until:
                time.sleep(0.2)
        finally:
            crew.dismiss()
        boss.send("close")
        taken, dropped = boss.recv()
    copies = Counter(recipient for recipient, _ in taken)
    message_ids = defaultdict(set)
    for recipient, message_id in taken:
        message_ids[recipient].add(message_id)
    return Outcome(
        lost=sum(not copies[address] for address in [*ordeal.addresses(), *ordeal.readers()]),
        extra=sum(count - 1 for count in copies.values()),
        max_copies=max(copies.values()),
        message_ids_per_recipient=max(map(len, message_ids.values())),
        seconds=time.monotonic() - began,
        kills=ordeal.kills,
        dropped=dropped,
        held=OutgoingMail.objects.filter(state="held").count(),
        digests=digests.count(),
        wanted_digests=ordeal.members,
    )


class MortalValkey:
    """A broker that forgets everything after a third of the kills, and is away after two thirds."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._path = folder / "valkey.sock"
        self._due = deque([(1 / 3, self.forget), (0.6, self.stop), (0.75, self.start)])
        self.start()

    @property
    def url(self) -> str:
        return valkey.broker_url(self._path)

    def start(self) -> None:
        """Start, with nothing in it."""
        for left in self._folder.rglob("*"):
            if left.is_file() or left.is_socket():
                left.unlink()
        program = valkey.find_server()
        self._server = subprocess.Popen(
            valkey.command(program, self._folder, self._path),
            stdout=subprocess.DEVNULL,
            preexec_fn=run.die_with_parent,
        )
        servers.wait_until(self._path.exists, self._server)

    def stop(self) -> None:
        """Be gone at once."""
        self._server.kill()
        self._server.wait()

    def forget(self) -> None:
        """Forget every task."""
        import redis

        redis.Redis(unix_socket_path=str(self._path)).flushall()

    def midway(self, part: float) -> None:
        """Do what is due by now."""
        while self._due and part >= self._due[0][0]:
            self._due.popleft()[1]()


def prove_alone(name: str) -> Outcome:
    """Run one proof in this process, whose environment names the database."""
    with ExitStack() as stack:
        midway, workers, given = (lambda part: None), LoopWorkers, {}
        if name not in {"crash-sqlite", "crash-postgres"}:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="portal-crash-"))
            broker = MortalValkey(Path(folder))
            stack.callback(broker.stop)
            os.environ["REDIS_URL"] = broker.url
            midway, workers = broker.midway, CeleryWorkers
        if name.startswith("crash-two-hosts"):
            workers, given = TwoHosts, {"recipients": 1000, "members": 1000, "workers": 4}
        django.setup()
        logging.disable(logging.WARNING)
        from tests import database

        copy = database.prepare()
        stack.callback(copy.remove)
        os.environ["DATABASE_URL"] = address_of_the_copy()
        sizes = {"recipients": "CRASH_RECIPIENTS", "kills": "CRASH_KILLS", "seed": "CRASH_SEED"}
        sizes |= {"members": "CRASH_MEMBERS"} if "members" in given else {}
        given |= {size: int(os.environ[key]) for size, key in sizes.items() if key in os.environ}
        return prove(Ordeal(**given), workers, midway)


def address_of_the_copy() -> str:
    """Return the DATABASE_URL under which other processes find the database of this one."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


def main(names: list[str]) -> int:
    """Run each proof in a process of its own and print its line."""
    failed = False
    for name in names or PROOFS:
        environment = dict(
            os.environ,
            DJANGO_SETTINGS_MODULE="bench.crash_settings",
            EMAIL_URL=f"smtp://127.0.0.1:{servers.free_port()}",
            MAILING_LEASE_SECONDS="5",
            MAILING_RETRY_SECONDS="1,1,2",
        )
        environment.pop("REDIS_URL", None)
        with ExitStack() as stack:
            if name.endswith("sqlite"):
                environment.pop("DATABASE_URL", None)
            else:
                environment["DATABASE_URL"] = stack.enter_context(servers.private_postgres())
            command = [sys.executable, "-m", "bench.crash", "--alone", name]
            failed |= bool(subprocess.run(command, env=environment, check=False).returncode)
    return int(failed)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        outcome = prove_alone(sys.argv[2])
        print(sys.argv[2], outcome, flush=True)
        sys.exit(not outcome.promise_is_kept)
    sys.exit(main(sys.argv[1:]))
