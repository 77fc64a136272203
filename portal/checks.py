"""What `check --deploy` refuses: a production that is only half configured."""

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security, deploy=True)
def production_is_whole(app_configs, **kwargs) -> list[Error]:
    """Return an error for each part that still runs the way it does on one's own machine."""
    missing = {
        "E001": (settings.IS_HTTPS, "PORTAL_SITE_URL must be the https address of the portal."),
        "E002": (bool(settings.OWN_SECRET_KEY), "PORTAL_SECRET_KEY must be set, the same on every host."),
        "E003": (_database_is_shared(), "DATABASE_URL must name a PostgreSQL database."),
        "E004": (bool(settings.REDIS_URL), "REDIS_URL must name a Redis or Valkey server."),
        "E005": (_letters_leave(), "EMAIL_URL must name a mail server."),
    }
    return [Error(text, id=f"portal.{number}") for number, (is_set, text) in missing.items() if not is_set]


def _database_is_shared() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


def _letters_leave() -> bool:
    return not settings.MAILING_EMAIL_URL.startswith("file:")
