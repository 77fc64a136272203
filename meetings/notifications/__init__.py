"""
Letters to who comes to a meeting; each has the way to say that she does not come after all.

Most speak to her calendar as well. Of a meeting of a confidential group they say no more than when it is.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.db.models import Exists, OuterRef

from mailing import outbox
from mailing.letters import Letter, LetterKind, Priority
from meetings.models import DatePoll, Meeting, Registration
from meetings.permissions import is_in_confidence
from meetings.queries.invitations import cancellation, invitation

SALT = "meetings.registration"


@dataclass(frozen=True)
class Visitor:
    """Whom a letter goes to who has no account."""

    email: str
    name: str
    pk: None = None


def token_of(registration: Registration) -> str:
    """Return the token with which somebody opens her own registration, without signing in."""
    return Signer(salt=SALT).sign(str(registration.pk))


def registration_of_token(token: str) -> int | None:
    """Return whose registration this is, or None when the token is not ours."""
    try:
        return int(Signer(salt=SALT).unsign(token))
    except (BadSignature, ValueError):
        return None


def words_for(meeting: Meeting | DatePoll) -> dict:
    """Return what a letter calls a meeting: what a confidential group is about stays inside it."""
    in_confidence = is_in_confidence(meeting)
    return {
        "in_confidence": in_confidence,
        "name": "bijeenkomst van je leergroep" if in_confidence else meeting.title,
        "what": "een bijeenkomst van je leergroep" if in_confidence else f"“{meeting.title}”",
    }


def registered(meeting: Meeting, registration: Registration, *, now: datetime) -> None:
    """Tell somebody that she has a seat, or that she waits for one."""
    kind = REGISTERED if registration.state == Registration.State.COMING else WAITING
    _queue(kind, meeting, [registration], f"{now:%Y%m%d%H%M}", now)


def seats_given(meeting: Meeting, registrations: Iterable[Registration], *, now: datetime) -> None:
    """Tell who waited that there is a seat for her."""
    _queue(SEATED, meeting, registrations, f"{now:%Y%m%d%H%M}", now)


def withdrawn(meeting: Meeting, registration: Registration, *, now: datetime) -> None:
    """Tell somebody that she is off the list."""
    _queue(WITHDRAWN, meeting, [registration], "", now)


def meeting_changed(meeting: Meeting, *, now: datetime) -> int:
    """Tell who comes or waits what changed: its time, its place or its name."""
    return _queue(
        CHANGED,
        meeting,
        meeting.registrations.standing().select_related("member").order_by("pk"),
        str(meeting.sequence),
        now,
    )


def meeting_cancelled(meeting: Meeting, *, now: datetime) -> int:
    """Tell who comes or waits that the meeting is off."""
    return _queue(
        CANCELLED, meeting, meeting.registrations.standing().select_related("member").order_by("pk"), "", now
    )


def meeting_near(meeting: Meeting, *, now: datetime) -> int:
    """Remind who comes."""
    return _queue(
        NEAR, meeting, meeting.registrations.coming().select_related("member").order_by("pk"), "", now
    )


def _queue(
    kind: LetterKind, meeting: Meeting, registrations: Iterable[Registration], occasion: str, now: datetime
) -> int:
    return outbox.queue(
        [
            Letter(
                kind.name,
                to=registration.member or Visitor(registration.email, registration.name),
                key=f"{kind.name}:{registration.pk}:{occasion}",
                about=f"registration:{registration.pk}",
                context={
                    "meeting": meeting,
                    "registration": registration,
                    "token": token_of(registration),
                }
                | words_for(meeting),
                path=meeting.get_absolute_url(),
                calendar=_for_calendar(kind, meeting, registration, now),
                thread_key=f"meeting:{meeting.pk}:{registration.pk}",
            )
            for registration in registrations
        ],
        now=now,
    )


def _for_calendar(kind: LetterKind, meeting: Meeting, registration: Registration, now: datetime) -> str:
    """Return what a letter says to her calendar; nothing to who never had a seat."""
    say = _TO_CALENDAR.get(kind.name)
    had_seat = kind is SEATED or registration.seated_at
    return say(meeting, registration, now=now) if say and had_seat else ""


def still_coming(rows: Sequence) -> set[int]:
    """Return which letters still go: to who comes to a meeting that goes on."""
    return _of_state(rows, [Registration.State.COMING])


def still_on_list(rows: Sequence) -> set[int]:
    """Return which letters still go: to who comes or waits."""
    return _of_state(rows, [Registration.State.COMING, Registration.State.WAITING])


def _of_state(rows: Sequence, states: list[str]) -> set[int]:
    """
    Return which letters still go: to who is on the list in one of these states, as the meeting is now.

    A letter that waited while the meeting changed says what is true no longer, and the one about the
    change says all of it.
    """
    abouts = {row.pk: row.about for row in rows}
    numbers = {about: int(about.partition(":")[2]) for about in abouts.values()}
    found = Registration.objects.filter(
        pk__in=numbers.values(), state__in=states, meeting__cancelled_at=None
    ).values_list("pk", flat=True)
    standing = set(found)
    changed = outbox.newest(CHANGED.name, numbers)
    return {pk for pk, about in abouts.items() if numbers[about] in standing and pk >= changed.get(about, 0)}


def still_away(rows: Sequence) -> set[int]:
    """Return which letters still go: to who is not on the list again by now."""
    numbers = {row.pk: int(row.about.partition(":")[2]) for row in rows}
    back = Registration.objects.standing().filter(
        meeting=OuterRef("meeting"), email__iexact=OuterRef("email")
    )
    away = Registration.objects.filter(~Exists(back), pk__in=numbers.values())
    found = set(away.values_list("pk", flat=True))
    return {pk for pk, number in numbers.items() if number in found}


REASON = "je je aanmeldde voor deze bijeenkomst"
REASON_SERIES = "je je aanmeldde voor deze reeks bijeenkomsten"
NO_MORE = "Geen brieven meer over deze bijeenkomst"
REGISTERED, WAITING, SEATED, WITHDRAWN, CHANGED, CANCELLED = (
    LetterKind(name, REASON, priority=Priority.DIRECT, wanted=wanted, stop_words=NO_MORE)
    for name, wanted in (
        ("registered", still_coming),
        ("registered_waiting", still_on_list),
        ("registration_seated", still_coming),
        ("registration_withdrawn", still_away),
        ("meeting_changed", still_on_list),
        ("meeting_cancelled", None),
    )
)
NEAR = LetterKind("meeting_near", REASON, by_day=True, wanted=still_coming, stop_words=NO_MORE)
_TO_CALENDAR: dict[str, Callable[..., str]] = {
    REGISTERED.name: invitation,
    SEATED.name: invitation,
    CHANGED.name: invitation,
    CANCELLED.name: cancellation,
    WITHDRAWN.name: cancellation,
}
KINDS = [REGISTERED, WAITING, SEATED, WITHDRAWN, CHANGED, CANCELLED, NEAR]
