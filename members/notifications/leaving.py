"""Who hears that a member leaves: she herself, and who has to see to what she looked after."""

from collections.abc import Sequence
from datetime import datetime

from django.core.signing import BadSignature, Signer

from mailing import outbox
from mailing.letters import Letter, LetterKind, Priority
from members.models import PROGRAMME_TEAM, Departure, Member
from members.notifications import to_who_is_still_there
from members.queries.leaving import HandOver

RETURN_SALT = "members.return"


def return_token(departure: Departure) -> str:
    """Return the token with which who left comes back."""
    return Signer(salt=RETURN_SALT).sign(departure.pk)


def departure_of_token(token: str) -> int | None:
    """Return of which departure this token is, or None when it is not ours."""
    try:
        return int(Signer(salt=RETURN_SALT).unsign(token))
    except (BadSignature, ValueError):
        return None


# Account mail: her account is closed, and no other letter reaches her any more.
ACCOUNT_LEFT = LetterKind(
    name="account_left",
    reason="je account is gesloten",
    priority=Priority.ACCOUNT,
    has_secret=True,
    stop_words="Geen brieven meer over je vertrek",
)
HAND_OVER = LetterKind(
    name="hand_over",
    reason="je in het programmateam zit",
    wanted=to_who_is_still_there,
    by_day=True,
    stop_words="Geen brieven meer over dit vertrek",
)
KINDS = [ACCOUNT_LEFT, HAND_OVER]


def left(departure: Departure, *, was_guest: bool = False, now: datetime) -> None:
    """
    Send the one letter in which she reads what happens now, and how she comes back.

    Who was a guest only did not ask for it, and reads why.
    """
    _send_way_back(departure, key=f"departure:{departure.pk}", was_guest=was_guest, now=now)


def asked_for_way_back(departure: Departure, *, now: datetime) -> None:
    """Send the way back again to who tries to sign in, at most once an hour."""
    _send_way_back(departure, key=f"departure:{departure.pk}:{now:%Y%m%d%H}", now=now)


def _send_way_back(departure: Departure, *, key: str, was_guest: bool = False, now: datetime) -> None:
    outbox.queue(
        [
            Letter(
                ACCOUNT_LEFT.name,
                to=departure.member,
                key=key,
                about=f"departure:{departure.pk}",
                context={
                    "departure": departure,
                    "token": return_token(departure),
                    "is_silent": departure.way == Departure.Way.SILENT,
                    "was_guest": was_guest,
                },
            )
        ],
        now=now,
    )


def to_be_handed_over(departure: Departure, things: Sequence[HandOver], *, now: datetime) -> None:
    """Tell the programme team what nobody looks after any more; it says no name, only what is left behind."""
    team = Member.objects.active().filter(groups__name=PROGRAMME_TEAM).order_by("pk")
    outbox.queue(
        [
            Letter(
                HAND_OVER.name,
                to=to,
                key=f"departure:{departure.pk}:hand_over:{to.pk}",
                about=f"departure:{departure.pk}",
                context={"things": [thing.left_behind for thing in things]},
            )
            for to in team
        ],
        now=now,
    )
