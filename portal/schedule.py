"""The beat schedule: one interval, because what is due is computed from rows and not from a clock."""

BEAT_SCHEDULE = {
    # Half a minute is how late a letter may be when the doorbell was lost.
    "tick": {"task": "portal.tick", "schedule": 30.0, "options": {"expires": 25}},
}
