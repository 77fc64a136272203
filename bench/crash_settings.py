"""The settings of the proof: everything as always, but nobody waits for minutes, and it is always noon."""

from bench import noon
from tests.settings import *  # noqa: F403

TIME_ZONE = noon.TIME_ZONE
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
CELERY_BEAT_SCHEDULE = {
    name: entry | {"schedule": 1.0, "options": {"expires": 1}}
    for name, entry in CELERY_BEAT_SCHEDULE.items()  # noqa: F405
}
