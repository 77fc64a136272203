"""The portal's settings, on a clock at which it is noon now: at night it would not write to anybody."""

from datetime import UTC, datetime

from portal.settings import *  # noqa: F403

# The sign is the other way round in these names.
TIME_ZONE = f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
