"""Stopping a reminder: letters about each question that stood in it, and the way back."""

from datetime import datetime

from mailing import unsubscribing
from mailing.unsubscribing import Reader
from questions.models import Reminder


def stop_reminders(*, member_id: Reader, about: str, now: datetime) -> str:
    """
    Stop letters to a reader about each question in her reminders that began with this one.

    Returns what was new, to put back. Safe to do twice.
    """
    together = Reminder.objects.none()
    if isinstance(member_id, int):
        together = Reminder.objects.filter(member=member_id, letter__startswith=f"{about}:")
    titles = {f"question:{pk}": title for pk, title in together.values_list("question_id", "question__title")}
    first = unsubscribing.label_of(member_id, "question_reminder", about)
    return " ".join(
        topic
        for topic, label in ({about: first} | titles).items()
        if unsubscribing.unsubscribe(member_id, topic, label, now=now)
    )


def undo_stop(*, member_id: Reader, about: str, was: str, now: datetime) -> None:
    """Let the letters come again that stopped."""
    for topic in was.split():
        unsubscribing.subscribe_again(member_id, topic)
