"""
``make crash-hosts``: three hosts, of which one loses its line and dies while letters are sent.

``north`` has web and worker, ``south`` web, worker and beat, ``store`` PostgreSQL and Valkey. Members sign in
at the web of the host that will die. Then letters and a digest go out; when a quarter has left, the line of
one host is cut, so that its database connections hang, and some seconds later all on it gets ``kill -9``.
Prints a line for each host that died::

    crash-hosts-north lost=0 extra=… max_copies=… … network=namespaces cut=1 sent_before=… signed_in=10/10

``sent_before`` is how many letters had left when the line was cut. When ``south`` dies, and with it the
only beat, it comes back after some seconds, as a machine does that starts again; ``north`` never does.
Sizes come from CRASH_RECIPIENTS, CRASH_MEMBERS and CRASH_SEED.
"""

import contextlib
import logging
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from bench import network
from bench.crash import PATIENCE_SECONDS, CeleryWorkers, Ordeal, children_of, end, prove
from portal import run, valkey
from tests.servers import private_postgres, wait_until

PASSWORD = "een lang genoeg wachtwoord"
SIGNED_IN = 10
AWAY_SECONDS = 15
STARTING_SECONDS = 240
WEB_PORT, BROKER_PORT, MAIL_PORT = 8000, 6379, 2525
# A server that never hears of a host again lets go of what it held: docs/operations.md says the same.
POSTGRES = {
    "tcp_keepalives_idle": 5,
    "tcp_keepalives_interval": 2,
    "tcp_keepalives_count": 3,
    "idle_in_transaction_session_timeout": "20s",
}
CELERY = [sys.executable, "-W", "ignore:You're running", "-m", "celery", "--app", "portal", "--quiet"]


class Host:
    """A machine with a website and a worker, and with beat or without."""

    def __init__(self, name: str, net: network.Network, *, has_beat: bool):
        self.name, self._net, self._has_beat = name, net, has_beat
        self.address = net.add(name)
        self._processes: list[subprocess.Popen] = []
        self._folder = tempfile.TemporaryDirectory(prefix=f"portal-{name}-")

    def start(self) -> None:
        """Start everything on it."""
        web = ["-m", "gunicorn", "portal.wsgi", "--workers", "2", "--bind", f"{self.address}:{WEB_PORT}"]
        worker = ["worker", "--concurrency", "2", "--hostname", f"worker@{self.name}"]
        worker += ["--without-gossip", "--without-mingle", "--loglevel", "critical"]
        commands = [[sys.executable, *web, "--log-level", "critical"], [*CELERY, *worker]]
        self._processes = [self._start(command) for command in commands]

    def start_beat(self) -> None:
        """Start what makes time pass, if this host has it."""
        if self._has_beat:
            beat = ["beat", "--schedule", f"{self._folder.name}/beat", "--pidfile=", "--loglevel", "critical"]
            self._processes.append(self._start([*CELERY, *beat]))

    def wait(self) -> None:
        """Return when its website answers and its worker has hands."""
        web, worker = self._processes
        wait_until(lambda: self.get("/-/live") == 200, web, STARTING_SECONDS)
        wait_until(lambda: len(children_of(worker.pid)) >= 2, worker, STARTING_SECONDS)

    def lose_its_line(self) -> bool:
        """Hang in the air, and say whether that is possible here."""
        return self._net.cut(self.name)

    def die(self) -> None:
        """Get ``kill -9``, all of it."""
        for process in self._processes:
            end(process)

    def get(self, path: str, browser: "Browser | None" = None) -> int:
        """Ask its website for a page, and return the status."""
        return (browser or Browser()).get(self.address, path)[0]

    def _start(self, command: list[str]) -> subprocess.Popen:
        return subprocess.Popen(
            [*self._net.inside(self.name), *command],
            cwd=run.ROOT,
            env=dict(os.environ, PORTAL_DATA_DIR=self._folder.name),
            preexec_fn=run.die_with_parent,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


class Browser:
    """Somebody's cookies, whichever host she is sent to: the portal has one name."""

    def __init__(self) -> None:
        self._cookies: dict[str, str] = {}

    def get(self, address: str, path: str, data: dict[str, str] | None = None) -> tuple[int, str]:
        """Ask one host for a page, and return the status and the page."""
        request = urllib.request.Request(
            f"http://{address}:{WEB_PORT}{path}",
            data=urllib.parse.urlencode(data).encode() if data else None,
            headers={
                "Host": "localhost:8000",
                "Origin": "http://localhost:8000",
                "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            },
        )
        opener = urllib.request.build_opener(_Stay)
        try:
            with opener.open(request, timeout=30) as response:
                self._remember(response)
                return response.status, response.read().decode()
        except urllib.error.HTTPError as response:
            self._remember(response)
            return response.code, ""
        except OSError:
            return 0, ""

    @classmethod
    def signed_in(cls, address: str, email: str) -> "Browser":
        """Sign in at one host with a password."""
        browser = cls()
        _, page = browser.get(address, "/inloggen/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        fields = {"csrfmiddlewaretoken": token, "login": email, "password": PASSWORD}
        status, _ = browser.get(address, "/inloggen/", fields)
        if status != 302:
            raise RuntimeError(f"signing in gave {status}")
        return browser

    def _remember(self, response) -> None:
        for header in response.headers.get_all("Set-Cookie", []):
            name, _, value = header.partition(";")[0].partition("=")
            self._cookies[name] = value


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


class ThreeHosts(CeleryWorkers):
    """The crew of two hosts, one of which dies."""

    # Twice: its line, and some seconds later all of it.
    kills_per_second = 0.4

    def __init__(self, ordeal: Ordeal, dying: Host, staying: Host, people: list[str]):
        self._ordeal, self._dying, self._staying = ordeal, dying, staying
        self._has_lost_its_line = self.was_cut = False
        self.sent_before = 0
        hosts = (dying, staying)
        for host in hosts:
            host.start()
        for host in hosts:
            host.wait()
        self.browsers = [Browser.signed_in(dying.address, person) for person in people]
        # From here on time passes, and the digest is due.
        for host in hosts:
            host.start_beat()

    def kill_one(self, dice: random.Random) -> None:
        """Cut the line of the host that dies; the second time, kill it."""
        if not self._has_lost_its_line:
            self.sent_before = self._wait_until_sent()
            self.was_cut = self._dying.lose_its_line()
            self._has_lost_its_line = True
        else:
            self._dying.die()

    def _wait_until_sent(self) -> int:
        """Wait until a quarter of all letters has left, and return how many that are."""
        from mailing.models import OutgoingMail  # noqa: PLC0415

        quarter = (self._ordeal.recipients + self._ordeal.members) // 4
        until = time.monotonic() + PATIENCE_SECONDS
        sent = 0
        while sent < quarter and time.monotonic() < until:
            time.sleep(0.1)
            sent = OutgoingMail.objects.filter(state="sent").count()
        return sent

    def dismiss(self) -> None:
        """Send everybody home."""
        self._dying.die()
        self._staying.die()


def main() -> int:
    """Let each host die in turn, each time on a network of its own."""
    failed = False
    for dying in sys.argv[1:] or ["north", "south"]:
        command = [sys.executable, "-m", "bench.hosts", "--alone", dying]
        if network.can_have_namespaces():
            command = ["unshare", "--net", *command]
            os.environ[network.INSIDE] = "1"
        failed |= bool(subprocess.run(command, check=False).returncode)
    return int(failed)


def prove_alone(name: str) -> int:
    """Let one host die, print what came of it, and return 0 when the promise was kept."""
    # Who becomes somebody else, as PostgreSQL does, is no longer ended with us by the kernel.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    net = network.network()
    with contextlib.ExitStack() as stack:
        stack.callback(net.close)
        store = net.add("store")
        inside = net.inside("store", network.nobody())
        database = stack.enter_context(private_postgres(store, inside=inside, more=POSTGRES))
        broker = stack.enter_context(broker_on(store, net.inside("store")))
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "bench.crash_settings",
            "DATABASE_URL": database,
            "REDIS_URL": broker,
            "EMAIL_URL": f"smtp://{net.boss}:{MAIL_PORT}",
            "MAILING_LEASE_SECONDS": "5",
            "MAILING_RETRY_SECONDS": "1,1,2",
        }
        import django  # noqa: PLC0415

        django.setup()
        logging.disable(logging.WARNING)
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        people = make_people()
        connection.close()
        north, south = Host("north", net, has_beat=False), Host("south", net, has_beat=True)
        dying, staying = (north, south) if name == "north" else (south, north)
        for host in (north, south):
            stack.callback(host.die)
        crew, signed_in = None, 0

        def hire(ordeal: Ordeal) -> ThreeHosts:
            nonlocal crew
            crew = ThreeHosts(ordeal, dying, staying, people)
            return crew

        def midway(part: float) -> None:
            nonlocal signed_in
            if part == 1:
                signed_in = sum(staying.get("/mijn/", browser) == 200 for browser in crew.browsers)
                if dying is south:
                    time.sleep(AWAY_SECONDS)
                    net.mend(dying.name)
                    dying.start()
                    dying.start_beat()

        outcome = prove(ordeal(), hire, midway)
        print(
            f"crash-hosts-{name} {outcome} network={net.kind} cut={int(crew.was_cut)} "
            f"sent_before={crew.sent_before} "
            f"signed_in={signed_in}/{SIGNED_IN}",
            flush=True,
        )
        return int(not outcome.promise_is_kept or signed_in < SIGNED_IN)


def ordeal() -> Ordeal:
    """Return how many letters, and that one host dies in two steps."""
    sizes = {
        "recipients": ("CRASH_RECIPIENTS", 1000),
        "members": ("CRASH_MEMBERS", 1000),
        "seed": ("CRASH_SEED", 1),
    }
    return Ordeal(
        kills=2, **{size: int(os.environ.get(key, default)) for size, (key, default) in sizes.items()}
    )


def make_people() -> list[str]:
    """Make members who have a password, and return their addresses."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from members.models import Member  # noqa: PLC0415

    addresses = [f"bezoeker{number}@example.nl" for number in range(SIGNED_IN)]
    for address in addresses:
        member = Member(name="Bezoeker", email=address, joined_at=timezone.now())
        member.set_password(PASSWORD)
        member.save()
        EmailAddress.objects.create(user=member, email=address, primary=True, verified=True)
    return addresses


@contextlib.contextmanager
def broker_on(address: str, inside: list[str]):
    """Start Valkey at an address, and give its ``REDIS_URL``."""
    with tempfile.TemporaryDirectory(prefix="portal-valkey-", ignore_cleanup_errors=True) as folder:
        options = ["--port", str(BROKER_PORT), "--bind", address, "--protected-mode", "no", "--save", ""]
        options += ["--dir", folder, "--loglevel", "warning", "--logfile", f"{folder}/valkey.log"]
        server = subprocess.Popen(
            [*inside, valkey.find_server(), *options],
            stdout=subprocess.DEVNULL,
            preexec_fn=run.die_with_parent,
        )
        try:
            wait_until(lambda: Path(folder, "valkey.log").exists(), server)
            yield f"redis://{address}:{BROKER_PORT}/0"
        finally:
            end(server)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        sys.exit(prove_alone(sys.argv[2]))
    sys.exit(main())
