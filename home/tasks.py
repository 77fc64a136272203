"""What the tick wakes here: pages that are due, writers who did not answer, and questions that wait."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from home.actions import consent, enquiries, publishing, takeaways
from ui import page_cache


@shared_task(name="home.publish_scheduled")
def publish_scheduled() -> None:
    """Publish and expire what is due; running it twice finds nothing left to do."""
    publishing.hold_back_lessons(now=timezone.now())
    call_command("publish_scheduled")
    page_cache.forget_pages()


@shared_task(name="home.remind_writers")
def remind_writers() -> None:
    """Ask writers who have not answered once more; running it twice reminds nobody twice."""
    consent.remind_writers(now=timezone.now())


@shared_task(name="home.tell_programme_team")
def tell_programme_team() -> None:
    """Tell the programme team which questions wait, once a day; running it twice tells nobody twice."""
    enquiries.tell_programme_team(now=timezone.now())


@shared_task(name="home.tend_takeaways")
def tend_takeaways() -> None:
    """Tell who leads a lesson's group what readers wrote, and forget who wrote it; safe to run twice."""
    now = timezone.now()
    takeaways.tell_of_takeaways(now=now)
    takeaways.forget_readers(now=now)
