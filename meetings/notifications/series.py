"""Letters about several meetings of one series: one for each person, with all her days in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mailing import outbox
from mailing.letters import Letter, LetterKind, Priority
from meetings.models import Meeting, Registration
from meetings.notifications import REASON_SERIES, Visitor, token_of, words_for
from meetings.queries.invitations import days_of


@dataclass(frozen=True)
class OwnDay:
    """One meeting of the series, with the way to what somebody registered."""

    meeting: Meeting
    is_waiting: bool
    token: str


def registered(registrations: Iterable[Registration], *, now: datetime) -> int:
    """Tell somebody on which days she has a seat, and on which she waits for one."""
    return _queue(REGISTERED, registrations, f"{now:%Y%m%d%H%M}", now)


def meetings_changed(meetings: Iterable[Meeting], *, now: datetime) -> int:
    """Tell who comes or waits that these meetings are at another time or place."""
    return _queue(CHANGED, _standing(meetings), f"{now:%Y%m%d%H%M%S}", now)


def meetings_cancelled(meetings: Iterable[Meeting], *, now: datetime) -> int:
    """Tell who comes or waits that these meetings are off."""
    return _queue(CANCELLED, _standing(meetings), f"{now:%Y%m%d%H%M%S}", now)


def _standing(meetings: Iterable[Meeting]) -> Iterable[Registration]:
    found = Registration.objects.standing().filter(meeting__in=[meeting.pk for meeting in meetings])
    return found.select_related("member", "meeting__group").order_by("meeting__starts_at", "pk")


def _queue(kind: LetterKind, registrations: Iterable[Registration], occasion: str, now: datetime) -> int:
    by_person: dict[str, list[Registration]] = {}
    for registration in registrations:
        by_person.setdefault(registration.email.lower(), []).append(registration)
    return outbox.queue([_letter(kind, own, occasion, now) for own in by_person.values()], now=now)


def _letter(kind: LetterKind, own: list[Registration], occasion: str, now: datetime) -> Letter:
    first = own[0]
    words = words_for(first.meeting)
    days = [
        OwnDay(one.meeting, one.state == Registration.State.WAITING, token_of(one))
        for one in sorted(own, key=lambda one: one.meeting.starts_at)
    ]
    return Letter(
        kind.name,
        to=first.member or Visitor(first.email, first.name),
        key=f"{kind.name}:{first.pk}:{occasion}",
        about=f"series:{first.meeting.series_id}",
        context={"days": days, "meeting": first.meeting} | words,
        calendar=days_of(own, in_confidence=words["in_confidence"], now=now),
        path=first.meeting.get_absolute_url(),
        thread_key=f"series:{first.meeting.series_id}:{first.email.lower()}",
    )


NO_MORE = "Geen brieven meer over deze reeks"
REGISTERED, CHANGED, CANCELLED = (
    LetterKind(name, REASON_SERIES, priority=Priority.DIRECT, stop_words=NO_MORE)
    for name in ("series_registered", "series_changed", "series_cancelled")
)
KINDS = [REGISTERED, CHANGED, CANCELLED]
