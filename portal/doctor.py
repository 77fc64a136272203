"""
What somebody looks at who wonders whether this installation is well (``manage.py doctor``).

Each part asks one thing of the machine it runs on, and says what to do when that is not so. Run it
on every host, as the user of the portal. Nothing is changed; letters and pages are left alone.
"""

import shutil
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import redis
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.checks import run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q

from audit.chain import broken_days
from mailing import transport
from members.models import ADMINISTRATORS, EDITORS, PROGRAMME_TEAM, Member
from portal.health import condition
from portal.valkey import cache_url

LEAST_FREE_BYTES = 2 * 1024**3
MAIL_SERVER_SECONDS = 10
# Leases and codes go by the clock, so hosts may not differ by more than people notice.
CLOCKS_DIFFER_SECONDS = 2
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


@dataclass(frozen=True)
class Trouble:
    """One thing that is not as it should be, and what to do about it."""

    what: str
    do: str


Part = Callable[[datetime], Iterator[Trouble]]


def examine(now: datetime) -> Iterator[tuple[str, list[Trouble]]]:
    """Yield the name of each part with the trouble it has; none when it is well."""
    for part in PARTS:
        try:
            found = list(part(now))
        except DatabaseError as error:
            refused = f"the database refused to say ({type(error).__name__})"
            found = [Trouble(refused, "look at the database and its migrations first")]
        yield part.__name__, found


def settings_of_production(now: datetime) -> Iterator[Trouble]:
    """What ``check --deploy`` refuses."""
    for message in run_checks(include_deployment_checks=True):
        if not message.is_silenced():
            do = message.hint or "see the variables in docs/operations.md"
            yield Trouble(f"{message.id}: {message.msg}", do)


def database(now: datetime) -> Iterator[Trouble]:
    """The tables are those of this code, and the clock there is ours."""
    executor = MigrationExecutor(connection)
    if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Trouble(f"{len(plan)} migrations were not run", "run manage.py migrate")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
            apart = abs(float(cursor.fetchone()[0]) - time.time())
        if apart > CLOCKS_DIFFER_SECONDS:
            yield Trouble(f"the clock of the database differs {apart:.0f} seconds", "let both hosts use NTP")


def broker(now: datetime) -> Iterator[Trouble]:
    """What wakes the workers answers."""
    if not settings.REDIS_URL:
        return
    try:
        with redis.Redis.from_url(cache_url(settings.REDIS_URL), socket_timeout=5) as server:
            server.ping()
    except redis.RedisError as error:
        yield Trouble(
            f"Redis does not answer ({type(error).__name__})", "start it; no letter is lost meanwhile"
        )


def mail_server(now: datetime) -> Iterator[Trouble]:
    """The mail server lets us in; nothing is sent."""
    try:
        with transport.connect(
            settings.MAILING_EMAIL_URL, host=settings.MAIL_DOMAIN, seconds=MAIL_SERVER_SECONDS
        ):
            pass
    except transport.Unreachable as error:
        yield Trouble(f"the mail server does not let us in: {error}", "check EMAIL_URL and the firewall")


def folders(now: datetime) -> Iterator[Trouble]:
    """What is private is closed to others on this host, and there is room."""
    key = settings.DATA_DIR / "secret_key"
    for path, most in ((key, 0o600), (settings.DATA_DIR / "private", 0o700)):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & ~most:
            yield Trouble(f"others on this host may read {path.name}", f"chmod {most:o} {path}")
    if Path(settings.MEDIA_ROOT).is_relative_to(settings.STATIC_ROOT):
        yield Trouble("uploads lie among the static files", "give MEDIA_ROOT its own place")
    if (free := shutil.disk_usage(settings.DATA_DIR).free) < LEAST_FREE_BYTES:
        yield Trouble(
            f"only {free // 1024**2} MB of disk is left", "make room: mail and backups stop without it"
        )


def static_files(now: datetime) -> Iterator[Trouble]:
    """What pages ask for was collected."""
    if not settings.DEBUG and not staticfiles_storage.exists("css/portal.css"):
        yield Trouble("the style sheet was not collected", "run manage.py collectstatic")


def post_and_backups(now: datetime) -> Iterator[Trouble]:
    """What `/-/ready` says a person should look at, and that there is a backup at all."""
    found = condition(now)
    for text in found.attention:
        yield Trouble(text, "see docs/operations.md, under health")
    if found.backup is None:
        yield Trouble("no backup was ever made", "enable portal-backup.timer, or run manage.py backup")


def log(now: datetime) -> Iterator[Trouble]:
    """The log is what was written down."""
    if broken := broken_days(now):
        days = ", ".join(day.isoformat() for day in broken)
        yield Trouble(f"the log was changed on {days}", "treat it as a break-in: docs/avg/ tells what to do")


def people(now: datetime) -> Iterator[Trouble]:
    """Whoever works in the back office has a second factor, and no single person holds the keys."""
    teams = Q(groups__name__in=[PROGRAMME_TEAM, EDITORS, ADMINISTRATORS]) | Q(is_superuser=True)
    staff = Member.objects.active().filter(teams).distinct()
    without = staff.exclude(authenticator__type__in=SECOND_FACTORS).count()
    if without:
        yield Trouble(f"{without} people of the office have no second factor yet", "ask them to sign in once")
    keepers = Member.objects.active().filter(Q(groups__name=ADMINISTRATORS) | Q(is_superuser=True)).distinct()
    if keepers.count() < 2:
        yield Trouble("fewer than two people can give rights", f"make a second member of {ADMINISTRATORS}")


PARTS: tuple[Part, ...] = (
    settings_of_production,
    database,
    broker,
    mail_server,
    folders,
    static_files,
    post_and_backups,
    log,
    people,
)
