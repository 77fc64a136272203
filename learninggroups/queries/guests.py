"""Who is a guest where."""

from dataclasses import dataclass
from datetime import datetime

from learninggroups.models import INVITATION_LASTS, GroupInvitation, Thread, ThreadGuest
from learninggroups.permissions import Roles


@dataclass(frozen=True, slots=True)
class GuestsPage:
    """The guests of a thread, and who was asked but did not come yet."""

    guests: tuple[ThreadGuest, ...]
    invitations: tuple[GroupInvitation, ...]


def guests_page(roles: Roles, thread: Thread, now: datetime) -> GuestsPage:
    """Return who is a guest in a thread now."""
    guests = thread.guests.filter(ended_at=None).select_related("member").order_by("member__name")
    invited = GroupInvitation.objects.visible_to(roles).open().sent_after(now - INVITATION_LASTS)
    return GuestsPage(
        guests=tuple(guests), invitations=tuple(invited.filter(thread=thread).order_by("email"))
    )


def guest_threads(roles: Roles) -> list[ThreadGuest]:
    """Return the threads in which somebody is a guest, the newest talk first."""
    if not roles.guest_in:
        return []
    places = ThreadGuest.objects.filter(member=roles.member_id, ended_at=None).select_related("thread__group")
    return list(places.order_by("-thread__last_post_at", "-thread"))


def guests_in(thread_id: int) -> frozenset[int]:
    """Return the members who are or were a guest in a thread; what they wrote there is labelled so."""
    return frozenset(ThreadGuest.objects.filter(thread=thread_id).values_list("member", flat=True))
