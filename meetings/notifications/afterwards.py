"""Letters after a meeting: that all is there to read, and one question to guests."""

from collections.abc import Iterable
from datetime import datetime

from django.core.signing import BadSignature, Signer

from mailing import outbox
from mailing.letters import Letter, LetterKind
from meetings.models import Meeting, Registration
from meetings.notifications import Visitor, words_for

SALT = "meetings.reflection"


def token_of(registration: Registration) -> str:
    """Return the token with which a guest looks back, without signing in."""
    return Signer(salt=SALT).sign(str(registration.pk))


def registration_of_token(token: str) -> int | None:
    """Return who looks back, or None when the token is not ours."""
    try:
        return int(Signer(salt=SALT).unsign(token))
    except (BadSignature, ValueError):
        return None


def all_is_ready(meeting: Meeting, *, now: datetime) -> int:
    """Tell who came that the notes and the files can be read."""
    has = {"has_notes": bool(meeting.notes), "has_materials": meeting.materials.exists()}
    return _queue(READY, meeting, _who_came(meeting), has, now)


def guests_asked(meeting: Meeting, *, now: datetime) -> int:
    """Ask who came without an account what she takes home, and what she brings."""
    return _queue(GUEST_ASKED, meeting, _who_came(meeting).filter(member=None), {}, now)


def _who_came(meeting: Meeting):
    """Those with a seat, without who was marked absent: not everybody marks who was there."""
    came = meeting.registrations.coming().exclude(attended=False)
    return came.select_related("member").order_by("pk")


def _queue(
    kind: LetterKind, meeting: Meeting, registrations: Iterable[Registration], more: dict, now: datetime
) -> int:
    words = words_for(meeting)
    return outbox.queue(
        [
            Letter(
                kind.name,
                to=registration.member or Visitor(registration.email, registration.name),
                key=f"{kind.name}:{registration.pk}",
                about=f"registration:{registration.pk}",
                context={"meeting": meeting, "token": token_of(registration)} | words | more,
                thread_key=f"meeting:{meeting.pk}:{registration.pk}",
                path=meeting.get_absolute_url(),
            )
            for registration in registrations
        ],
        now=now,
    )


NO_MORE = "Geen brieven meer over deze bijeenkomst"
READY = LetterKind("meeting_ready", "je bij deze bijeenkomst was", by_day=True, stop_words=NO_MORE)
GUEST_ASKED = LetterKind("guest_asked", "je bij deze bijeenkomst was", by_day=True, stop_words=NO_MORE)
KINDS = [READY, GUEST_ASKED]
