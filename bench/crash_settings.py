"""The settings of the proof: everything as always, but nobody waits for minutes."""

from tests.settings import *  # noqa: F403

CELERY_BEAT_SCHEDULE = {
    name: entry | {"schedule": 1.0, "options": {"expires": 1}}
    for name, entry in CELERY_BEAT_SCHEDULE.items()  # noqa: F405
}
