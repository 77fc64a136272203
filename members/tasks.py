"""What Celery wakes: time passing over members."""

from celery import shared_task
from django.utils import timezone

from members.actions import failed_mail as actions


@shared_task(name="members.ask_for_addresses")
def ask_for_addresses() -> None:
    """Ask for addresses in the place of those that refuse our post; each is asked for once."""
    actions.ask_for_addresses(now=timezone.now())


@shared_task(name="members.report_failed_mail")
def report_failed_mail() -> None:
    """Tell once a day which letters failed."""
    actions.report_failed_mail(now=timezone.now())
