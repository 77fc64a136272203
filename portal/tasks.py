"""The half-minute tick that wakes everything which computes from rows what is due."""

import time

from celery import shared_task
from django.utils import timezone

from audit.tasks import seal
from digests.tasks import plan, plan_open
from home.tasks import publish_scheduled, remind_writers, tell_programme_team, tend_takeaways
from inbound.tasks import collect, read
from learninggroups.tasks import index, tell, tidy
from mailing.tasks import deliver
from meetings.tasks import pass_time
from members.tasks import (
    ask_for_addresses,
    bring_in,
    erase,
    forget_applications,
    gather_data,
    report_failed_mail,
)
from privacy.retention import retain
from questions.tasks import advance, make_exports, remind
from questions.tasks import plan as plan_questions

# The hours, by the clock of the Netherlands, in which nobody minds the work.
NIGHT = range(1, 5)
# Seconds, so that a worker has its hands free again for letters.
AT_ONCE = 20


@shared_task(name="portal.forget")
def forget() -> None:
    """At night, let go of what has had its time; safe to run twice or never: rows say what is due."""
    now, until = timezone.now(), time.monotonic() + AT_ONCE
    if timezone.localtime(now).hour in NIGHT:
        for _rows in retain(now):
            if time.monotonic() > until:
                return


# Each looks in its rows for what is due; `manage.py tick` runs the same.
DUE = (
    publish_scheduled,
    remind_writers,
    tell_programme_team,
    tend_takeaways,
    advance,
    collect,
    read,
    plan_questions,
    remind,
    index,
    tell,
    pass_time,
    plan,
    plan_open,
    tidy,
    ask_for_addresses,
    report_failed_mail,
    bring_in,
    erase,
    forget_applications,
    deliver,
    make_exports,
    seal,
    gather_data,
    forget,
)


@shared_task(name="portal.tick")
def tick() -> None:
    """Wake the workers; safe to run twice or never, because rows decide what is due."""
    for task in DUE:
        task.apply_async(expires=25)
