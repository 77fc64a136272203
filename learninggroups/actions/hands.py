"""Hands up for a theme, and whether they become a group."""

from datetime import datetime

from django.db import transaction

from learninggroups.models import GroupProposal, RaisedHand
from learninggroups.notifications import hands as notifications
from learninggroups.permissions import Roles, may_found_groups, may_raise_hand
from members.models import Affiliation, Member
from members.permissions import require
from themes.models import Theme

# With so many hands, from so many organisations, the programme team is asked about a group.
ENOUGH_HANDS = 3
ENOUGH_ORGANIZATIONS = 2


class AlreadyDecided(Exception):
    """Somebody of the programme team decided meanwhile."""


@transaction.atomic(durable=True)
def raise_hand(*, theme: Theme, word: str, actor: Member, now: datetime) -> None:
    """
    Put one's shoulder under a theme; who did so before changes what she said.

    With enough hands the programme team is asked, once until it decides, whether it becomes a group.
    """
    require(may_raise_hand(Roles.of(actor)))
    # RACE: two third hands at once would each miss the other; the lock makes one count both.
    Theme.objects.select_for_update().get(pk=theme.pk)
    RaisedHand.objects.update_or_create(
        theme=theme,
        member=actor,
        defaults={"word": word},
        create_defaults={"word": word, "raised_at": now},
    )
    if not _are_enough(theme):
        return
    proposal, is_new = GroupProposal.objects.get_or_create(
        theme=theme, decided_at=None, defaults={"asked_at": now}
    )
    if is_new:
        notifications.hands_raised(proposal, now=now)


@transaction.atomic(durable=True)
def lower_hand(*, theme: Theme, actor: Member) -> None:
    """Take one's hand back, without explanation."""
    RaisedHand.objects.filter(theme=theme, member=actor).delete()


@transaction.atomic(durable=True)
def decline_proposal(*, proposal: GroupProposal, word: str, actor: Member, now: datetime) -> None:
    """
    Decide that no group comes of these hands, and tell whose they are why; they are down again.

    :raises AlreadyDecided: when somebody decided meanwhile.
    """
    require(may_found_groups(Roles.of(actor)))
    settle(proposal, group=None, actor=actor, now=now)
    hands = list(raised_by(proposal.theme_id))
    RaisedHand.objects.filter(theme=proposal.theme_id).delete()
    notifications.proposal_declined(proposal, hands, word, now=now)


def settle(proposal: GroupProposal, *, group, actor: Member, now: datetime) -> None:
    """
    Write down what was decided, inside the caller's transaction.

    :raises AlreadyDecided: when somebody decided meanwhile.
    """
    undecided = GroupProposal.objects.filter(pk=proposal.pk, decided_at=None)
    if not undecided.update(decided_at=now, decided_by=actor, group=group):
        raise AlreadyDecided


def raised_by(theme_id: int):
    """Return the active members whose hand is up for a theme, who did so first in front."""
    return (
        Member.objects.active().filter(raised_hands__theme=theme_id).order_by("raised_hands__raised_at", "pk")
    )


def _are_enough(theme: Theme) -> bool:
    members = set(raised_by(theme.pk).values_list("pk", flat=True))
    if len(members) < ENOUGH_HANDS:
        return False
    places = Affiliation.objects.current().filter(member__in=members)
    return places.values("organization").distinct().count() >= ENOUGH_ORGANIZATIONS
