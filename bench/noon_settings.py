"""The portal's settings, on a clock on which it is noon now."""

from bench import noon
from portal.settings import *  # noqa: F403

TIME_ZONE = noon.TIME_ZONE
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
