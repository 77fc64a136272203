"""Letters to guests: asked into one thread, or in it at once. Of a confidential group they name no thread."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from learninggroups.models import GroupInvitation, Thread, ThreadGuest
from learninggroups.notifications.invitations import INVITATIONS, NO_MORE
from learninggroups.notifications.topics import of_group
from mailing import outbox
from mailing.letters import Letter, LetterKind
from members.models import Member


def guest_placed(place: ThreadGuest, *, now: datetime) -> None:
    """Tell somebody who has an account that she reads and writes along in a thread."""
    letter = Letter(
        GUEST_PLACED.name,
        to=place.member,
        # A new day is a new letter; the same day asked twice is not.
        key=f"guest_placed:{place.pk}:{place.until:%Y%m%d}",
        about=f"guest:{place.pk}",
        context={"place": place, "thread": place.thread, "group": place.thread.group},
    )
    outbox.queue([letter], now=now)


def guest_invited(invitation: GroupInvitation, token: str, *, now: datetime) -> None:
    """Ask an address that we do not know, with a link of its own."""
    letter = Letter(
        GUEST_INVITATION.name,
        to=Member(email=invitation.email),
        key=f"guest_invitation:{invitation.pk}",
        about=f"group_invitation:{invitation.pk}",
        context={
            "invitation": invitation,
            "thread": invitation.thread,
            "group": invitation.group,
            "token": token,
        },
    )
    outbox.queue([letter], now=now)


def still_guests(rows: Sequence) -> set[int]:
    """Return the letters to people whose place has not ended, and whose group is as it was described."""
    places = ThreadGuest.objects.filter(pk__in=map(_number, rows), ended_at=None)
    return _discreet(rows, {place.pk: place.thread for place in places.select_related("thread__group")})


def still_invited(rows: Sequence) -> set[int]:
    """Return the letters whose link works, and whose group is as it was described."""
    invitations = GroupInvitation.objects.open().filter(pk__in=map(_number, rows))
    return _discreet(rows, {one.pk: one.thread for one in invitations.select_related("thread__group")})


def _discreet(rows: Sequence, threads: Mapping[int, Thread]) -> set[int]:
    """Leave out what names a thread of a group that became confidential."""
    return {
        row.pk
        for row in rows
        if (thread := threads.get(_number(row)))
        and not (thread.group.is_confidential and thread.title in row.text)
    }


def _number(row) -> int:
    return int(row.about.partition(":")[2])


GUEST_PLACED = LetterKind(
    name="guest_placed",
    reason="een begeleider je als gast in een gesprek vroeg",
    wanted=still_guests,
    stop_words=NO_MORE,
    topics=of_group(ThreadGuest, "thread__group", INVITATIONS),
)
GUEST_INVITATION = LetterKind(
    name="guest_invitation",
    reason="een begeleider van de Associatie Wijkteams je als gast in een gesprek vroeg",
    has_secret=True,
    wanted=still_invited,
    stop_words=NO_MORE,
    topics=of_group(GroupInvitation, "group", INVITATIONS),
)
KINDS = [GUEST_PLACED, GUEST_INVITATION]
