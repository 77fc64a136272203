"""What `check --deploy` refuses, and `migrate`: a production, or a database, that is only half there."""

from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from inbound.webhooks import PROVIDERS


@register(Tags.security, deploy=True)
def production_is_whole(app_configs, **kwargs) -> list[Error]:
    """Return an error for each part that still runs the way it does on one's own machine."""
    missing = {
        "E001": (settings.IS_HTTPS, "PORTAL_SITE_URL must be the https address of the portal."),
        "E002": (bool(settings.OWN_SECRET_KEY), "PORTAL_SECRET_KEY must be set, the same on every host."),
        "E003": (_database_is_shared(), "DATABASE_URL must name a PostgreSQL database."),
        "E004": (bool(settings.REDIS_URL), "REDIS_URL must name a Redis or Valkey server."),
        "E005": (_letters_leave(), "EMAIL_URL must name a mail server."),
        "E006": (
            _answers_are_read_safely(),
            "PORTAL_IMAP_URL must be imaps://, or imap:// on this machine, with a name and a password.",
        ),
        "E007": (
            bool(settings.MAIL_AUTHSERV_ID or not settings.MAIL_REPLY_DOMAIN),
            "PORTAL_MAIL_AUTHSERV_ID must name the host that takes our mail in, or no sender is ever proven.",
        ),
        "E008": (
            _provider_is_known(),
            "PORTAL_MAIL_PROVIDER must be one that brings mail, with PORTAL_WEBHOOK_SECRET as name:word of"
            " at least 20 characters.",
        ),
    }
    return [Error(text, id=f"portal.{number}") for number, (is_set, text) in missing.items() if not is_set]


@register(Tags.database)
def databases_are_not_halfway(app_configs, databases: Collection[str] | None, **kwargs) -> list[Error]:
    """Return an error for each app of which a database had some migrations, of those now one, and not all."""
    return [
        Error(
            f"{app} has had {len(had)} of the {len(whole)} migrations that {name} stands for.",
            hint="Migrate first with a version that has them all: docs/adr/0024-one-migration-an-app.md.",
            id="portal.E009",
        )
        for alias in databases or ()
        for (app, name), whole, had in _replaced(alias)
        if had and had != whole
    ]


def _replaced(alias: str) -> Iterator[tuple[tuple[str, str], set, set]]:
    """Give each migration whose files it replaced are gone, with those, and which of them a database had."""
    applied = MigrationRecorder(connections[alias]).applied_migrations().keys()
    loader = MigrationLoader(None)
    for key, migration in loader.replacements.items():
        whole = set(migration.replaces)
        if not whole <= loader.disk_migrations.keys():
            yield key, whole, applied & whole


def _database_is_shared() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


def _letters_leave() -> bool:
    return not settings.MAILING_EMAIL_URL.startswith("file:")


def _answers_are_read_safely() -> bool:
    mailbox = urlsplit(settings.MAIL_IMAP_URL)
    is_near = mailbox.scheme == "imap" and mailbox.hostname in {"localhost", "127.0.0.1", "::1"}
    is_whole = bool(mailbox.hostname and mailbox.username and mailbox.password)
    return not settings.MAIL_IMAP_URL or (is_whole and (is_near or mailbox.scheme == "imaps"))


def _provider_is_known() -> bool:
    secrets = settings.ANYMAIL["WEBHOOK_SECRET"]
    are_strong = bool(secrets) and all(":" in secret and len(secret) >= 20 for secret in secrets)
    return not settings.MAIL_PROVIDER or (settings.MAIL_PROVIDER in PROVIDERS and are_strong)
