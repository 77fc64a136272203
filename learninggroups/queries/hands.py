"""Whose hands are up for a theme."""

from dataclasses import dataclass

from learninggroups.models import GroupProposal, RaisedHand
from learninggroups.permissions import Roles, may_raise_hand


@dataclass(frozen=True, slots=True)
class Hand:
    """One raised hand, as members see it."""

    name: str
    word: str
    email: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Hands:
    """The hands for one theme; a visitor sees none, for they are about people."""

    raised: tuple[Hand, ...]
    own: Hand | None
    may_raise: bool


def hands_for(roles: Roles, theme_id: int) -> Hands:
    """Return whose hands are up for a theme, who did so first in front."""
    may_raise = may_raise_hand(roles)
    raised = _hands(theme_id, roles.member_id) if may_raise else ()
    return Hands(raised, next((hand for hand in raised if hand.is_own), None), may_raise)


def hands_of(proposal: GroupProposal) -> tuple[Hand, ...]:
    """Return the hands that a proposal is about, for the programme team."""
    return _hands(proposal.theme_id, None)


def _hands(theme_id: int, member_id: int | None) -> tuple[Hand, ...]:
    up = RaisedHand.objects.filter(theme=theme_id, member__is_active=True).order_by("raised_at", "pk")
    rows = up.values_list("member__name", "word", "member__email", "member")
    return tuple(Hand(name, word, email, pk == member_id) for name, word, email, pk in rows)
