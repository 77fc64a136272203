"""Who is a guest where."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from learninggroups.models import INVITATION_LASTS, GroupInvitation, Membership, Thread, ThreadGuest
from learninggroups.permissions import Roles
from members.models import Departure, Invitation, Member

# For so long after her last day a guest keeps her account: somebody may ask her again.
GUEST_KEPT = timedelta(days=28)


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


def guests_no_longer(now: datetime) -> QuerySet[Member]:
    """
    Return whose account is a guest's, and who for four weeks has been a guest nowhere.

    Who signed in or came back since then, has an invitation, or works in a team, is not among them.
    """
    until = now - GUEST_KEPT
    hers, at_her_address = {"member": OuterRef("pk")}, {"email": OuterRef("email")}
    asked = (
        GroupInvitation.objects.open().sent_after(now - INVITATION_LASTS).not_over(timezone.localdate(now))
    )
    reasons_to_stay = [
        ThreadGuest.objects.filter(Q(ended_at=None) | Q(ended_at__gt=until), **hers),
        Membership.objects.filter(Q(group__archived_at=None) | Q(group__archived_at__gt=until), **hers),
        Departure.objects.filter(returned_at__gt=until, **hers),
        asked.filter(**at_her_address),
        Invitation.objects.open(now).filter(**at_her_address),
    ]
    guests = Member.objects.active().filter(is_guest=True, is_superuser=False, groups=None)
    guests = guests.exclude(joined_at__gt=until).exclude(last_login__gt=until)
    return guests.filter(*(~Exists(reason) for reason in reasons_to_stay)).order_by("pk")
