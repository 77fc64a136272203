"""The half-minute tick that wakes everything which computes from rows what is due."""

from celery import shared_task

from audit.tasks import seal
from digests.tasks import plan, plan_open
from home.tasks import publish_scheduled, remind_writers, tell_programme_team, tend_takeaways
from inbound.tasks import collect, read
from learninggroups.tasks import index, tell, tidy
from mailing.tasks import deliver
from meetings.tasks import pass_time
from members.tasks import ask_for_addresses, bring_in, erase, gather_data, report_failed_mail
from questions.tasks import advance, make_exports, remind
from questions.tasks import plan as plan_questions

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
    deliver,
    make_exports,
    seal,
    gather_data,
)


@shared_task(name="portal.tick")
def tick() -> None:
    """Wake the workers; safe to run twice or never, because rows decide what is due."""
    for task in DUE:
        task.apply_async(expires=25)
